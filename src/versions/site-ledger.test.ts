import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import { formatVersion, parseVersion } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import { entry, original } from '../site/testing.ts';
import { ledgerRow, readLedger } from './ledger.ts';
import { checkpointText, readCheckpoint } from './checkpoint.ts';
import { privateKeyText, readPrivateKey, readPublicKey } from './note.ts';
import {
  completeSiteLedger,
  lostLines,
  newestPublication,
  readSiteLedger,
  siteFilesAfter,
} from './site-ledger.ts';
import { at, filesOf, publish } from '../../test/versions/in-memory.ts';
import type { LedgerOfText } from './site-ledger.ts';

/** The ledger of a text that was published under these numbers at these times. */
function text(
  reference: string,
  ...publications: readonly (readonly [version: string, at: string])[]
): LedgerOfText {
  const ledger = publications.reduce((rows, [version, at]) => {
    const hash = sha256(`${reference} ${version}`);
    const line = {
      version: parseVersion(version)!,
      published: at as Instant,
      lastUpdate: at as Instant,
      status: 'interim' as const,
      changes: '',
      source: hash,
      article: hash,
      data: hash,
      content: hash,
      facts: hash,
      renderer: 'incident-press 0.1.0, ICU 77.1, theme 0',
    };
    return rows + ledgerRow(line, readLedger(rows).head);
  }, '');
  return { reference: reference as Reference, language: 'en' as Language, ledger: readLedger(ledger) };
}

const ONE = text('2020-01-01-one', ['001', '2020-01-01T10:00:00Z'], ['002', '2020-01-01T12:00:00Z']);
const TWO = text('2020-01-01-two', ['001', '2020-01-01T11:00:00Z']);

const told = (ledger: string) =>
  readSiteLedger(ledger).lines.map(({ published, reference, version }) => [
    published,
    reference,
    formatVersion(version),
  ]);

test('it has the lines of all ledgers, in the order of time', () => {
  const ledger = completeSiteLedger('', [TWO, ONE]);
  expect(told(ledger)).toEqual([
    ['2020-01-01T10:00:00Z', '2020-01-01-one', '001'],
    ['2020-01-01T11:00:00Z', '2020-01-01-two', '001'],
    ['2020-01-01T12:00:00Z', '2020-01-01-one', '002'],
  ]);
  expect(Object.keys(JSON.parse(ledger.split('\n')[0]!))).toEqual(
    'format published reference language version head prev'.split(' '),
  );
  expect(readSiteLedger(ledger).lines[0]?.head).toBe(ONE.ledger.hashes[0]);
});

test('a complete ledger does not change, and missing lines are added at the end', () => {
  const before = completeSiteLedger('', [ONE]);
  expect(completeSiteLedger(before, [ONE])).toBe(before);
  const after = completeSiteLedger(before, [ONE, TWO]);
  expect(after.startsWith(before)).toBe(true);
  // Entered late, and so not before the line above it.
  expect(told(after).at(-1)).toEqual(['2020-01-01T12:00:00Z', '2020-01-01-two', '001']);
});

test('a ledger that lost a line is known by it, and is not continued', () => {
  const site = completeSiteLedger('', [ONE, TWO]);
  const cut = text('2020-01-01-one', ['001', '2020-01-01T10:00:00Z']);
  expect(lostLines(readSiteLedger(site), [cut, TWO]).map(({ version }) => version.number)).toEqual([2]);
  expect(lostLines(readSiteLedger(site), [TWO])).toHaveLength(2);
  expect(completeSiteLedger(site, [cut, TWO])).toBe(site);
});

test.each([
  ['an edited line', (rows: string[]) => [rows[0]!.replace('one', 'six'), ...rows.slice(1)]],
  ['a removed line', (rows: string[]) => [rows[0]!, ...rows.slice(2)]],
  ['another format', (rows: string[]) => rows.map((row) => row.replace('"format":1', '"format":3'))],
  ['a wrong shape', (rows: string[]) => rows.map((row) => row.replace('"language":"en"', '"language":"?"'))],
])('%s is a fault, and nothing is added to it', (_, change) => {
  const rows = completeSiteLedger('', [TWO, ONE]).trimEnd().split('\n');
  const broken = `${change(rows).join('\n')}\n`;
  const site = readSiteLedger(broken);
  expect(site.fault).toBeDefined();
  expect(completeSiteLedger(broken, [ONE, TWO])).toBe(broken);
});

test('times that go back are a fault', () => {
  const [first] = completeSiteLedger('', [TWO]).split('\n');
  const { head } = readSiteLedger(`${first}\n`);
  const [early] = completeSiteLedger('', [ONE]).split('\n');
  const rows = `${first}\n${early!.replace('"prev":null', `"prev":"${head}"`)}\n`;
  expect(readSiteLedger(rows).fault).toMatchObject({ line: 2, kind: 'wrong-order' });
});

test('of equal times, the names decide, and the lines of one text stay in their order', () => {
  const same = '2020-01-01T10:00:00Z';
  const [b, a] = ['2020-01-01-b', '2020-01-01-a'].map((name) => text(name, ['001', same], ['002', same]));
  expect(told(completeSiteLedger('', [b!, a!])).map(([, ...each]) => each.join(' '))).toEqual([
    '2020-01-01-a 001',
    '2020-01-01-a 002',
    '2020-01-01-b 001',
    '2020-01-01-b 002',
  ]);
});

