import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyExample, runCommand } from '../run.ts';

/** Where Pagefind looks for its program before it looks at what is installed. */
const NO_PROGRAM = { PAGEFIND_EXTENDED_BINARY_PATH: join('nowhere', 'pagefind') };

test('where Pagefind does not run, the site is made without it, and the build says so', async () => {
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

test('a site without search pages has no index, and nothing is said', async () => {
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
