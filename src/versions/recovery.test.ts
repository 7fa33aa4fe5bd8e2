import { expect, test } from 'vitest';

import { diagnose } from '../diagnostics/diagnose.ts';
import type { TextHistory } from '../model/history.ts';
import type { Instant } from '../model/instant.ts';
import type { Frozen } from './freeze.ts';
import { ledgerRow } from './ledger.ts';
import { publicationTime, recoverable, recoveryFault, renamedPasts, textAt } from './recovery.ts';

const PATH = 'incidents/2020-09-15-web/en.md';

function standing(commit: string, path = PATH) {
  return { commit, seconds: 1_600_000_000, path, object: commit };
}

function versionsOf(bodies: readonly string[], today: string): string[] {
  return recoverable(
    bodies.map((_, index) => standing(String(index))),
    bodies,
    today,
    '',
  ).map(({ version, texts, standing: { commit } }) => `${version} ${texts} ${commit}`);
}

test('only texts of reports have a reference and a language', () => {
  expect(textAt(PATH)).toEqual({ reference: '2020-09-15-web', language: 'en' });
  expect(textAt('incidents/2020-09-15-web/graph.png')).toBeUndefined();
  expect(textAt('published/2020-09-15-web/en.md')).toBeUndefined();
});

test('the last text of each number is recovered, without drafts and the live number', () => {
  const past = ['version: 000', "version: '001'", 'version: 001  # typo', 'no number', 'version: "002"'];
  expect(versionsOf(past, 'version: 002')).toEqual(['001 2 2']);
  expect(versionsOf(past, 'version: 003')).toEqual(['001 2 2', '002 1 4']);
  expect(versionsOf(['version: 002', 'version: 001'], 'version: 003')).toEqual(['002 1 0']);
});

test('a text published under the name of a folder that is gone is named with it', () => {
  const past = { path: PATH, standings: [standing('a', 'incidents/2020-09-15-old/en.md')], isCut: false };
  const published = 'published/2020-09-15-old/en/ledger.jsonl';
  expect([...renamedPasts([past], [PATH, published]).values()]).toEqual(['2020-09-15-old']);
  expect(renamedPasts([past], [PATH, published, 'incidents/2020-09-15-old/en.md']).size).toBe(0);
  expect(renamedPasts([past], [PATH]).size).toBe(0);
});

test('a version counts from its commit where the ledger is empty', () => {
  expect(publicationTime(standing('a'), '')).toBe('2020-09-13T12:26:40Z');
});

test('a version that gives nothing to freeze is refused with the error of its text', () => {
  const error = diagnose('INC111', { file: PATH, line: 1, column: 1 }, '`title` is missing', 'Add it.');
  expect(recoveryFault('001', PATH, undefined, [error])).toBe('INC111 `title` is missing');
  const nothing = { history: {} as TextHistory, pending: undefined, faults: [] };
  expect(recoveryFault('001', 'incidents/other/en.md', nothing, [error])).toBe(
    'it has the same content as the version before it',
  );
  // An error elsewhere that stops the whole site is the reason where there is no text at all.
  expect(recoveryFault('001', 'incidents/other/en.md', undefined, [error])).toBe('INC111 `title` is missing');
});

/** A text whose pending edition has this number, and an article. */
function pending(number: number, article = '<article></article>') {
  const line = { version: { number, revision: 1 } };
  return {
    history: { editions: [] } as unknown as TextHistory,
    pending: { line, article } as unknown as Frozen,
    faults: [],
  };
}

test('a version can be recovered if its text gives it, and an article that may be published', () => {
  expect(recoveryFault('001', PATH, pending(1), [])).toBeUndefined();
  expect(recoveryFault('001', PATH, pending(2), [])).toBe('it has the same content as the version before it');
  expect(recoveryFault('001', PATH, pending(1, '<p></p>'), [])).toBe(
    'its article may not be published: it begins with `<p>`',
  );
});

test('why an edition could not be rendered comes before what else is wrong, and warnings are no reason', () => {
  const place = { file: PATH, line: 1, column: 1 };
  const fault = diagnose('INC310', place, 'Too much');
  const warning = { ...diagnose('INC214', place, 'Short'), severity: 'warning' as const };
  const text = { ...pending(2), pending: undefined };
  expect(recoveryFault('001', PATH, { ...text, faults: [fault] }, [diagnose('INC111', place, 'x')])).toBe(
    'INC310 Too much',
  );
  expect(recoveryFault('001', PATH, text, [warning])).toBe(
    'it has the same content as the version before it',
  );
});

test('numbers are stated in front matter, in quotes or not, before a comment', () => {
  const of = (line: string) => versionsOf([line], 'version: 009');
  expect(['version: 001', 'version:  "001"', "version: '001' # note"].flatMap(of)).toHaveLength(3);
  expect([' version: 001', 'version: 1', 'version: 001 x', 'version: 001r1'].flatMap(of)).toEqual([]);
  expect(textAt(`old/${PATH}`)).toBeUndefined();
});

test('a version that is published, or older than the newest that is, is not recovered', () => {
  const hash = '0'.repeat(64);
  const row = ledgerRow(
    {
      version: { number: 2, revision: 1 },
      published: '2030-01-01T00:00:00Z' as Instant,
      lastUpdate: '2020-01-01T00:00:00Z' as Instant,
      status: 'final',
      changes: '',
      source: hash,
      article: hash,
      data: hash,
      content: hash,
      facts: hash,
      renderer: '',
    },
    undefined,
  );
  const bodies = ['version: 001', 'version: 002', 'version: 003'];
  const found = recoverable(
    bodies.map((_, at) => standing(String(at))),
    bodies,
    'version: 004',
    row,
  );
  expect(found.map(({ version }) => version)).toEqual(['003']);
  // A ledger never goes back.
  expect(publicationTime(standing('a'), row)).toBe('2030-01-01T00:00:00Z');
});
