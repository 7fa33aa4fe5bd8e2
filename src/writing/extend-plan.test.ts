import { expect, test } from 'vitest';
import type { Original } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import type { Reference } from '../model/reference.ts';
import { parseVersion } from '../model/version.ts';
import type { PublishedText } from '../versions/published.ts';
import { extendEdits, planFault } from './extend-plan.ts';

const time = (text: string) => `2025-05-09T${text}:00Z` as Instant;
const PLAN = { start: time('22:00'), end: time('23:00') };

function work(
  state: string,
  { version = '001', kind = 'maintenance', changes = undefined as string | undefined } = {},
) {
  return {
    role: 'original',
    version: parseVersion(version)!,
    changes,
    facts: { kind, planned: kind === 'maintenance' ? PLAN : undefined },
    timeline: [{ at: time('10:00'), state, title: 'Planned' }],
    lastUpdate: time('10:00'),
    places: {},
  } as unknown as Original;
}

function publishedAs(version: string, changes: string): PublishedText {
  const line = {
    version: parseVersion(version)!,
    published: time('10:05'),
    lastUpdate: time('10:00'),
    changes,
  };
  const files = { edition: work('scheduled') };
  return { snapshots: [{ line, files }], ledger: { lines: [line] } } as never;
}

const END = { kind: 'set', within: 'planned', key: 'end', value: time('23:30'), after: 'start' };

test('before it is published, only the plan changes', () => {
  expect(
    extendEdits(
      { original: work('scheduled'), published: undefined },
      time('23:30'),
      time('22:30'),
      undefined,
    ),
  ).toEqual([END]);
});

test('once it is published, it is a new version, updated now; the line of the old one goes', () => {
  const original = work('scheduled', { version: '002', changes: 'Announced' });
  const published = publishedAs('002', 'Announced');
  const set = (key: string, value: string) => ({ kind: 'set', key, value, after: 'version' });
  expect(extendEdits({ original, published }, time('23:30'), time('22:30'), undefined)).toEqual([
    set('version', '003'),
    { kind: 'remove', key: 'changes' },
    set('last_update', time('22:30')),
    END,
  ]);
  expect(
    extendEdits({ original, published }, time('23:30'), time('22:30'), 'Half an hour more'),
  ).toContainEqual(set('changes', 'Half an hour more'));
});

test.each([
  ['scheduled', 'maintenance', undefined],
  ['in-progress', 'maintenance', undefined],
  ['completed', 'maintenance', '2025-05-09-work is already completed'],
  ['withdrawn', 'maintenance', '2025-05-09-work is already cancelled'],
  ['investigating', 'incident', '2025-05-09-work is not maintenance, and has no plan'],
] as const)('a plan can be changed: %s %s', (state, kind, message) => {
  const original = { ...work(state, { kind }), reference: '2025-05-09-work' as Reference };
  expect(planFault(original, state)?.message).toBe(message);
});
