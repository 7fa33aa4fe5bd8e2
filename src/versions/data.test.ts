import { expect, test } from 'vitest';
import { action, entry, impacts, original, translation } from '../site/testing.ts';
import { editionData, readEditionData } from './data.ts';

const EDITIONS = [
  original(
    [entry('11:00', { state: 'resolved' }), entry('11:30', { services: impacts('web') })],
    { services: impacts('web') },
    { actions: [action('Look at it')] },
  ),
  translation('fr', {
    actions: [action('Regarder')],
    entries: [{ at: entry('11:00').at, title: 'Onze heures', text: undefined }],
  }),
];

// `toStrictEqual` tells undefined from missing, and so do templates.
test.each(EDITIONS)('the $role comes back from its data with all its names', (edition) => {
  expect(readEditionData(editionData(edition), edition.file)).toStrictEqual(edition);
});

const ORIGINAL = original([entry('11:00')]);

test('where a text stood in its file is not part of it', () => {
  const links = [{ reference: '2020-01-01-other', range: [7, 3, 7, 9] as const }];
  const linked = {
    ...ORIGINAL,
    body: { ...ORIGINAL.body, links },
    places: { title: [2, 8, 2, 20] as const },
  };
  const moved = {
    ...linked,
    body: { ...linked.body, links: [{ ...links[0]!, range: undefined }] },
    places: {},
  };
  expect(editionData(linked)).toBe(editionData(moved));
});

test.each(['', '{', '{"format":2}', '{"format":1}', '[]'])('%j is not an edition', (text) => {
  expect(readEditionData(text, 'incidents/x/en.md')).toBeUndefined();
});

test.each([
  ['reference', ORIGINAL],
  ['language', ORIGINAL],
  ['version', ORIGINAL],
  ['role', ORIGINAL],
  ['timeline', ORIGINAL],
  ['reference', translation('fr')],
  ['language', translation('fr')],
  ['version', translation('fr')],
])('without its %s, an edition is none', (key, edition) => {
  const text = editionData({ ...edition, [key]: undefined } as never);
  expect(readEditionData(editionData(edition), 'a.md')).toBeDefined();
  expect(readEditionData(text, 'a.md')).toBeUndefined();
});

test('an edition of an unknown role or in another format is none', () => {
  const text = editionData(ORIGINAL);
  expect(readEditionData(text.replace('"role":"original"', '"role":"footer"'), 'a.md')).toBeUndefined();
  expect(readEditionData(text.replace('"format":1', '"format":2'), 'a.md')).toBeUndefined();
});

test('an action without markup has no prose in its data, and one with markup has it', () => {
  const prose = { html: '<p>A</p>', text: 'A', headings: [], links: [], pictures: [] };
  const text = (more: object) => editionData({ ...ORIGINAL, actions: [action('A', more)] });
  expect(text({})).not.toContain('"prose"');
  expect(text({ prose })).toContain('"prose"');
});
