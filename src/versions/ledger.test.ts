import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import { parseVersion } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import type { LedgerLine } from './ledger.ts';
import { ledgerRow, publishedEditions, readLedger } from './ledger.ts';

const line = (name: string, more: Partial<LedgerLine> = {}): LedgerLine => ({
  version: parseVersion(name)!,
  published: '2020-09-15T11:50:00Z' as Instant,
  lastUpdate: '2020-09-15T11:45:00Z' as Instant,
  status: 'interim',
  changes: '',
  source: sha256('source'),
  article: sha256('article'),
  data: sha256('data'),
  content: sha256('content'),
  facts: sha256('facts'),
  renderer: 'incident-press 0.1.0',
  ...more,
});

/** Chains the lines as `freeze` does. */
function chain(...lines: LedgerLine[]): string {
  return lines.reduce((text, each) => text + ledgerRow(each, readLedger(text).head), '');
}

const THREE = chain(line('001'), line('002'), line('002r2', { status: 'final', changes: 'Spelling' }));
const rows = THREE.trimEnd().split('\n');

test('what was appended is read back', () => {
  const ledger = readLedger(THREE);
  expect(ledger.fault).toBeUndefined();
  expect(ledger.lines).toEqual([
    line('001'),
    line('002'),
    line('002r2', { status: 'final', changes: 'Spelling' }),
  ]);
  expect(ledger.head).toBe(sha256(rows[2]!));
});

test('an empty ledger has no head, and its first line no predecessor', () => {
  expect(readLedger('')).toEqual({ lines: [], hashes: [] });
  expect(JSON.parse(rows[0]!)).toMatchObject({ version: '001', prev: null });
});

test('the keys stand in the agreed order', () => {
  expect(Object.keys(JSON.parse(rows[0]!))).toEqual(
    'format version published last_update status changes source article data content facts renderer prev'.split(
      ' ',
    ),
  );
});

test.each([
  ['an edited line', [rows[0]!.replace('0.1.0', '0.1.1'), rows[1]!, rows[2]!], 2, 'broken-chain'],
  ['a removed line', [rows[0]!, rows[2]!], 2, 'broken-chain'],
  ['a removed first line', [rows[1]!, rows[2]!], 1, 'broken-chain'],
  ['two lines exchanged', [rows[1]!, rows[0]!, rows[2]!], 1, 'broken-chain'],
  ['a line twice', [rows[0]!, rows[0]!], 2, 'broken-chain'],
  ['a conflict git left', [rows[0]!, '<<<<<<< HEAD', rows[1]!], 2, 'merge-conflict'],
  ['no JSON', [rows[0]!, '{"version":'], 2, 'not-json'],
  ['a list', ['[1]'], 1, 'not-json'],
  ['a missing member', [rows[0]!.replace('"status":"interim",', '')], 1, 'wrong-shape'],
  ['a line without its format', [rows[0]!.replace('"format":1,', '')], 1, 'first-release'],
  ['a format of the future', [rows[0]!.replace('"format":1,', '"format":2,')], 1, 'other-format'],
  ['a hash in capitals', [rows[0]!.replace(sha256('data'), sha256('data').toUpperCase())], 1, 'wrong-shape'],
])('%s is found', (_, text, at, kind) => {
  expect(readLedger(`${text.join('\n')}\n`).fault).toMatchObject({ line: at, kind });
});

test('a last line cut off by a kill is found', () => {
  expect(readLedger(THREE.slice(0, -10)).fault).toMatchObject({ line: 3, kind: 'no-newline' });
});

test('two ledgers merged one after the other do not chain', () => {
  const other = chain(line('001'), line('002', { changes: 'Theirs' })).split('\n')[1]!;
  expect(readLedger(`${rows[0]}\n${rows[1]}\n${other}\n`).fault).toMatchObject({
    line: 3,
    kind: 'broken-chain',
  });
});

test('a version that goes back is out of order even where the chain holds', () => {
  expect(readLedger(chain(line('002'), line('001'))).fault).toMatchObject({ line: 2, kind: 'wrong-order' });
  expect(readLedger(chain(line('999'), line('1000'))).fault).toBeUndefined();
});

test('the time of publication never goes back', () => {
  const later = line('002', { published: '2020-09-15T11:49:59Z' as Instant });
  expect(readLedger(chain(line('001'), later)).fault).toMatchObject({ line: 2, kind: 'wrong-order' });
});

test('a redaction keeps the hashes and takes the number', () => {
  const text = chain(
    line('001'),
    line('002'),
    line('001', { status: 'redacted', changes: 'Personal data' }),
    line('003'),
  );
  const ledger = readLedger(text);
  expect(ledger.fault).toBeUndefined();
  expect(publishedEditions(ledger).map(({ redacted }) => redacted)).toEqual([
    'Personal data',
    undefined,
    undefined,
  ]);
  expect(publishedEditions(ledger).at(-1)?.version.number).toBe(3);
});

test('what was never published cannot be redacted', () => {
  const text = chain(line('001'), line('002', { status: 'redacted', changes: 'x' }));
  expect(readLedger(text).fault).toMatchObject({ line: 2, kind: 'wrong-order' });
});

test.each(
  'version published last_update status changes source article data content facts renderer'.split(' '),
)('a line without its %s, or with a number for it, has a wrong shape', (key) => {
  const members = JSON.parse(rows[0]!) as Record<string, unknown>;
  for (const value of [undefined, 1]) {
    const row = JSON.stringify({ ...members, [key]: value });
    expect(readLedger(`${row}\n`).fault).toMatchObject({ line: 1, kind: 'wrong-shape' });
  }
});

test('a status that is none has a wrong shape', () => {
  expect(readLedger(`${rows[0]!.replace('interim', 'draft')}\n`).fault).toMatchObject({
    kind: 'wrong-shape',
  });
});

test('after a redaction, the newest version is still the newest', () => {
  const redacted = line('001', { status: 'redacted', changes: 'x' });
  expect(readLedger(chain(line('001'), line('003'), redacted, line('002'))).fault).toMatchObject({
    line: 4,
    kind: 'wrong-order',
  });
});
