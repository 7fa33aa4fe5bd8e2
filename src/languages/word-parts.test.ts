import { expect, test } from 'vitest';
import { wordParts } from './word-parts.ts';

test('each two neighbouring letters of a script without spaces are a part, and other letters are none', () => {
  expect(wordParts('ゾーンBのマネージド、系。', 'ja')).toEqual([
    'ゾー',
    'ーン',
    'のマ',
    'マネ',
    'ネー',
    'ージ',
    'ジド',
    '系',
  ]);
  expect(wordParts('web frontend', 'ja')).toEqual([]);
});

test('a part is given once', () => {
  expect(wordParts('数据库，数据', 'zh-hans')).toEqual(['数据', '据库']);
});

test('ends of long words are parts where a language has compounds', () => {
  expect(wordParts('Der Objektspeicher', 'de')).toContain('speicher');
  expect(wordParts('Der Speicher', 'de')).toEqual(['icher', 'cher']);
  expect(wordParts('Objectstorage', 'en')).toEqual([]);
});

test('a letter outside the first plane of Unicode is one letter', () => {
  expect(wordParts('𠮷野家', 'ja')).toEqual(['𠮷野', '野家']);
});

test.each(['다시 시작', 'ไทย', 'ລາວ', 'ខ្មែរ', 'မြန်', 'ひら', 'カタ', '漢字'])(
  '%s is split, in any language',
  (text) => {
    expect(wordParts(text, 'en').length).toBeGreaterThan(0);
    expect(wordParts(text, 'en').every((part) => [...part].length === 2)).toBe(true);
  },
);

test('a compound has a first part of three letters and a last one of four', () => {
  expect(wordParts('Webmail', 'de')).toEqual(['mail']);
  expect(wordParts('Netmai', 'de')).toEqual([]);
  expect(wordParts('MAILSERVER mailserver', 'de-at')).toEqual(['lserver', 'server', 'erver', 'rver']);
  expect(wordParts('Webmail 系', 'nl')).toEqual(['系', 'mail']);
});
