import { expect, test } from 'vitest';
import type { Prose } from '../model/edition.ts';
import { parseVersion } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import { entry, original, translation } from '../site/testing.ts';
import { publishedEditions, readLedger } from './ledger.ts';
import { redactVersion } from './redact.ts';
import type { Redaction } from './redact.ts';
import { at, held, historyOf, publish } from '../../test/versions/in-memory.ts';

const FOLDER = 'published/2020-09-15-web-frontend/en';
const LEDGER = `${FOLDER}/ledger.jsonl`;
const WHY = { reason: 'A name', published: at('12:00') };
const showing = (...pictures: readonly string[]): Prose => ({
  html: '',
  text: '',
  headings: [],
  links: [],
  pictures,
});

const ONE = original(
  [entry('11:00')],
  {},
  { content: sha256('1'), body: showing('a.png', 'b.png', 'c.png') },
);
const TWO = original(
  [entry('11:00')],
  {},
  {
    content: sha256('2'),
    version: { number: 2, revision: 1 },
    body: showing('b.png'),
  },
);
const FRENCH = translation('fr', { body: showing('c.png') });
const FILES = publish([
  { edition: ONE, at: '11:10' },
  { edition: TWO, at: '11:20' },
]);
const HISTORY = historyOf(ONE, [held(ONE), held(TWO)], String(FILES.get(LEDGER)));
const OTHERS = [HISTORY, historyOf(FRENCH, [held(FRENCH), { ...held(FRENCH), edition: undefined }])];

test('a redaction adds a line to the ledger, then removes the files, and pictures that nothing else shows', () => {
  const { write, remove } = redactVersion(HISTORY, ONE.version, WHY, OTHERS) as Redaction;
  expect(write.map(({ path }) => path)).toEqual([LEDGER]);
  const ledger = readLedger(String(write[0]?.body));
  expect(ledger.fault).toBeUndefined();
  expect(publishedEditions(ledger).map(({ redacted }) => redacted)).toEqual(['A name', undefined]);
  expect(ledger.lines.at(-1)).toMatchObject({ status: 'redacted', published: WHY.published });
  expect(remove).toEqual([
    ...['001.md', '001.html', '001.json'].map((name) => `${FOLDER}/${name}`),
    'published/assets/a.png',
  ]);
});

test('redacting again writes nothing, and removes what is left', () => {
  const { write } = redactVersion(HISTORY, ONE.version, WHY, OTHERS) as Redaction;
  const editions = [{ ...held(ONE), edition: undefined }, held(TWO)];
  const later = historyOf(ONE, editions, String(write[0]?.body));
  const again = redactVersion(later, ONE.version, WHY, [later]) as Redaction;
  expect(again.write).toEqual([]);
  expect(again.remove).toHaveLength(3);
  expect(redactVersion(historyOf(ONE, [], HISTORY.ledger), ONE.version, WHY, [])).toMatchObject({
    remove: { length: 3 },
  });
});

test.each([
  [
    '002',
    HISTORY,
    'Version 002 is the newest one of 2020-09-15-web-frontend in en',
    'First publish a version without what must not be read, then redact this one; `--lang` redacts it in one language only.',
  ],
  [
    '003',
    HISTORY,
    'Version 003 of 2020-09-15-web-frontend in en is not published',
    'Published are 001, 002.',
  ],
  [
    '001',
    historyOf(ONE, []),
    'Version 001 of 2020-09-15-web-frontend in en is not published',
    'Nothing of it is.',
  ],
])('version %s cannot be redacted', (version, history, message, hint) => {
  expect(redactVersion(history, parseVersion(version)!, WHY, [])).toEqual({ message, hint });
});
