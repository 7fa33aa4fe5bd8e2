import { expect, test } from 'vitest';
import { sha256 } from '../source/content-hash.ts';
import { entry, original } from '../site/testing.ts';
import { changesToPublished, newlyPublished } from './compare-base.ts';
import { ledgerRow, readLedger } from './ledger.ts';
import { filesOf, inWords, publish } from '../../test/versions/in-memory.ts';

const FOLDER = 'published/2020-09-15-web-frontend/en';
const LEDGER = `${FOLDER}/ledger.jsonl`;
const edition = (number: number) =>
  original([entry('11:00')], {}, { content: sha256(`${number}`), version: { number, revision: 1 } });

const ONE = publish([{ edition: edition(1), at: '11:10' }]);
const TWO = publish([
  { edition: edition(1), at: '11:10' },
  { edition: edition(2), at: '11:20' },
]);
const PICTURE = 'published/assets/a.png';
const BASE = new Map([
  ...TWO,
  ['published/ledger.jsonl', 'a\n'],
  ['published/checkpoint', 'one'],
  [PICTURE, 'x'],
]);

/** What is said of the files of the base after a change to them. */
function changed(change: (files: Map<string, string | Uint8Array>) => void): string[] {
  const files = new Map(BASE);
  change(files);
  return inWords(changesToPublished(filesOf(BASE), filesOf(files), 'main'));
}

/** The ledger with one more line, which redacts the first version. */
function redacted(ledger: string): string {
  const { lines, head } = readLedger(ledger);
  const line = {
    ...lines[0]!,
    published: lines[1]!.published,
    status: 'redacted',
    changes: 'A name',
  } as const;
  return ledger + ledgerRow(line, head);
}

test.each<[what: string, change: (files: Map<string, string | Uint8Array>) => void]>([
  ['nothing', () => undefined],
  ['another checkpoint', (files) => files.set('published/checkpoint', 'two')],
  ['a file more', (files) => files.set(`${FOLDER}/003.md`, 'x')],
  ['a longer ledger of the site', (files) => files.set('published/ledger.jsonl', 'a\nb\n')],
  [
    'a redaction, with its files and a picture gone',
    (files) => {
      files.set(LEDGER, redacted(String(files.get(LEDGER))));
      for (const name of ['001.md', '001.html', '001.json']) files.delete(`${FOLDER}/${name}`);
      files.delete(PICTURE);
    },
  ],
])('what is published may grow: %s', (_, change) => {
  expect(changed(change)).toEqual([]);
});

test.each<[what: string, change: (files: Map<string, string | Uint8Array>) => void, said: string[]]>([
  [
    'a changed file',
    (files) => files.set(`${FOLDER}/001.md`, 'x'),
    [`${FOLDER}/001.md:1 This file differs from the one in main`],
  ],
  [
    'a file that is gone',
    (files) => files.delete(`${FOLDER}/001.md`),
    [`${FOLDER}/001.md:1 main has this file, but here it is gone`],
  ],
  [
    'a picture that is gone',
    (files) => files.delete(PICTURE),
    [`${PICTURE}:1 main has this file, but here it is gone`],
  ],
  [
    'a checkpoint that is gone',
    (files) => files.delete('published/checkpoint'),
    ['published/checkpoint:1 main has this file, but here it is gone'],
  ],
  [
    'a file of another version than the redacted one that is gone',
    (files) => {
      files.set(LEDGER, redacted(String(files.get(LEDGER))));
      files.delete(`${FOLDER}/002.md`);
    },
    [`${FOLDER}/002.md:1 main has this file, but here it is gone`],
  ],
  [
    'a line of a ledger that is gone',
    (files) => files.set(LEDGER, ONE.get(LEDGER)!),
    [`${LEDGER}:2 This ledger is not that of main with lines added at the end`],
  ],
  [
    'the first line of a ledger changed',
    (files) => files.set(LEDGER, `x${String(files.get(LEDGER))}`),
    [`${LEDGER}:1 This ledger is not that of main with lines added at the end`],
  ],
  [
    'a line of the ledger of the site changed',
    (files) => files.set('published/ledger.jsonl', 'b\n'),
    ['published/ledger.jsonl:1 This ledger is not that of main with lines added at the end'],
  ],
])('what is published may not change otherwise: %s', (_, change, said) => {
  expect(changed(change)).toEqual(said.map((each) => `INC520 ${each}`));
});

