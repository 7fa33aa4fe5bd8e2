import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import { parseVersion } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import { checkpointText } from './checkpoint.ts';
import { ledgerRow, readLedger } from './ledger.ts';
import { checkSiteHistory, readSiteHistory } from './site-history.ts';
import { completeSiteLedger } from './site-ledger.ts';

const URL = 'https://status.example.com/';

/** A text that was published so many times, an hour apart. */
function text(reference: string, versions: number) {
  let rows = '';
  for (let number = 1; number <= versions; number += 1) {
    const hash = sha256(`${reference} ${number}`);
    const line = {
      version: parseVersion(`00${number}`)!,
      published: `2020-01-01T1${number}:00:00Z` as Instant,
      lastUpdate: `2020-01-01T1${number}:00:00Z` as Instant,
      status: 'interim' as const,
      changes: '',
      source: hash,
      article: hash,
      data: hash,
      content: hash,
      facts: hash,
      renderer: 'incident-press 0.1.0, ICU 77.1, theme 0',
    };
    rows += ledgerRow(line, readLedger(rows).head);
  }
  const name = { reference: reference as Reference, language: 'en' as Language };
  return { ...name, ledger: readLedger(rows), rows, movedFrom: undefined };
}

const ONE = text('2020-01-01-one', 2);
const TWO = text('2020-01-01-two', 1);
const SITE = completeSiteLedger('', [ONE, TWO]);

test.each([
  ['whole', SITE, checkpointText(URL, SITE), [ONE, TWO], []],
  ['before the first freeze that knew a checkpoint', SITE, '', [ONE, TWO], []],
  [
    'a checkpoint of fewer lines, from a freeze that was stopped',
    SITE,
    checkpointText(URL, SITE.split('\n').slice(0, 2).join('\n') + '\n'),
    [ONE, TWO],
    [],
  ],
  [
    'an edited line',
    SITE.replace('"version":"001"', '"version":"007"'),
    '',
    [ONE, TWO],
    ['published/ledger.jsonl:2 The ledger is broken here: its `prev` is not the hash of the line before it'],
  ],
  [
    'times that go back',
    completeSiteLedger('', [ONE]) +
      completeSiteLedger('', [TWO]).replace(
        '"prev":null',
        `"prev":"${sha256(completeSiteLedger('', [ONE]).trimEnd().split('\n').at(-1)!)}"`,
      ),
    '',
    [ONE, TWO],
    [
      'published/ledger.jsonl:3 The ledger is broken here: it was published at 2020-01-01T11:00:00Z, and the line before it at 2020-01-01T12:00:00Z',
    ],
  ],
  [
    'words for a checkpoint',
    SITE,
    'Hello\n',
    [ONE, TWO],
    ['published/checkpoint:1 The ledger is broken here: this file is not a checkpoint'],
  ],
  [
    'a checkpoint over another history',
    SITE,
    checkpointText(URL, SITE).replace('\n3\n', '\n5\n'),
    [ONE, TWO],
    [
      'published/checkpoint:1 The ledger is broken here: it was made over 5 lines that published/ledger.jsonl does not begin with',
    ],
  ],
  [
    'a text that lost its newest line',
    SITE,
    '',
    [text('2020-01-01-one', 1), TWO],
    [
      'published/2020-01-01-one/en/ledger.jsonl:1 The ledger is broken here: published/ledger.jsonl has a line about version 002, published at 2020-01-01T12:00:00Z, that this ledger does not',
    ],
  ],
  [
    'a text whose ledger is broken, which has been said of it',
    SITE,
    '',
    [{ ...ONE, ledger: readLedger(ONE.rows.replace('"version":"001"', '"version":"1"')) }, TWO],
    [],
  ],
])('the history of a site: %s', (_, ledger, checkpoint, texts, expected) => {
  const said = checkSiteHistory(readSiteHistory(ledger, checkpoint), texts);
  expect(said.map(({ place, message }) => `${place.file}:${place.line} ${message}`)).toEqual(expected);
  expect(said.every(({ code, hint }) => code === 'INC510' && hint?.text !== undefined)).toBe(true);
});

