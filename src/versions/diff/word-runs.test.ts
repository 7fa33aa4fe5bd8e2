import { expect, test } from 'vitest';
import type { Language } from '../../model/language.ts';
import { wordRuns } from './word-runs.ts';

const runs = (before: string, after: string, language = 'en') =>
  wordRuns(before, after, language as Language).map(({ kind, text }) => [kind, text]);

test('equal texts are one run, empty ones none', () => {
  expect(runs('a b', 'a b')).toEqual([['same', 'a b']]);
  expect(runs('', '')).toEqual([]);
  expect(runs('', 'a')).toEqual([['added', 'a']]);
});

test('words are told apart, and what is left gives either text', () => {
  const changes = wordRuns('Some pages fail now.', 'All pages failed.', 'en' as Language);
  expect(changes.filter(({ kind }) => kind === 'removed').map(({ text }) => text.trim())).toContain('Some');
  const text = (without: string) =>
    changes
      .filter(({ kind }) => kind !== without)
      .map((each) => each.text)
      .join('');
  expect(text('removed').replaceAll(/\s+/g, ' ')).toBe('All pages failed.');
});

test('Japanese and Chinese have words without spaces', () => {
  expect(runs('一部のサイトが応答しません', '全部のサイトが応答しません', 'ja').length).toBeGreaterThan(2);
  expect(
    runs('部分网站没有响应', '所有网站没有响应', 'zh-Hans').some(
      ([kind, text]) => kind === 'same' && text!.includes('网站'),
    ),
  ).toBe(true);
});

test('texts without a word in common are compared in no time', () => {
  const many = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`).join(' ');
  expect(runs(many('a'), many('b')).map(([kind]) => kind)).toEqual(['removed', 'added']);
});
