import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { directionOf } from './direction.ts';

test.each(['ar', 'az-Arab', 'dv', 'fa', 'he', 'ks', 'nqo', 'syr', 'ur', 'yi', 'ff-Adlm', 'rhg', 'pa-PK'])(
  '%s runs from right to left',
  (tag) => {
    expect(directionOf(tag as Language)).toBe('rtl');
  },
);

test.each(['en', 'az', 'ff', 'hi', 'ja', 'ks-Deva', 'pa', 'sr-Latn', 'tr', 'zh-Hant'])(
  '%s runs from left to right',
  (tag) => {
    expect(directionOf(tag as Language)).toBe('ltr');
  },
);