test('a folder that was renamed, or whose ledger is broken, adds nothing', () => {
  const site = completeSiteLedger('', [ONE]);
  const renamed = { ...ONE, reference: '2020-01-01-new' as Reference };
  expect(completeSiteLedger(site, [renamed])).toBe(site);
  expect(
    told(completeSiteLedger(site, [ONE, { ...TWO, reference: '2020-01-01-new' as Reference }])),
  ).toHaveLength(3);
  const fault = { line: 2, kind: 'not-json', detail: '' } as const;
  expect(completeSiteLedger(site, [ONE, { ...TWO, ledger: { ...TWO.ledger, fault } }])).toBe(site);
});

test.each(['published', 'reference', 'language', 'version', 'head'])(
  'a line without its %s has a wrong shape',
  (key) => {
    const row = completeSiteLedger('', [TWO]).replace(new RegExp(`"${key}":"[^"]*",`), '');
    expect(readSiteLedger(row).fault).toMatchObject({ line: 1, kind: 'wrong-shape' });
  },
);

const URL = 'https://status.example.com/';
const SETTINGS = ['site.yaml', `name: Example\nurl: ${URL}\n`] as const;
const PUBLICATION = {
  edition: original([entry('11:00')], {}, { content: sha256('x') }),
  at: '11:10',
};
const WRITTEN = publish([PUBLICATION]);
const OWN = 'published/2020-09-15-web-frontend/en/ledger.jsonl';

/** The texts of the files that publishing leaves to be written for the site. */
function after(...before: readonly (readonly [path: string, body: string | Uint8Array])[]) {
  const written = filesOf(WRITTEN).map(({ path, bytes }) => ({ path, body: bytes }));
  const files = siteFilesAfter(filesOf(new Map([SETTINGS, ...before])), written);
  return Object.fromEntries(files.map(({ path, body }) => [path, String(body)]));
}

test('publishing leaves a line for the ledger of the site, and a checkpoint over it', () => {
  const files = after();
  const ledger = files['published/ledger.jsonl']!;
  expect(told(ledger)).toEqual([[at('11:10'), '2020-09-15-web-frontend', '001']]);
  expect(files).toEqual({
    'published/ledger.jsonl': ledger,
    'published/checkpoint': checkpointText(URL, ledger),
  });
  // What is there already is not written again.
  expect(after(...Object.entries(files))).toEqual({});
  expect(after(['published/ledger.jsonl', ledger])).toEqual({
    'published/checkpoint': checkpointText(URL, ledger),
  });
});

test.each<[what: string, path: string, body: string]>([
  ['a broken ledger', 'published/ledger.jsonl', 'x\n'],
  ['a checkpoint over other lines', 'published/checkpoint', checkpointText(URL, 'other\n')],
  ['no checkpoint in its file', 'published/checkpoint', 'x'],
  ['broken settings', 'site.yaml', 'name: [\n'],
])('nothing is written over what is wrong: %s', (_, path, body) => {
  expect(after([path, body])).toEqual({});
});

test('without anything published, there is nothing to write', () => {
  expect(siteFilesAfter(filesOf(new Map([SETTINGS])), [])).toEqual([]);
  expect(
    siteFilesAfter(filesOf(new Map([SETTINGS])), [{ path: 'published/a/en/ledger.jsonl', body: '' }]),
  ).toEqual([]);
});

test('with a key, the checkpoint is signed, once', () => {
  const [signer, other] = [1, 2].map((byte) =>
    readPrivateKey(privateKeyText('status.example.com', new Uint8Array(32).fill(byte)))!,
  );
  const files = filesOf(new Map([SETTINGS, ...WRITTEN]));
  const [, plain] = siteFilesAfter(files, []);
  const [ledger, checkpoint] = siteFilesAfter(files, [], signer);
  expect(readPublicKey(signer!.publicKey)?.(String(checkpoint?.body))).toBe(true);
  expect(readCheckpoint(String(checkpoint?.body))).toEqual(readCheckpoint(String(plain?.body)));
  expect(siteFilesAfter(files, [ledger!, checkpoint!], signer)).toEqual([]);
  expect(siteFilesAfter(files, [ledger!, checkpoint!])).toEqual([]);
  const paths = (key: typeof signer, body: string | Uint8Array) =>
    siteFilesAfter(files, [ledger!, { path: 'published/checkpoint', body }], key).map(({ path }) => path);
  expect(paths(other, checkpoint!.body)).toEqual(['published/checkpoint']);
  expect(paths(signer, plain!.body)).toEqual(['published/checkpoint']);
});

test('the newest publication is the latest time of all ledgers, and named by its file', () => {
  const site = after()['published/ledger.jsonl']!;
  const later = publish([{ ...PUBLICATION, at: '11:30' }]);
  expect(newestPublication([])).toBeUndefined();
  expect(newestPublication(filesOf(WRITTEN))).toEqual({ file: OWN, published: at('11:10') });
  const other = 'published/other/en/ledger.jsonl';
  const files = new Map([
    ...WRITTEN,
    ['published/ledger.jsonl', site],
    [other, later.get(OWN)!],
    ['published/empty/en/ledger.jsonl', ''],
    [`incidents/${OWN}`, publish([{ ...PUBLICATION, at: '11:50' }]).get(OWN)!],
  ]);
  expect(newestPublication(filesOf(files))).toEqual({ file: other, published: at('11:30') });
  expect(newestPublication(filesOf(new Map([['published/ledger.jsonl', site]])))).toEqual({
    file: 'published/ledger.jsonl',
    published: at('11:10'),
  });
  expect(newestPublication(filesOf(files).toReversed())?.file).toBe(other);
});
