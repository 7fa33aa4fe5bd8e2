import { expect, test } from 'vitest';
import type { Edition } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import { parseVersion } from '../model/version.ts';
import { entry, original, translation } from '../site/testing.ts';
import type { PublishedText } from '../versions/published.ts';
import { factsHash } from '../versions/reconcile.ts';
import { correctionOf } from './correction.ts';

const NOW = '2020-09-16T09:00:00Z' as Instant;
const ENGLISH = original([entry('11:00', { state: 'resolved' })]);

function published(version: string, facts: string): PublishedText {
  const lastUpdate = ENGLISH.lastUpdate;
  const line = { version: parseVersion(version)!, facts, lastUpdate, published: lastUpdate };
  return { snapshots: [{ line }], ledger: { lines: [line] } } as never;
}

const numberIn = (edition: Edition, text: PublishedText | undefined, changes?: string) => {
  const { edits, why } = correctionOf(edition, text, changes, NOW);
  return [why, ...edits.flatMap((edit) => ('value' in edit ? [`${edit.key}: ${edit.value}`] : []))];
};

test('better words for published facts are the next revision, updated now', () => {
  expect(numberIn(ENGLISH, published('001', factsHash(ENGLISH)), 'Says which zone.')).toEqual([
    'better words',
    'version: 001r2',
    'changes: Says which zone.',
    'last_update: 2020-09-16T09:00:00Z',
  ]);
});

test('other facts than the published ones are a new version', () => {
  expect(numberIn(ENGLISH, published('001', 'other facts'))).toContain('version: 002');
  expect(numberIn(ENGLISH, published('001', 'other facts'))[0]).toBe('new facts');
});

test('what is not published keeps its number', () => {
  expect(numberIn(ENGLISH, undefined)).toEqual(['not published']);
});

test('a translation has no facts that could be new', () => {
  expect(numberIn(translation('fr'), published('001', 'those of the original'))).toEqual([
    'better words',
    'version: 001r2',
  ]);
});
