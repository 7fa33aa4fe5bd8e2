import { expect, test } from 'vitest';
import { entry, original } from '../site/testing.ts';
import { namesOf, publishedAs, renamed } from './moved.ts';
import type { Snapshot } from './snapshot.ts';

const snapshot = (reference: string | undefined) =>
  ({
    files: reference === undefined ? undefined : { edition: { ...original([entry('11:00')]), reference } },
  }) as unknown as Snapshot;

test('published files belong to the folder that the newest of them says', () => {
  expect(publishedAs([snapshot('a'), snapshot('b'), snapshot(undefined)])).toBe('published/b/en/');
  expect(publishedAs([snapshot(undefined)])).toBeUndefined();
});

test.each([
  ['published/new/en/', 'published/old/en/', ['new', 'old']],
  ['published/same/en/', 'published/same/fr/', ['same/en', 'same/fr']],
  ['published/new/en/', 'published/old/fr/', ['new', 'old']],
])('%s and %s differ in no more than their names say', (folder, before, names) => {
  expect(namesOf(folder, before)).toEqual(names);
});

test('the hint renames as much as was renamed', () => {
  const report = renamed('published/new/en/', 'published/old/en/', 'incidents/new/en.md');
  expect(report.message).toBe('`published/new` contains what was published as `old`');
  expect(report.hint?.text).toContain('`mv published/new published/old && mv incidents/new incidents/old`');
  const language = renamed('published/a/en/', 'published/a/fr/', 'incidents/a/en.md');
  expect(language.hint?.text).toContain('`mv published/a/en published/a/fr`');
});