/** What is said of a ledger and a checkpoint, and what to do about it. */
function said(ledger: string, checkpoint = '', texts: Parameters<typeof checkSiteHistory>[1] = [ONE, TWO]) {
  const found = checkSiteHistory(readSiteHistory(ledger, checkpoint), texts);
  return found.map(
    ({ place, message, hint }) => [`${place.file}:${place.line}`, message, hint?.text] as const,
  );
}

test.each([
  [
    'version https://git-lfs.github.com/spec/v1\n',
    'this is a Git LFS pointer, not the checkpoint',
    'if that commit has the damage too',
  ],
  [
    checkpointText(URL, SITE).replaceAll('\n', '\r\n'),
    'its lines end in CRLF, but were published with LF',
    '.gitattributes',
  ],
  ['Hello\n', 'this file is not a checkpoint', 'if that commit has the damage too'],
])('what a file is that is no checkpoint is said: %j', (checkpoint, detail, hint) => {
  const [[place, message, way] = [], ...others] = said(SITE, checkpoint);
  expect([place, message]).toEqual(['published/checkpoint:1', `The ledger is broken here: ${detail}`]);
  expect(way).toContain(hint);
  expect(others).toEqual([]);
});

test.each<[what: string, row: string, hint: string]>([
  ['a conflict', '<<<<<<< HEAD\n', 'Two branches published at the same time; take what readers have'],
  ['a broken chain', SITE.split('\n')[0]! + '\n', 'If two branches were merged, take what readers have'],
  ['a line cut off', '{"format":1', 'which completes what an interrupted run began'],
  ['a line of the first release', '{"source":"","last_update":""}\n', 'Delete published/ and publish again'],
  ['another format', '{"format":2}\n', 'Use the version of incident-press that wrote it'],
  ['other line ends', '{}\r\n', '.gitattributes'],
  ['a pointer', 'version https://git-lfs.github.com/spec/v1\n', 'git lfs'],
  ['no JSON', 'x\n', 'if that commit has the damage too'],
  ['a line without its format', '{}\n', 'if that commit has the damage too'],
])('each fault of a line has its own way out: %s', (_, row, hint) => {
  const [[place, , way] = [], ...others] = said(SITE + row);
  expect(place).toBe('published/ledger.jsonl:4');
  expect(way).toContain(hint);
  expect(others).toEqual([]);
});

test('a ledger that is gone altogether is restored with its folder', () => {
  const [[place, , way] = [], ...others] = said(SITE, '', [ONE]);
  expect(place).toBe('published/2020-01-01-two/en/ledger.jsonl:1');
  expect(way).toContain('git checkout HEAD -- published/2020-01-01-two/en/`');
  expect(others).toEqual([]);
  const [[, , cut] = []] = said(SITE, '', [text('2020-01-01-one', 1), TWO]);
  expect(cut).toContain('git checkout HEAD -- published/2020-01-01-one/en/ledger.jsonl`');
});

test('lines of a folder that was renamed are not lost', () => {
  const moved = {
    ...ONE,
    reference: '2020-01-01-new' as Reference,
    movedFrom: 'published/2020-01-01-one/en/',
  };
  expect(said(SITE, '', [moved, TWO])).toEqual([]);
  expect(said(SITE, '', [{ ...moved, movedFrom: undefined }, TWO])).toHaveLength(1);
});

test('a line that the ledger of the site does not have is named by its number', () => {
  const fewer = completeSiteLedger('', [text('2020-01-01-one', 1), TWO]);
  const found = (inBuild: boolean) => checkSiteHistory(readSiteHistory(fewer, ''), [ONE, TWO], inBuild);
  expect(found(false)).toMatchObject([
    {
      code: 'INC533',
      place: { file: 'published/ledger.jsonl' },
      message: 'It does not have line 2 of published/2020-01-01-one/en/ledger.jsonl',
    },
  ]);
  expect([found(false), found(true)].map(([each]) => each?.severity)).toEqual(['error', 'warning']);
});

test('lines have their keys in the order of the format', () => {
  const keysOf = (rows: string) => Object.keys(JSON.parse(rows.split('\n')[0]!) as object).join(' ');
  expect(keysOf(ONE.rows)).toBe(
    'format version published last_update status changes source article data content facts renderer prev',
  );
  expect(keysOf(SITE)).toBe('format published reference language version head prev');
});
