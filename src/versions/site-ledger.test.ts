import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import { formatVersion, parseVersion } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import { ledgerRow, readLedger } from './ledger.ts';
import { completeSiteLedger, lostLines, readSiteLedger } from './site-ledger.ts';
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
