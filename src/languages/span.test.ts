import { expect, test } from 'vitest';
import type { Span } from '../model/report.ts';
import { formatAfter, formatSpan } from './span.ts';

const t = (key: string, args: Readonly<Record<string, string | number>> = {}): string => {
  const unit = { 'span.days': 'd', 'span.hours': 'h', 'span.minutes': 'min', 'span.seconds': 's' }[key];
  if (unit !== undefined) return `${args['count']} ${unit}`;
  if (key === 'span.joined') return `${args['larger']} ${args['smaller']}`;
  const bound =
    { 'span.at-most': 'at most ', 'span.at-least': 'at least ', 'span.about': 'about ' }[key] ?? '';
  return bound + String(args['span']);
};

const say = (seconds: number, bound: Span['bound'] = 'exact') => formatSpan({ seconds, bound }, t);

test.each([
  [2_700, '45 min'],
  [7_800, '2 h 10 min'],
  [3_600, '1 h'],
  [90, '1 min 30 s'],
  [45, '45 s'],
  [0, '0 min'],
  [86_400 * 3, '3 d'],
  [86_400 * 3 + 3_600 * 5, '3 d 5 h'],
])('%i seconds are %s', (seconds, text) => {
  expect(say(seconds)).toBe(text);
});

test('the golden number of the first report', () => {
  expect(say(300, 'at-most')).toBe('at most 5 min');
});

test('rounding goes in the direction that keeps the sentence true', () => {
  expect(say(3_600 + 61, 'at-most')).toBe('at most 1 h 2 min');
  expect(say(3_600 + 119, 'at-least')).toBe('at least 1 h 1 min');
  expect(say(3_600 + 89, 'about')).toBe('about 1 h 1 min');
});

test('rounding up may reach the next larger unit', () => {
  expect(say(7_199)).toBe('2 h');
  expect(say(86_400 * 2 - 1, 'at-most')).toBe('at most 2 d');
});

test('a negative length, from instants in the wrong order, is no length', () => {
  expect(say(-60)).toBe('0 min');
});

test('how long after the start is a text of its own for each bound, since word order differs', () => {
  const named = (key: string, args: Readonly<Record<string, string | number>> = {}) =>
    key.startsWith('facts.') ? `${key}: ${args['span']}` : t(key, args);
  const after = (bound: Span['bound']) => formatAfter({ seconds: 300, bound }, named);
  expect(after('exact')).toBe('facts.after-exact: 5 min');
  expect(after('at-most')).toBe('facts.after-at-most: 5 min');
});
