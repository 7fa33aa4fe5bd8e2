import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReference } from '../model/reference.ts';
import { slugOf } from './slug.ts';

test.each([
  ['Uploads fail', 'en', 'uploads-fail'],
  ["Can't reach «DNS»: 50 % of queries!", 'en', 'cant-reach-dns-50-of-queries'],
  ['Échec de l’envoi à Besançon', 'fr', 'echec-de-lenvoi-a-besancon'],
  ['Störung in Großgörschen', 'de', 'stoerung-in-grossgoerschen'],
  ['Störning på Åland', 'sv', 'storning-pa-aland'],
  ['Łódź: usługa niedostępna', 'pl', 'lodz-usluga-niedostepna'],
  ['Сбой почты', 'ru', 'sboi-pochty'],
  ['Διακοπή ρεύματος', 'el', 'diakopi-reymatos'],
  ['API が遅い', 'ja', 'api'],
  ['障害', 'ja', ''],
  ['تعطّل', 'ar', ''],
  ['a'.repeat(80), 'en', 'a'.repeat(50)],
  [
    'one two three four five six seven eight nine ten eleven',
    'en',
    'one-two-three-four-five-six-seven-eight-nine-ten',
  ],
])('%s (%s) becomes %j', (title, language, slug) => {
  expect(slugOf(title, language)).toBe(slug);
});

test('whatever the title, a date and its slug are a reference', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.constantFrom('en', 'de', 'ja'),
      (title, language) => {
        const slug = slugOf(title, language);
        if (slug !== '') expect(parseReference(`2026-05-07-${slug}-12`)).toBeDefined();
      },
    ),
  );
});
