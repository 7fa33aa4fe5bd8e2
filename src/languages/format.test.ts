import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import { Formats, formatsByLanguage } from './format.ts';
import { territoryLocale } from './territory.ts';

const en = 'en' as Language;
const ar = 'ar' as Language;
const noon = '2020-09-15T11:45:00Z' as Instant;

test('an instant names its date, its time on a 24-hour clock and its zone', () => {
  const text = new Formats(en).instant('2020-09-15T21:05:00Z' as Instant);
  expect(text).toMatch(/^15 September 2020\D+21:05 UTC$/);
});

test('midnight is 00:00, not 24:00', () => {
  expect(new Formats(en).time('2020-09-15T00:00:00Z' as Instant)).toBe('00:00 UTC');
  expect(new Formats('ja' as Language).time('2020-09-15T00:00:00Z' as Instant)).toBe('00:00 UTC');
});

test('seconds are shown only where there are any', () => {
  expect(new Formats(en).time('2020-09-15T11:45:07Z' as Instant)).toBe('11:45:07 UTC');
  expect(new Formats(en).time(noon)).toBe('11:45 UTC');
});

test('English without a region puts the day first, American English the month', () => {
  expect(new Formats(en).date('2020-10-02')).toBe('2 October 2020');
  expect(new Formats('en-US' as Language).date('2020-10-02')).toBe('October 2, 2020');
});

test('a date, a day and a month stay what they are in every zone of the machine', () => {
  expect(new Formats('fr' as Language).date('2020-01-01')).toBe('1 janvier 2020');
  expect(new Formats(en).day(noon)).toBe('15 September');
  expect(new Formats(en).month('2020-09')).toBe('September 2020');
});

test('Arabic and Nepali dates have the digits that versions and references have, in the Gregorian calendar', () => {
  expect(new Formats(ar).instant(noon)).toMatch(/^15 .* 2020 .*11:45 UTC$/);
  expect(new Formats('ne' as Language).date(noon)).toMatch(/2020/);
  expect(new Formats('fa' as Language).date(noon)).toMatch(/2020/);
  expect(new Formats('th' as Language).date(noon)).toMatch(/2020/);
});

test('no narrow or no-break spaces, which come and go with the version of the data', () => {
  for (const tag of ['fr', 'en-US', 'ru', 'sv', 'bg']) {
    expect(new Formats(tag as Language).instant(noon)).not.toMatch(/[\u00A0\u2009\u202F]/);
  }
});

test('a language without data is written in English, not in the language of the machine', () => {
  expect(new Formats('dv' as Language).date(noon)).toBe('15 September 2020');
});

test('a second zone is named by its offset on that day, quarter hours included', () => {
  expect(new Formats(en).time(noon, 'Asia/Kathmandu')).toBe('17:30 UTC+5:45');
  expect(new Formats(en).time(noon, 'America/St_Johns')).toBe('09:15 UTC-2:30');
  expect(new Formats(en).time(noon, 'Africa/Abidjan')).toBe('11:45 UTC');
  // Swedish writes the minus sign of mathematics.
  expect(new Formats('sv' as Language).time(noon, 'America/New_York')).toBe('07:45 UTC-4');
});

test('the offset changes with summer time, in the very hour', () => {
  expect(new Formats(en).time('2020-10-25T00:59:00Z' as Instant, 'Europe/Paris')).toBe('02:59 UTC+2');
  expect(new Formats(en).time('2020-10-25T01:00:00Z' as Instant, 'Europe/Paris')).toBe('02:00 UTC+1');
});

test('the second zone shows its date only where it is another day there', () => {
  expect(new Formats(en).inSecondZone(noon, 'Asia/Kathmandu')).toBe('17:30 UTC+5:45');
  const late = new Formats(en).inSecondZone('2020-12-31T20:00:00Z' as Instant, 'Asia/Kathmandu');
  expect(late).toMatch(/^1 January 2021\D+01:45 UTC\+5:45$/);
  const early = new Formats(en).inSecondZone('2021-01-01T02:00:00Z' as Instant, 'America/New_York');
  expect(early).toMatch(/^31 December 2020\D+21:00 UTC-5$/);
});

const SHIPPED = 'ar de en es fr hi ja ko pl pt-BR ru zh-Hans zh-Hant'.split(' ') as Language[];