test('only a ledger of a text in published/ redacts', () => {
  const said = changed((files) => {
    files.set(`incidents/${LEDGER}`, redacted(String(files.get(LEDGER))));
    files.delete(PICTURE);
  });
  expect(said).toEqual([`INC520 ${PICTURE}:1 main has this file, but here it is gone`]);
});

test('a file that was not read is not there, and the hint has the revision', () => {
  const files = filesOf(BASE).map((file) =>
    file.path === PICTURE ? { ...file, refused: { kind: 'link' } as const } : file,
  );
  const [only, ...others] = changesToPublished(filesOf(BASE), files, 'v1');
  expect([only?.place.file, others]).toEqual([PICTURE, []]);
  expect(only?.hint?.text).toContain('`git restore --source=v1 --staged --worktree -- published`');
});

test('a file in the place of the folder is reported once, if there was something in it', () => {
  const files = filesOf(new Map([['published', '']]));
  expect(inWords(changesToPublished(filesOf(BASE), files, 'main'))).toEqual([
    'INC520 published:1 main has a folder here',
  ]);
  expect(changesToPublished([], files, 'main')).toEqual([]);
});

test('a folder that the base has under a wrong name may be renamed back', () => {
  const wrong = new Map(
    [...ONE].map(([path, body]) => [path.replace('web-frontend', 'other'), body] as const),
  );
  expect(changesToPublished(filesOf(wrong), filesOf(ONE), 'main')).toEqual([]);
  expect(changesToPublished(filesOf(wrong), filesOf(new Map()), 'main')).toHaveLength(4);
  // What lies under its own name may not go, even beside one that is renamed back.
  const both = new Map([...wrong, ['published/assets/a.png', 'x']]);
  expect(inWords(changesToPublished(filesOf(both), filesOf(ONE), 'main'))).toEqual([
    'INC520 published/assets/a.png:1 main has this file, but here it is gone',
  ]);
  const some = new Map([...wrong].slice(0, 2));
  expect(changesToPublished(filesOf(wrong), filesOf(some), 'main')).toHaveLength(2);
});

/** The places of what is newly published compared with a base. */
function published(
  base: ReadonlyMap<string, string | Uint8Array>,
  now: ReadonlyMap<string, string | Uint8Array>,
) {
  return inWords(newlyPublished(filesOf(base), filesOf(now), 'main'));
}

test('what a branch publishes is reported at the first line that it adds', () => {
  const message = 'This version is published here, but not in main';
  expect(published(new Map(), TWO)).toEqual([`INC524 ${LEDGER}:1 ${message}`]);
  expect(published(ONE, TWO)).toEqual([`INC524 ${LEDGER}:2 ${message}`]);
  expect(published(TWO, TWO)).toEqual([]);
  expect(published(TWO, ONE)).toEqual([]);
});

test('a redaction, the ledger of the site and files that were not read publish nothing', () => {
  const now = new Map(TWO);
  now.set(LEDGER, redacted(String(now.get(LEDGER))));
  now.set('published/ledger.jsonl', String(now.get(LEDGER)));
  expect(published(TWO, now)).toEqual([]);
  const refused = filesOf(TWO).map((file) => ({ ...file, refused: { kind: 'special' } as const }));
  expect(newlyPublished([], refused, 'main')).toEqual([]);
  const elsewhere = new Map([[`incidents/${LEDGER}`, String(TWO.get(LEDGER))]]);
  expect(published(new Map(), elsewhere)).toEqual([]);
});
