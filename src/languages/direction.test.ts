import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { directionOf, LEFT_TO_RIGHT } from './direction.ts';

test.each(['ar', 'az-Arab', 'dv', 'fa', 'he', 'ks', 'nqo', 'syr', 'ur', 'yi', 'ff-Adlm', 'rhg', 'pa-PK'])(
  '%s runs from right to left',
  (tag) => {
    expect(directionOf(tag as Language)).toBe('rtl');
  },
);

test.each(['en', 'az', 'az-Latn', 'ff', 'hi', 'ja', 'ks-Deva', 'pa', 'sr-Latn', 'tr', 'zh-Hant'])(
  '%s runs from left to right',
  (tag) => {
    expect(directionOf(tag as Language)).toBe('ltr');
  },
);

test('the languages that are known without a look are written as the data of scripts says', () => {
  for (const tag of LEFT_TO_RIGHT) {
    // The region is the one that the data takes for likely, and keeps it from being known without a look.
    const { region } = new Intl.Locale(tag).maximize();
    expect([tag, directionOf(`${tag}-${region}` as Language)]).toEqual([tag, 'ltr']);
  }
});
