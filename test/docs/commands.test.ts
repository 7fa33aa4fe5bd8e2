import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeProgram } from '../../src/cli/command-line.ts';
import { commandTree } from '../../src/cli/command-tree.ts';
import { ROOT } from '../run.ts';
import { commandsPage } from './commands-page.ts';

test('docs/commands.md matches the program', async () => {
  const file = join(ROOT, 'docs/commands.md');
  const page = await commandsPage(commandTree(describeProgram('0.0.0', () => undefined)), file);
  if (process.env['UPDATE_DOCS']) writeFileSync(file, page);
  expect(readFileSync(file, 'utf8')).toBe(page);
  expect(page.match(/^## /gm)!.length).toBeGreaterThan(15);
});

test('no page has the program fetched from a registry, where anybody may have taken its name', () => {
  const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  for (const page of ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...pages.map((name) => `docs/${name}`)])
    // As a command, and as the list of its words in an editor's settings.
    expect(readFileSync(join(ROOT, page), 'utf8'), page).not.toMatch(/\bnpx["',\s\]=[a-z]*incident-press/);
});
