import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { sha256 } from '../source/content-hash.ts';
import { ledgerLines, lineOf, NO_LINES } from './ledger-lines.ts';

const EN = 'en' as Language;
const FIRST = { number: 1, revision: 1 };

function row(reference: string, language: string, version: string, prev: string | null): string {
  return JSON.stringify({ format: 1, published: '2026-03-04T10:05:00Z', reference, language, version, prev });
}

const ROWS = [
  row('2026-03-04-web-slow', 'en', '001', null),
  row('2026-03-04-web-slow', 'fr', '001', 'a'),
  row('2026-03-05-mail', 'en', '001', 'b'),
  row('2026-03-04-web-slow', 'en', '001', 'c'),
  row('2026-03-04-web-slow', 'en', '002r2', 'd'),
];
const LEDGER = `${ROWS.join('\n')}\n`;

test('each version has the hash of the line that published it', () => {
  const lines = ledgerLines(LEDGER).get('2026-03-04-web-slow') ?? NO_LINES;
  expect(lineOf(lines, 'fr' as Language, FIRST)).toBe(sha256(ROWS[1] ?? ''));
  expect(lineOf(lines, EN, { number: 2, revision: 2 })).toBe(sha256(ROWS[4] ?? ''));
});

test('a line that redacts a version does not take the place of the one that published it', () => {
  const lines = ledgerLines(LEDGER).get('2026-03-04-web-slow') ?? NO_LINES;
  expect(lineOf(lines, EN, FIRST)).toBe(sha256(ROWS[0] ?? ''));
});

test('what is not published has no line', () => {
  expect(lineOf(NO_LINES, EN, FIRST)).toBeUndefined();
  expect(ledgerLines('').size).toBe(0);
  const mail = ledgerLines(LEDGER).get('2026-03-05-mail') ?? NO_LINES;
  expect(lineOf(mail, EN, { number: 2, revision: 1 })).toBeUndefined();
});

test('a line that is added changes nothing for other reports', () => {
  const before = ledgerLines(LEDGER);
  const after = ledgerLines(`${LEDGER}${row('2026-04-01-dns', 'en', '001', 'e')}\n`);
  for (const [reference, lines] of before) expect(after.get(reference)).toEqual(lines);
});
