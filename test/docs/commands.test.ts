import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeProgram } from '../../src/cli/command-line.ts';
import { commandTree } from '../../src/cli/command-tree.ts';
import { ROOT } from '../run.ts';
import { commandsPage } from './commands-page.ts';

test('docs/commands.md is what the program says of itself', async () => {
  const file = join(ROOT, 'docs/commands.md');
  const page = await commandsPage(commandTree(describeProgram('0.0.0', () => undefined)), file);
  if (process.env['UPDATE_DOCS']) writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
  expect(page.match(/^## /gm)!.length).toBeGreaterThan(15);
});
