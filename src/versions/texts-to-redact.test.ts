import { expect, test } from 'vitest';
import type { TextHistory } from '../model/history.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import { parseVersion } from '../model/version.ts';
import type { Version } from '../model/version.ts';
import { sha256 } from '../source/content-hash.ts';
import { ledgerRow } from './ledger.ts';
import type { LedgerLine } from './ledger.ts';
import { textsToRedact } from './texts-to-redact.ts';

const TEXTS = [text('en', '001', '002'), text('fr', '001')];

test.each([
  ['001', undefined, ['en', 'fr']],
  ['002', undefined, ['en']],
  ['001', 'fr', ['fr']],
])('%s in %s is that of %j', (name, language, found) => {
  const texts = textsToRedact('2026-03-04-web', TEXTS, version(name), language as Language | undefined);
  expect(texts).toMatchObject(found.map((each) => ({ language: each })));
});

test.each([
  ['002', 'fr', 'Version 002 of 2026-03-04-web is not published in fr'],
  ['001', 'de', 'Version 001 of 2026-03-04-web is not published in de'],
  ['007', undefined, 'Version 007 of 2026-03-04-web is not published'],
])('%s in %s is nothing, and another language is never taken for it', (name, language, message) => {
  expect(textsToRedact('2026-03-04-web', TEXTS, version(name), language as Language | undefined)).toEqual({
    message,
    hint: 'Published are 001, 002 in en; 001 in fr.',
  });
});

test('where nothing is published, it says so', () => {
  expect(textsToRedact('2026-03-04-web', [text('en')], version('001'), undefined)).toMatchObject({
    hint: 'Nothing of this report is published yet.',
  });
});

function version(name: string): Version {
  return parseVersion(name)!;
}

function text(language: string, ...names: string[]): TextHistory {
  const hash = '0'.repeat(64);
  let head: string | undefined;
  const rows = names.map((name) => {
    const line: LedgerLine = {
      version: version(name),
      published: '2026-03-04T10:05:00Z' as Instant,
      lastUpdate: '2026-03-04T10:00:00Z' as Instant,
      status: 'final',
      changes: 'What is new',
      source: hash,
      article: hash,
      data: hash,
      content: hash,
      facts: hash,
      renderer: 'incident-press 0.1.0',
    };
    const row = ledgerRow(line, head);
    head = sha256(row.trimEnd());
    return row;
  });
  return {
    reference: '2026-03-04-web' as Reference,
    language: language as Language,
    editions: [],
    ledger: rows.join(''),
    isPending: false,
    bookkeeping: undefined,
  };
}
