import { expect, test } from 'vitest';
import type { OutputFile, OutputPath } from '../model/file.ts';
import { sha256 } from '../source/content-hash.ts';
import { withSearch } from './search.ts';
import type { PageToIndex } from './search.ts';

const file = (path: string, body: string): OutputFile => ({ path: path as OutputPath, body });
const MANIFEST = {
  generator: { name: 'incident-press' },
  counts: { reports: 1, pages: 5, files: 5 },
  files: { 'z.html': { sha256: 'aa', size: 1 } },
};
const FILES = [
  file('en/index.html', 'index'),
  file('en/incidents/2020-09-15-web/index.html', 'article'),
  file('pt-br/incidents/2020-09-15-web/index.html', 'artigo'),
  file('en/incidents/2020-09-15-web/history/index.html', 'history'),
  file('en/incidents/2020-09-15-web/v/001/index.html', 'edition'),
  file('build.json', JSON.stringify(MANIFEST)),
];

test('only the newest text of each report is indexed, and the manifest lists what was made', async () => {
  const seen: PageToIndex[] = [];
  const made = await withSearch(FILES, async (_key, pages) => {
    seen.push(...pages());
    return [file('pagefind.js', 'code')];
  });
  expect(seen).toEqual([
    { url: '/en/incidents/2020-09-15-web/', html: 'article' },
    { url: '/pt-br/incidents/2020-09-15-web/', html: 'artigo' },
  ]);
  expect(made.slice(0, 5)).toEqual(FILES.slice(0, 5));
  expect(made[5]).toEqual(file('pagefind/pagefind.js', 'code'));
  expect(made[6]?.path).toBe('build.json');
  expect(JSON.parse(String(made[6]?.body))).toEqual({
    generator: { name: 'incident-press' },
    counts: { reports: 1, pages: 5, files: 6 },
    files: {
      'pagefind/pagefind.js': { sha256: sha256('code'), size: 4 },
      'z.html': { sha256: 'aa', size: 1 },
    },
  });
});

test('a build that was stopped stays empty', async () => {
  expect(await withSearch([], () => Promise.reject(new Error('must not be called')))).toEqual([]);
});
