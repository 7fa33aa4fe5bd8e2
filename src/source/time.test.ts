import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTime } from './time.ts';

test.each([
  ['2020-09-15T11:45:00Z', '2020-09-15T11:45:00Z'],
  ['2020-09-15T11:45Z', '2020-09-15T11:45:00Z'],
  ['2020-09-15t11:45:00z', '2020-09-15T11:45:00Z'],
  ['2020-09-15T13:45:00+02:00', '2020-09-15T11:45:00Z'],
  ['2020-09-15T00:15:00-05:30', '2020-09-15T05:45:00Z'],
  ['2020-09-15 13:45 Europe/Paris', '2020-09-15T11:45:00Z'],
  ['2020-09-15 11:45 UTC', '2020-09-15T11:45:00Z'],
  ['2020-09-15 11:45 gmt', '2020-09-15T11:45:00Z'],
  ['2020-09-15 13:45 +0200', '2020-09-15T11:45:00Z'],
  ['2020-09-15 17:30 Asia/Kathmandu', '2020-09-15T11:45:00Z'],
  ['2020-12-15 11:45:30 Europe/London', '2020-12-15T11:45:30Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
])('%s is %s', (text, instant) => {
  expect(parseTime(text)).toEqual({ instant });
});

test.each([
  ['11:45', 'INC121', '2020-09-15T11:45:00Z'],
  ['2020-09-15', 'INC121', '2020-09-15T11:45:00Z'],
  ['2020-09-15 11:45', 'INC121', '2020-09-15T11:45:00Z'],
  ['2020-09-15T11:45:00', 'INC121', '2020-09-15T11:45:00Z'],
  ['15/09/2020 11:45 GMT', 'INC120', '2020-09-15T11:45:00Z'],
  ['5.9.2020 9:05', 'INC120', '2020-09-05T09:05:00Z'],
  ['2020-09-15 11:45 BST', 'INC122', 'Asia/Dhaka'],
  ['2020-09-15 11:45 CEST', 'INC122', 'Europe/Paris'],
  ['2020-09-15 11:45 XYZ', 'INC122', 'Europe/Paris'],
  ['2020-03-29 02:30 Europe/Paris', 'INC123', '2020-03-29T03:30:00+02:00'],
  ['2020-10-25 02:30 Europe/Paris', 'INC123', '2020-10-25T02:30:00+01:00'],
  ['2020-02-31T10:00:00Z', 'INC124', 'day'],
  ['2021-02-29 10:00 UTC', 'INC124', 'day'],
  ['2020-13-01T10:00:00Z', 'INC124', 'month'],
  ['2020-09-15T24:00:00Z', 'INC120', '00:00'],
  ['2020-09-15T11:45:60Z', 'INC120', ':59'],
  ['2020-09-15T11:75:00Z', 'INC120', '59'],
  ['2020-09-15T11:45:00.123Z', 'INC125', '2020-09-15T11:45:00Z'],
  ['2020-09-15T11:45:00+99:00', 'INC120', '+02:00'],
  ['2020-09-15 11:45 Europe/Pariss', 'INC126', 'Europe/Paris'],
  ['2020-09-15 11:45 +99:00', 'INC120', '+02:00'],
  ['yesterday', 'INC120', '2020-09-15T11:45:00Z'],
  ['', 'INC120', '2020-09-15T11:45:00Z'],
])('%j is refused as %s', (text, code, hint) => {
  expect(parseTime(text)).toMatchObject({ code, hint: expect.stringContaining(hint) });
});

test('a time that exists twice names both', () => {
  const outcome = parseTime('2020-10-25 02:30 Europe/Paris');
  expect(outcome).toMatchObject({
    hint: 'Write the one you mean: `2020-10-25T02:30:00+02:00` or `2020-10-25T02:30:00+01:00`.',
  });
});

test('no text makes it throw, and what is accepted is canonical', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const outcome = parseTime(text);
      expect('instant' in outcome ? parseTime(outcome.instant) : outcome.message).toBeTruthy();
    }),
  );
});
