import { expect, test } from 'vitest';
import type { Edition } from '../model/edition.ts';
import type { Language } from '../model/language.ts';
import type { Report } from '../model/report.ts';
import { entry, original, report, translation } from './testing.ts';
import { failuresIn, translationStatus } from './translation-status.ts';

const FILE = (language: string) => `incidents/2020-09-15-web-frontend/${language}.md`;
const version = (number: number) => ({ number, revision: 1 });
const THREE = original([entry('11:00'), entry('11:45')], {}, { version: version(3) });

function status(
  language: string,
  told: Report,
  live: readonly Edition[] = [],
  more: { paths?: string[]; broken?: string[] } = {},
) {
  const [only] = translationStatus({
    site: { languages: [language as Language] },
    reports: [told],
    live: [told.original, ...told.translations, ...live],
    paths: more.paths ?? [],
    broken: new Set(more.broken),
  });
  return only;
}

test.each([
  ['the original', 'en', report(THREE), { state: 'original', behind: 0, version: '003' }],
  ['none', 'fr', report(THREE), { state: 'missing', text: 'en', behind: 0 }],
  [
    'a whole one',
    'fr',
    report(THREE, [
      translation('fr', {
        version: version(3),
        entries: [
          { at: entry('11:00').at, title: 'a', text: undefined },
          { at: entry('11:45').at, title: 'b', text: undefined },
        ],
      }),
    ]),
    { state: 'current', version: '003', newest: '003', untranslated: [] },
  ],
  [
    'one that lacks an entry',
    'fr',
    report(THREE, [
      translation('fr', {
        version: version(3),
        entries: [{ at: entry('11:00').at, title: 'a', text: undefined }],
      }),
    ]),
    { state: 'partial', untranslated: ['2020-09-15T11:45:00Z'] },
  ],
  [
    'one of an older version',
    'fr',
    report(THREE, [translation('fr', { version: version(1) })]),
    { state: 'stale', behind: 2, version: '001' },
  ],
  [
    'one of a related language',
    'fr-CA',
    report(THREE, [translation('fr', { version: version(2) })]),
    { state: 'stale', behind: 1, text: 'fr' },
  ],
  ['the original of a related language', 'en-GB', report(THREE), { state: 'current', text: 'en' }],
  [
    'one in another script',
    'zh-Hant-TW',
    report(THREE, [translation('zh')]),
    { state: 'missing', text: 'en' },
  ],
])('%s', (_, language, told, expected) => {
  expect(status(language, told)).toMatchObject(expected);
});

test('a live text that is ahead is in no report, and still seen', () => {
  const ahead = translation('fr', { version: version(4) });
  expect(status('fr', report(THREE), [ahead])).toMatchObject({ state: 'ahead', behind: -1, version: '004' });
});

test('a file without a title is begun, one with errors unreadable', () => {
  expect(status('fr', report(THREE), [], { paths: [FILE('fr')] })).toMatchObject({ state: 'begun' });
  expect(status('fr', report(THREE), [], { paths: [FILE('fr')], broken: [FILE('fr')] })).toMatchObject({
    state: 'unreadable',
  });
  expect(status('fr', report(THREE), [translation('fr', { version: version(0) })])).toMatchObject({
    state: 'begun',
  });
});

test('drafts are nobody’s work yet', () => {
  expect(status('fr', report(original([entry('11:00')], {}, { version: version(0) })))).toBeUndefined();
});

test('unwanted states are found; to readers, begun and unreadable texts are missing', () => {
  const stale = status('fr', report(THREE, [translation('fr', { version: version(2) })]));
  const begun = status('fr', report(THREE), [], { paths: [FILE('fr')] });
  const unreadable = status('fr', report(THREE), [], { paths: [FILE('fr')], broken: [FILE('fr')] });
  if (!stale || !begun || !unreadable) throw new Error('a report is missing');
  expect(failuresIn([stale], ['missing', 'stale'])).toEqual(['stale']);
  expect(failuresIn([begun], ['missing', 'stale'])).toEqual(['missing']);
  expect(failuresIn([unreadable], ['partial', 'missing'])).toEqual(['missing']);
  expect(failuresIn([stale, begun], [])).toEqual([]);
});
