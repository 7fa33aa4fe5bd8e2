import { expect, test } from 'vitest';
import type { OutputPath } from '../model/file.ts';
import { searchFiles } from './search.ts';
import type { PageToIndex } from './search.ts';

const facts = (path: string, sha256 = 'aa') => ({ path, sha256, size: 1 });
const FILES = [
  facts('en/index.html'),
  facts('en/incidents/2020-09-15-web/index.html'),
  facts('pt-br/incidents/2020-09-15-web/index.html'),
  facts('pt-br/about/index.html'),
  facts('pt-br/search/index.html'),
  facts('en/incidents/2020-09-15-web/history/index.html'),
  facts('en/incidents/2020-09-15-web/v/001/index.html'),
];
const bodyOf = (path: string) => Promise.resolve(Buffer.from(`body of ${path}`));

test('only the newest text of each report and the pages of the site’s own are indexed', async () => {
  const seen: PageToIndex[] = [];
  const made = await searchFiles(
    FILES,
    bodyOf,
    async (_key, pages) => {
      seen.push(...(await pages()));
      return [{ path: 'pagefind.js' as OutputPath, body: 'code' }];
    },
    ['about'],
  );
  expect(seen).toEqual([
    { url: '/en/incidents/2020-09-15-web/', html: `body of ${FILES[1]?.path}` },
    { url: '/pt-br/incidents/2020-09-15-web/', html: `body of ${FILES[2]?.path}` },
    { url: '/pt-br/about/', html: `body of ${FILES[3]?.path}` },
  ]);
  expect(made).toEqual([{ path: 'pagefind/pagefind.js', body: 'code' }]);
});

test('parts of words are indexed beside a page, of what a report says and not of its labels', async () => {
  const html =
    '<html><body><nav>Seitenverzeichnis</nav><article class="report"><p class="kicker">Wartungsarbeiten</p>' +
    '<h1>Objektspeicher</h1></article><a>Nachbarbericht</a></body></html>';
  const seen: PageToIndex[] = [];
  const index = async (_key: string, pages: () => Promise<readonly PageToIndex[]>) => {
    seen.push(...(await pages()));
    return [];
  };
  const bodies = () => Promise.resolve(Buffer.from(html));
  await searchFiles(
    [facts('de/incidents/2020-09-15-web/index.html'), facts('en/incidents/2020-09-15-web/index.html')],
    bodies,
    index,
    [],
  );
  const [german = '', english = ''] = seen.map((page) => page.html);
  expect(english).toBe(html);
  const [, parts = ''] = /<p data-pagefind-meta="parts">([^<]*)<\/p><\/body>/.exec(german) ?? [];
  expect(parts.split(' ')).toContain('speicher');
  expect(parts).not.toMatch(/arbeiten|verzeichnis|bericht/);
});

test('the key of an index is that of the articles, whose bytes are not asked for where the index is known', async () => {
  const keys: string[] = [];
  const index = async (key: string) => {
    keys.push(key);
    return [];
  };
  const never = () => expect.fail('bytes were asked for');
  const article = FILES[1]?.path ?? '';
  await searchFiles([facts(article)], never, index, []);
  await searchFiles([facts('en/index.html', 'bb'), facts(article)], never, index, []);
  await searchFiles([facts(article, 'bb')], never, index, []);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});
