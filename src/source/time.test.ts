import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/fuzz/runs.ts';
import { ABBREVIATIONS } from './slips/zone-abbreviations.ts';
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
  ['5.9.2020 9:05', 'INC121', '2020-09-05T09:05:00Z'],
  ['2020-09-15 11:45 BST', 'INC122', 'Asia/Dhaka'],
  ['2020-09-15 11:45 CEST', 'INC122', 'Europe/Paris'],
  ['2020-09-15 11:45 XYZ', 'INC122', 'a region and a city'],
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

/** Times that can mean one thing only, in another form than ours, with the text that is offered. */
test.each([
  ['2024-02-10 14:03 UTC+2', '2024-02-10T14:03:00+02:00'],
  ['2024-02-10 14:03 GMT+1', '2024-02-10T14:03:00+01:00'],
  ['2024-02-10 14:03 UTC-05:00', '2024-02-10T14:03:00-05:00'],
  ['2024-02-10T14:03:00+0100', '2024-02-10T14:03:00+01:00'],
  ['2024-02-10 10:30:00+00', '2024-02-10T10:30:00+00:00'],
  ['2024-02-10 2:03 PM UTC', '2024-02-10T14:03:00Z'],
  ['2024-02-10 12:03 am UTC', '2024-02-10T00:03:00Z'],
  ['2024-02-10 9:05 UTC', '2024-02-10T09:05:00Z'],
  ['2024-02-10, 10:02 UTC', '2024-02-10T10:02:00Z'],
  ['2024-02-10 10h02 UTC', '2024-02-10T10:02:00Z'],
  ['2024-02-10T14:03:00+02:00[Europe/Paris]', '2024-02-10T14:03:00+02:00'],
  ['2024/02/10 10:02 UTC', '2024-02-10T10:02:00Z'],
  ['20240208T103000Z', '2024-02-08T10:30:00Z'],
  ['Sat, 10 Feb 2024 14:03:00 +0000', '2024-02-10T14:03:00+00:00'],
  ['February 10th, 2024 at 2:03 pm UTC', '2024-02-10T14:03:00Z'],
  ['03/25/2026 10:02 GMT', '2026-03-25T10:02:00Z'],
  ['25/03/2026 10:02 GMT', '2026-03-25T10:02:00Z'],
  ['25.03.2026 10:02 UTC', '2026-03-25T10:02:00Z'],
  ['25.03.2026 10:02 Europe/Berlin', '2026-03-25 10:02 Europe/Berlin'],
  ['2026-07-08 10:30 MSK', '2026-07-08 10:30 Europe/Moscow'],
  ['2026-07-08 10:30 SGT', '2026-07-08 10:30 Asia/Singapore'],
  ['2026-07-08 10:30 KST', '2026-07-08 10:30 Asia/Seoul'],
  ['2020-09-15T11:45:00.123+02:00', '2020-09-15T11:45:00+02:00'],
  ['2020-09-15 11:45:00.123 Europe/Paris', '2020-09-15 11:45:00 Europe/Paris'],
])('%s is offered as %s', (text, right) => {
  const outcome = parseTime(text);
  expect(outcome).toMatchObject({ right });
  expect((outcome as { hint: string }).hint).toContain(`\`${right}\``);
  expect(parseTime(right)).toHaveProperty('instant');
});

/** Times of which only the writer knows what they mean. */
test.each([
  ['05/09/2020 11:45 GMT', ['2020-09-05T11:45:00Z', '2020-05-09T11:45:00Z']],
  ['2026-07-08 10:30 AEST', ['2026-07-08 10:30 Australia/Sydney', '2026-07-08 10:30 Australia/Brisbane']],
  ['25.03.2026 10:02', ['2026-03-25T10:02:00Z']],
  ['2026-07-08 10:30 XYZ', []],
  ['31.02.2026 10:02 UTC', []],
  ['03/25/2026 25:02 GMT', []],
])('%s is offered as none or several of %j', (text, offered) => {
  const outcome = parseTime(text) as { hint: string; right?: string };
  expect(outcome.right).toBeUndefined();
  for (const each of offered) expect(outcome.hint).toContain(`\`${each}\``);
  expect(outcome.hint).not.toContain('2026-25');
  if (offered.length === 0) expect(outcome.hint).not.toContain('2026');
});

test('every zone offered for an abbreviation is one', () => {
  for (const zone of Object.values(ABBREVIATIONS).flat())
    expect(parseTime(`2026-07-08 10:30 ${zone}`)).toHaveProperty('instant');
});

test('whatever is left of a time while it is being typed has an answer', () => {
  const pieces = fc.constantFrom(
    '2024',
    '-05-01',
    'T',
    ' ',
    '11:30',
    ':00',
    'Z',
    '+02:00',
    'UTC',
    '5',
    ':',
    'pm',
  );
  const typed = fc.array(pieces, { maxLength: 9 }).map((each) => each.join(''));
  fc.assert(
    fc.property(typed, (text) => void parseTime(text)),
    runs(5_000, 1),
  );
});

const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
];
/** Offsets, and zones that always have them: not every Intl takes an offset for a zone. */
const OFFSETS: Readonly<Record<string, string>> = {
  Z: 'UTC',
  '+05:30': 'Asia/Kolkata',
  '-09:00': 'Etc/GMT+9',
};
const two = (number: number) => String(number).padStart(2, '0');

/** What the clocks of a zone show at an instant, by another way than that of the program. */
function clocks(zone: string, instant: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return parts.format(new Date(instant));
}

test('whatever time is written, it is an instant at which the clocks of its zone show it, or it is refused', () => {
  const reached = { read: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.record({
        year: fc.integer({ min: 1990, max: 2045 }),
        month: fc.integer({ min: 0, max: 13 }),
        day: fc.integer({ min: 0, max: 32 }),
        hour: fc.integer({ min: 0, max: 24 }),
        minute: fc.integer({ min: 0, max: 60 }),
        zone: fc.constantFrom(...ZONES, 'UTC', ...Object.keys(OFFSETS)),
        between: fc.constantFrom(' ', 'T'),
      }),
      ({ year, month, day, hour, minute, zone, between }) => {
        const date = `${year}-${two(month)}-${two(day)}`;
        const time = `${two(hour)}:${two(minute)}`;
        const outcome = parseTime(`${date}${between}${time}${/^\w{3,}/.test(zone) ? ' ' : ''}${zone}`);
        reached['instant' in outcome ? 'read' : 'refused'] += 1;
        if (!('instant' in outcome)) return;
        expect(clocks(OFFSETS[zone] ?? zone, outcome.instant)).toBe(`${date} ${time}:00`);
      },
    ),
    runs(1_000),
  );
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(100);
});
