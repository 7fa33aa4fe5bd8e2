import { readFileSync } from 'node:fs';
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

test('the page splits questions by the same letters', () => {
  const script = readFileSync(new URL('../../templates/search.js', import.meta.url), 'utf8');
  const source = readFileSync(new URL('word-parts.ts', import.meta.url), 'utf8');
  const letters = (text: string) => /\[\\p\{sc=Han\}[^\]]*\]/.exec(text)?.[0];
  expect(letters(script)).toBeDefined();
  expect(letters(script)).toBe(letters(source));
});
