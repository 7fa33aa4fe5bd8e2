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
