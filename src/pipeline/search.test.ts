import { expect, test } from 'vitest';
import type { OutputFile, OutputPath } from '../model/file.ts';
import { withSearch } from './search.ts';
import type { PageToIndex } from './search.ts';

const file = (path: string, body: string): OutputFile => ({ path: path as OutputPath, body });
const FILES = [
  file('en/index.html', 'index'),
  file('en/incidents/2020-09-15-web/index.html', 'article'),
  file('pt-br/incidents/2020-09-15-web/index.html', 'artigo'),
  file('en/incidents/2020-09-15-web/history/index.html', 'history'),
  file('en/incidents/2020-09-15-web/v/001/index.html', 'edition'),
];

test('only the newest text of each report is indexed', async () => {
  const seen: PageToIndex[] = [];
  const made = await withSearch(FILES, async (_key, pages) => {
    seen.push(...pages());
    return [file('pagefind.js', 'code')];
  });
  expect(seen).toEqual([
    { url: '/en/incidents/2020-09-15-web/', html: 'article' },
    { url: '/pt-br/incidents/2020-09-15-web/', html: 'artigo' },
  ]);
  expect(made).toEqual([...FILES, file('pagefind/pagefind.js', 'code')]);
});

test('the key of an index is that of the articles, whose bytes are not needed where their hash is known', async () => {
  const keys: string[] = [];
  const index = async (key: string) => {
    keys.push(key);
    return [];
  };
  const [article] = [FILES[1] ?? file('', '')];
  await withSearch([{ ...article, sha256: 'aa', size: 1 }], index);
  await withSearch([{ ...article, body: 'another', sha256: 'aa', size: 1 }], index);
  await withSearch([{ ...article, sha256: 'bb', size: 1 }], index);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});
