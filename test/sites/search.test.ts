import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findSearch } from '../../src/host/search-index.ts';
import { sha256 } from '../../src/source/content-hash.ts';
import { copyExample, runCommand } from '../run.ts';
import { builtExample } from '../shared.ts';

/** Where Pagefind looks for its program before it looks at what is installed. */
const NO_PROGRAM = { PAGEFIND_EXTENDED_BINARY_PATH: join('nowhere', 'pagefind') };

test('if Pagefind does not run, the site is built without it, and the build says so', async () => {
  const site = copyExample();
  const ran = await runCommand(['build'], { cwd: site, env: NO_PROGRAM });
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('no full-text search');
  expect(existsSync(join(site, 'dist/pagefind'))).toBe(false);
  const page = readFileSync(join(site, 'dist/en/search/index.html'), 'utf8');
  expect(page).not.toContain('search.js');
  expect(page).toContain('/en/archive/2025/');
  rmSync(site, { recursive: true });
});

test('a site without search pages has no index, and there is no note', async () => {
  const site = copyExample();
  const file = join(site, 'site.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\noutputs: [articles, index]\n`);
  const ran = await runCommand(['build'], { cwd: site, env: NO_PROGRAM });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).not.toContain('search');
  expect(existsSync(join(site, 'dist/en/search'))).toBe(false);
  expect(readFileSync(join(site, 'dist/en/index.html'), 'utf8')).not.toMatch(/\/(?:search|archive|statistics)\//);
  rmSync(site, { recursive: true });
});

test('the index of the same pages is the same each time, whatever order Pagefind keeps their words in', async () => {
  const reports = join(await builtExample(), 'en/incidents');
  const pages = readdirSync(reports).map((name) => ({
    url: `/en/incidents/${name}/`,
    html: readFileSync(join(reports, name, 'index.html'), 'utf8'),
  }));
  expect(pages.length).toBeGreaterThan(5);
  const search = findSearch()!;
  const hashed = async () =>
    (await search.index('', () => Promise.resolve(pages))).map(({ path, body }) => [path, sha256(body)]);
  const first = await hashed();
  expect(first.length).toBeGreaterThan(10);
  expect(await hashed()).toEqual(first);
  await search.close();
});
