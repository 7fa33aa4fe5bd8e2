import { expect, test } from 'vitest';
import type { Prose } from '../model/edition.ts';
import { sha256 } from '../source/content-hash.ts';
import { entry, original, translation } from '../site/testing.ts';
import { editionData } from './data.ts';
import { freezeEdition, frozenFault, frozenFiles } from './freeze.ts';
import { readLedger } from './ledger.ts';
import { at, held, historyOf, publish } from '../../test/versions/in-memory.ts';

const body = (html: string, ...pictures: readonly string[]): Prose => ({
  html,
  text: '',
  headings: [],
  links: [],
  pictures,
});
const EDITION = original([entry('11:00')], {}, { content: sha256('1'), changes: 'What is new' });
const ARTICLE = '<article></article>';
const freeze = (edition = EDITION, article = ARTICLE) =>
  freezeEdition(held(edition), edition, 'monitoring', article, 'program');

test('freezing an edition writes its files with the hashes of all of them', () => {
  const data = editionData(EDITION);
  const { line, ...files } = freeze();
  expect(files).toEqual({ source: 'Web frontend issue\n', article: ARTICLE, data });
  expect(line).toMatchObject({
    version: EDITION.version,
    lastUpdate: at('11:00'),
    changes: 'What is new',
    source: sha256(files.source),
    article: sha256(ARTICLE),
    data: sha256(data),
    content: EDITION.content,
    renderer: 'program',
  });
});

test.each([
  ['investigating', 'interim'],
  ['monitoring', 'interim'],
  ['resolved', 'final'],
])('what is published while its report is %s is %s', (state, status) => {
  expect(freezeEdition(held(EDITION), EDITION, state, ARTICLE, '').line.status).toBe(status);
});

test('a translation has the facts of the original it tells', () => {
  const french = translation('fr', { content: sha256('un') });
  const other = original([entry('11:00'), entry('11:30')]);
  const facts = (told = EDITION) => freezeEdition(held(french), told, '', ARTICLE, '').line.facts;
  expect(facts()).toBe(freeze().line.facts);
  expect(facts(other)).not.toBe(facts());
});

test('only an edition that is there can be frozen', () => {
  for (const gone of [{ edition: undefined }, { source: undefined }])
    expect(() => freezeEdition({ ...held(EDITION), ...gone }, EDITION, '', ARTICLE, '')).toThrow(
      'only an edition that is held can be frozen',
    );
});

test.each([
  ['an article with a script', '<article><script></script></article>', EDITION, 'there is a `<script>`'],
  ['data with one', ARTICLE, { ...EDITION, body: body('<script></script>') }, 'there is a `<script>`'],
  ['neither', ARTICLE, EDITION, undefined],
])('what could not be read back is a fault: %s', (_, article, edition, fault) => {
  const editions = [held(EDITION), held(edition)];
  expect(frozenFault(historyOf(edition, editions), freeze(edition, article))).toBe(fault);
});

test('the fault of an article is found without its edition', () => {
  expect(frozenFault(historyOf(EDITION, []), freeze())).toBeUndefined();
});

test('the ledger that mentions them is the last of the files, and only known pictures are written', () => {
  const shown = original(
    [entry('11:00')],
    {},
    {
      version: { number: 2, revision: 1 },
      content: sha256('2'),
      body: body('', 'a.png', 'b.png'),
    },
  );
  const folder = 'published/2020-09-15-web-frontend/en';
  const before = String(publish([{ edition: EDITION, at: '11:10' }]).get(`${folder}/ledger.jsonl`));
  const picture = new Uint8Array([1]);
  const history = historyOf(shown, [held(EDITION), held(shown)], before);
  const files = frozenFiles(history, freeze(shown), at('11:20'), new Map([['b.png', picture]]));
  expect(files.map(({ path }) => path)).toEqual([
    'published/assets/b.png',
    ...['002.md', '002.html', '002.json', 'ledger.jsonl'].map((name) => `${folder}/${name}`),
  ]);
  expect(files[0]?.body).toBe(picture);
  const ledger = readLedger(String(files.at(-1)?.body));
  expect(ledger.fault).toBeUndefined();
  expect(ledger.lines.map(({ published }) => published)).toEqual([at('11:10'), at('11:20')]);
  expect(frozenFiles(historyOf(shown, []), freeze(shown), at('11:20'), new Map())).toHaveLength(4);
});