test.each(SHIPPED)('%s: Gregorian year, 24 hours, Latin digits, the zone by name', (language) => {
  const text = new Formats(language).instant('2020-09-15T21:05:00Z' as Instant);
  expect(text).toContain('2020');
  expect(text).toMatch(/(?:^|\D)15(?:\D|$)/);
  expect(text).toMatch(/21:05\D*UTC$/);
  expect(text).not.toMatch(/[^\p{Script=Latin}\P{Nd}0-9]/u);
  expect(text).not.toMatch(/AM|PM|午後|오후|下午|अपराह्न|GMT/);
  expect(new Formats(language).time('2020-09-15T00:00:00Z' as Instant)).toBe('00:00 UTC');
});

test.each(SHIPPED)('%s: twelve months, each with a name of its own', (language) => {
  const months = Array.from({ length: 12 }, (_, index) => `2020-${String(index + 1).padStart(2, '0')}`);
  const names = months.map((month) => new Formats(language).month(month));
  expect(new Set(names).size).toBe(12);
  for (const name of names) expect(name).toContain('2020');
  const days = months.map((month) => new Formats(language).day(`${month}-03`));
  expect(new Set(days).size).toBe(12);
  for (const day of days) expect(day).toMatch(/(?:^|\D)0?3(?:\D|$)/);
});

test.each(SHIPPED)('%s: the hour that summer time takes or gives is told apart by its offset', (language) => {
  const inParis = (instant: string) => new Formats(language).time(instant as Instant, 'Europe/Paris');
  expect(inParis('2021-03-28T00:59:00Z')).toBe('01:59 UTC+1');
  expect(inParis('2021-03-28T01:00:00Z')).toBe('03:00 UTC+2');
  expect(inParis('2020-10-25T00:30:00Z')).toBe('02:30 UTC+2');
  expect(inParis('2020-10-25T01:30:00Z')).toBe('02:30 UTC+1');
});

test.each(SHIPPED)('%s: zones of quarter hours', (language) => {
  expect(new Formats(language).time(noon, 'Asia/Kathmandu')).toBe('17:30 UTC+5:45');
  expect(new Formats(language).time(noon, 'Australia/Eucla')).toBe('20:30 UTC+8:45');
  const nextDay = new Formats(language).inSecondZone('2020-12-31T18:30:00Z' as Instant, 'Australia/Eucla');
  expect(nextDay).toContain('2021');
  expect(nextDay).toMatch(/03:15\D*UTC\+8:45$/);
});

test('a zone that skips a whole day keeps its instants apart', () => {
  const inApia = (instant: string) => new Formats(en).instant(instant as Instant, 'Pacific/Apia');
  expect(inApia('2011-12-30T09:59:00Z')).toMatch(/^29 December 2011\D+23:59 UTC-10$/);
  expect(inApia('2011-12-30T10:00:00Z')).toMatch(/^31 December 2011\D+00:00 UTC\+14$/);
});

const de = 'de' as Language;

test('shares line up: two digits after the point, none where nothing or everything is meant', () => {
  expect([0, 0.5, 0.9995, 1].map((share) => new Formats(en).share(share))).toEqual([
    '0%',
    '50.00%',
    '99.95%',
    '100%',
  ]);
  expect(new Formats(de).share(0.9995)).toBe('99,95 %');
});

test('things are listed, and languages named, as the language does it', () => {
  expect(new Formats(en).list(['001', '002', '003'])).toBe('001, 002 and 003');
  expect(new Formats(de).list(['001', '002'])).toBe('001 und 002');
  expect(new Formats('qqq' as Language).list(['001', '002'])).toBe('001 and 002');
  expect(new Formats(de).language('fr' as Language)).toBe('Französisch');
  expect(new Formats('qqq' as Language).language('fr' as Language)).toBe('French');
});

test('a language has its name and its locale, and formats are made once', () => {
  const formats = formatsByLanguage();
  expect(formats(de)).toBe(formats(de));
  expect(formats(de)).not.toBe(formats(en));
  expect([formats(de).name, formats(de).territory]).toEqual(['Deutsch', 'de_DE']);
  expect(territoryLocale('qqq' as Language)).toBe('qqq');
  expect(territoryLocale('pt' as Language)).toBe('pt_BR');
});
