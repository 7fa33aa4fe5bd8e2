import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { entry, original, report } from '../site/testing.ts';
import { translatedVersion, translationOf } from './translation.ts';

const FRENCH = 'fr' as Language;
const ENGLISH = `---
title: "Web frontend issue"
version: 002r3
timeline:
  - at: 2020-09-15T11:00:00Z
    title: "Pages fail"
  - at: 2020-09-15T11:30:00Z
    state: resolved
    title: "Pages work again"
---
`;
const REPORT = report(
  original(
    [entry('11:00'), entry('11:30', { state: 'resolved' })],
    {},
    { version: { number: 2, revision: 3 } },
  ),
);
const translate = (translation?: string, source: string | undefined = ENGLISH) =>
  translationOf(REPORT, FRENCH, { original: source, translation });

test('a new file has the number of the original, and a place for each of its texts', () => {
  const made = translate();
  expect(made).toMatchObject({ kind: 'new', text: expect.stringContaining('\nversion: 002\n') });
  expect('text' in made && made.text.match(/title: ""/g)).toHaveLength(3);
  expect(translatedVersion(REPORT)).toBe('002');
});

test('a file gets the entries it lacks, and keeps what it has', () => {
  const own = `---\ntitle: "Panne"\nversion: 001\ntimeline:\n  - at: 2020-09-15T11:00:00Z\n    title: "En panne"\n---\n`;
  const made = translate(own);
  expect(made).toMatchObject({ kind: 'more', text: expect.stringContaining('    title: "En panne"\n') });
  expect('added' in made && made.added.join('\n')).toContain('- at: 2020-09-15T11:30:00Z\n');
  expect(translate('text' in made ? made.text : '')).toEqual({ kind: 'complete' });
});

test('a published text whose file was lost is not begun anew', () => {
  const edition = { version: { number: 1, revision: 1 } };
  const lost = { ...REPORT, history: [{ language: FRENCH, editions: [edition] }] } as never;
  expect(translationOf(lost, FRENCH, { original: ENGLISH, translation: undefined })).toMatchObject({
    kind: 'refused',
    hint: 'Copy published/2020-09-15-web-frontend/fr/001.md to incidents/2020-09-15-web-frontend/fr.md.',
  });
});

test('unreadable files are refused, and nothing is invented', () => {
  expect(translate(undefined, 'no front matter')).toMatchObject({
    kind: 'refused',
    message: 'incidents/2020-09-15-web-frontend/en.md cannot be read',
  });
  expect(translate('no front matter')).toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('fr.md exists, but nothing can be added to it'),
  });
});
