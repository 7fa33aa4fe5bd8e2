import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import {
  formatDate,
  formatDay,
  formatInSecondZone,
  formatInstant,
  formatMonth,
  formatTime,
} from './format.ts';

const en = 'en' as Language;
const ar = 'ar' as Language;
const noon = '2020-09-15T11:45:00Z' as Instant;

test('an instant names its date, its time on a 24-hour clock and its zone', () => {
  const text = formatInstant('2020-09-15T21:05:00Z' as Instant, en);
  expect(text).toMatch(/^15 September 2020\D+21:05 UTC$/);
});

test('midnight is 00:00, not 24:00', () => {
  expect(formatTime('2020-09-15T00:00:00Z' as Instant, en)).toBe('00:00 UTC');
  expect(formatTime('2020-09-15T00:00:00Z' as Instant, 'ja' as Language)).toBe('00:00 UTC');
});

test('seconds are shown only where there are any', () => {
  expect(formatTime('2020-09-15T11:45:07Z' as Instant, en)).toBe('11:45:07 UTC');
  expect(formatTime(noon, en)).toBe('11:45 UTC');
});

test('English without a region puts the day first, American English the month', () => {
  expect(formatDate('2020-10-02', en)).toBe('2 October 2020');
  expect(formatDate('2020-10-02', 'en-US' as Language)).toBe('October 2, 2020');
});

test('a date, a day and a month stay what they are in every zone of the machine', () => {
  expect(formatDate('2020-01-01', 'fr' as Language)).toBe('1 janvier 2020');
  expect(formatDay(noon, en)).toBe('15 September');
  expect(formatMonth('2020-09', en)).toBe('September 2020');
});

test('Arabic and Nepali dates have the digits that versions and references have, in the Gregorian calendar', () => {
  expect(formatInstant(noon, ar)).toMatch(/^15 .* 2020 .*11:45 UTC$/);
  expect(formatDate(noon, 'ne' as Language)).toMatch(/2020/);
  expect(formatDate(noon, 'fa' as Language)).toMatch(/2020/);
  expect(formatDate(noon, 'th' as Language)).toMatch(/2020/);
});

test('no narrow or no-break spaces, which come and go with the version of the data', () => {
  for (const tag of ['fr', 'en-US', 'ru', 'sv', 'bg']) {
    expect(formatInstant(noon, tag as Language)).not.toMatch(/[\u00A0\u2009\u202F]/);
  }
});

test('a language without data is written in English, not in the language of the machine', () => {
  expect(formatDate(noon, 'dv' as Language)).toBe('15 September 2020');
});

test('a second zone is named by its offset on that day, quarter hours included', () => {
  expect(formatTime(noon, en, 'Asia/Kathmandu')).toBe('17:30 UTC+5:45');
  expect(formatTime(noon, en, 'America/St_Johns')).toBe('09:15 UTC-2:30');
  expect(formatTime(noon, en, 'Africa/Abidjan')).toBe('11:45 UTC');
});

test('the offset changes with summer time, in the very hour', () => {
  expect(formatTime('2020-10-25T00:59:00Z' as Instant, en, 'Europe/Paris')).toBe('02:59 UTC+2');
  expect(formatTime('2020-10-25T01:00:00Z' as Instant, en, 'Europe/Paris')).toBe('02:00 UTC+1');
});

test('the second zone shows its date only where it is another day there', () => {
  expect(formatInSecondZone(noon, en, 'Asia/Kathmandu')).toBe('17:30 UTC+5:45');
  const late = formatInSecondZone('2020-12-31T20:00:00Z' as Instant, en, 'Asia/Kathmandu');
  expect(late).toMatch(/^1 January 2021\D+01:45 UTC\+5:45$/);
  const early = formatInSecondZone('2021-01-01T02:00:00Z' as Instant, en, 'America/New_York');
  expect(early).toMatch(/^31 December 2020\D+21:00 UTC-5$/);
});

const SHIPPED = 'ar de en es fr hi ja ko pl pt-BR ru zh-Hans zh-Hant'.split(' ') as Language[];

test.each(SHIPPED)('%s: Gregorian year, 24 hours, Latin digits, the zone by name', (language) => {
  const text = formatInstant('2020-09-15T21:05:00Z' as Instant, language);
  expect(text).toContain('2020');
  expect(text).toMatch(/(?:^|\D)15(?:\D|$)/);
  expect(text).toMatch(/21:05\D*UTC$/);
  expect(text).not.toMatch(/[^\p{Script=Latin}\P{Nd}0-9]/u);
  expect(text).not.toMatch(/AM|PM|午後|오후|下午|अपराह्न|GMT/);
  expect(formatTime('2020-09-15T00:00:00Z' as Instant, language)).toBe('00:00 UTC');
});

test.each(SHIPPED)('%s: twelve months, each with a name of its own', (language) => {
  const months = Array.from({ length: 12 }, (_, index) => `2020-${String(index + 1).padStart(2, '0')}`);
  const names = months.map((month) => formatMonth(month, language));
  expect(new Set(names).size).toBe(12);
  for (const name of names) expect(name).toContain('2020');
  const days = months.map((month) => formatDay(`${month}-03`, language));
  expect(new Set(days).size).toBe(12);
  for (const day of days) expect(day).toMatch(/(?:^|\D)0?3(?:\D|$)/);
});

test.each(SHIPPED)('%s: the hour that summer time takes or gives is told apart by its offset', (language) => {
  const inParis = (instant: string) => formatTime(instant as Instant, language, 'Europe/Paris');
  expect(inParis('2021-03-28T00:59:00Z')).toBe('01:59 UTC+1');
  expect(inParis('2021-03-28T01:00:00Z')).toBe('03:00 UTC+2');
  expect(inParis('2020-10-25T00:30:00Z')).toBe('02:30 UTC+2');
  expect(inParis('2020-10-25T01:30:00Z')).toBe('02:30 UTC+1');
});

test.each(SHIPPED)('%s: zones of quarter hours', (language) => {
  expect(formatTime(noon, language, 'Asia/Kathmandu')).toBe('17:30 UTC+5:45');
  expect(formatTime(noon, language, 'Australia/Eucla')).toBe('20:30 UTC+8:45');
  const nextDay = formatInSecondZone('2020-12-31T18:30:00Z' as Instant, language, 'Australia/Eucla');
  expect(nextDay).toContain('2021');
  expect(nextDay).toMatch(/03:15\D*UTC\+8:45$/);
});

test('a zone that skips a whole day keeps its instants apart', () => {
  const inApia = (instant: string) => formatInstant(instant as Instant, en, 'Pacific/Apia');
  expect(inApia('2011-12-30T09:59:00Z')).toMatch(/^29 December 2011\D+23:59 UTC-10$/);
  expect(inApia('2011-12-30T10:00:00Z')).toMatch(/^31 December 2011\D+00:00 UTC\+14$/);
});
