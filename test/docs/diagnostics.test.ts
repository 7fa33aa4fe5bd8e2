import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import { ROOT } from '../run.ts';
import { diagnosticsPages } from './diagnostics-pages.ts';

test('docs/diagnostics/ has a page for every code, as the catalogue and the examples have it', async () => {
  const folder = join(ROOT, 'docs/diagnostics');
  const pages = await diagnosticsPages(folder);
  if (process.env['UPDATE_DOCS']) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of pages) writeFileSync(join(folder, name), text);
  }
  expect(readdirSync(folder).toSorted()).toEqual([...pages.keys()].toSorted());
  for (const [name, text] of pages) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text);
  const list = pages.get('README.md') ?? '';
  for (const code of Object.keys(catalogue)) expect(list, code).toContain(`[${code}](${code}.md)`);
});
