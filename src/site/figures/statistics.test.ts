import { expect, test } from 'vitest';
import type { Entry, Facts } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import { secondsOf } from '../../model/instant.ts';
import type { Teaser } from '../../model/page.ts';
import type { Report } from '../../model/report.ts';
import type { Conditions } from './conditions.ts';
import { conditionsOf as conditionsOfAll } from './conditions.ts';
import { availability, countReports, DAY, lastMonths, percentiles, periodOf } from './statistics.ts';
import { dayStates } from './days.ts';
import { teaserIn } from '../pages/teaser.ts';
import { entry, impacts, original, presentRow, report, site } from '../testing.ts';

// The worked examples of docs/statistics.md. All of them happen on 15 September 2020.

const MIDNIGHT = '2020-09-16T00:00:00Z' as Instant;
const TODAY = { from: secondsOf('2020-09-15T00:00:00Z' as Instant), to: secondsOf(MIDNIGHT) };
const HOUR = 3_600;

function outage(
  start: string,
  end: string | undefined,
  facts: Partial<Facts> = {},
  more: { start?: Partial<Entry>; end?: Partial<Entry> } = {},
): Report {
  return report(
    original(
      [
        entry(start, { state: 'investigating', ...more.start }),
        ...(end === undefined ? [] : [entry(end, { state: 'resolved', ...more.end })]),
      ],
      { severity: 'critical', services: impacts('web'), ...facts },
    ),
  );
}

function conditionsOf(id: string, reports: readonly Report[], asOf: Instant): Conditions {
  const conditions = conditionsOfAll([id], reports, asOf).get(id);
  if (!conditions) throw new Error(`nothing is said of ${id}`);
  return conditions;
}

const SITE = site();

function counted(each: Report): Teaser {
  return teaserIn(presentRow(each, SITE), each.original.language);
}

function on(reports: readonly Report[], asOf = MIDNIGHT) {
  return availability(conditionsOf('web', reports, asOf), TODAY);
}

test('an hour of outage in a day of 24', () => {
  expect(on([outage('10:00', '11:00')])).toEqual({
    ratio: 0.9583,
    bound: 'exact',
    down: HOUR,
    degraded: 0,
    maintenance: 0,
  });
});

test('a day without reports counts in full', () => {
  expect(on([])).toMatchObject({ ratio: 1, bound: 'exact', down: 0 });
});

test('incidents that overlap do not count twice', () => {
  expect(on([outage('10:00', '12:00'), outage('11:00', '13:00')])).toMatchObject({ down: 3 * HOUR });
  expect(on([outage('10:00', '14:00'), outage('11:00', '12:00')])).toMatchObject({ down: 4 * HOUR });
});

test('of two states at once the worse one counts', () => {
  const minor = outage('10:00', '12:00', { severity: 'minor' });
  expect(on([minor, outage('11:00', '12:00')])).toMatchObject({ down: HOUR, degraded: HOUR });
});

test('degraded performance is told apart and takes nothing away', () => {
  expect(on([outage('10:00', '12:00', { severity: 'minor' })])).toMatchObject({
    ratio: 1,
    down: 0,
    degraded: 2 * HOUR,
  });
});

test('an open incident counts up to the instant the site is computed as of', () => {
  const noon = '2020-09-15T12:00:00Z' as Instant;
  expect(on([outage('10:00', undefined)], noon)).toMatchObject({ down: 2 * HOUR });
  expect(on([outage('10:00', undefined)])).toMatchObject({ down: 14 * HOUR });
});

test('a withdrawn report never happened', () => {
  const withdrawn = report(
    original([entry('10:00', { state: 'investigating' }), entry('11:00', { state: 'withdrawn' })], {
      severity: 'critical',
      services: impacts('web'),
    }),
  );
  expect(on([withdrawn])).toMatchObject({ ratio: 1, down: 0 });
  expect(countReports([counted(withdrawn)])).toEqual({
    critical: 0,
    major: 0,
    minor: 0,
    maintenance: 0,
    other: 0,
  });
});

test('announced maintenance is not agreed time, and an outage within it is still an outage', () => {
  const maintenance = report(
    original([entry('09:00', { state: 'in-progress' }), entry('21:00', { state: 'completed' })], {
      kind: 'maintenance',
      services: impacts('web'),
    }),
  );
  expect(on([maintenance])).toMatchObject({ ratio: 1, down: 0, maintenance: 12 * HOUR });
  // 1 of 13 agreed hours: the outage is not maintenance.
  expect(on([maintenance, outage('10:00', '11:00')])).toMatchObject({
    ratio: 0.923,
    down: HOUR,
    maintenance: 11 * HOUR,
  });
});

test('planned maintenance counts from its planned start, not from its announcement, until its end is told', () => {
  const planned = { start: '2020-09-15T20:00:00Z' as Instant, end: '2020-09-15T22:00:00Z' as Instant };
  const facts = { kind: 'maintenance', planned, services: impacts('web') } as const;
  const timeline = [entry('09:00', { state: 'scheduled' })];
  const announced = report(original(timeline, facts));
  const over = report(original([...timeline, entry('22:00', { state: 'completed' })], facts));
  expect(on([over])).toMatchObject({ maintenance: 2 * HOUR });
  expect(on([announced])).toMatchObject({ maintenance: 4 * HOUR });
  expect(on([announced], planned.start)).toMatchObject({ maintenance: 0 });
});

test('an entry that says how a service is counts from then on', () => {
  const timeline = [
    entry('10:00', { state: 'investigating', services: [{ id: 'web', state: 'major_outage' }] }),
    entry('11:00', { services: [{ id: 'web', state: 'degraded_performance' }] }),
    entry('12:00', { services: [{ id: 'web', state: 'operational' }] }),
    entry('15:00', { state: 'resolved' }),
  ];
  expect(on([report(original(timeline))])).toMatchObject({ down: HOUR, degraded: HOUR });
});

test('between a closing and a reopening nothing was wrong', () => {
  const timeline = [
    entry('10:00', { state: 'investigating' }),
    entry('11:00', { state: 'resolved' }),
    entry('14:00', { state: 'investigating' }),
    entry('15:00', { state: 'resolved' }),
  ];
  const reopened = report(original(timeline, { severity: 'major', services: impacts('web') }));
  expect(on([reopened])).toMatchObject({ down: 2 * HOUR });
});

test.each([
  ['before', undefined, 'at-most'],
  ['after', undefined, 'at-least'],
  ['about', undefined, 'about'],
  [undefined, 'before', 'at-least'],
  [undefined, 'after', 'at-most'],
  ['before', 'before', 'about'],
] as const)('a start %s and an end %s make the availability a bound: %s', (start, end, bound) => {
  const uncertain = outage(
    '10:00',
    '11:00',
    {},
    {
      start: start ? { precision: start } : {},
      end: end ? { precision: end } : {},
    },
  );
  expect(on([uncertain])).toMatchObject({ ratio: 0.9583, bound });
});

test('an uncertain start before the period does not blur the period', () => {
  const uncertain = outage('10:00', '13:00', {}, { start: { precision: 'about' } });
  const afternoon = { from: TODAY.from + 12 * HOUR, to: TODAY.to };
  const value = availability(conditionsOf('web', [uncertain], MIDNIGHT), afternoon);
  expect(value).toMatchObject({ down: HOUR, bound: 'exact' });
});

test('a share is never rounded up', () => {
  expect(on([outage('10:00', '10:01')])).toMatchObject({ ratio: 0.9993 });
  const year = { from: TODAY.from - 364 * DAY, to: TODAY.to };
  const conditions = conditionsOf('web', [outage('10:00', '10:01')], MIDNIGHT);
  expect(availability(conditions, year)).toMatchObject({ ratio: 0.9999 });
});

test('a period of nothing but maintenance has no availability', () => {
  const maintenance = report(
    original([entry('00:00', { state: 'in-progress' })], { kind: 'maintenance', services: impacts('web') }),
  );
  expect(on([maintenance])).toBeUndefined();
});

test('the bar of days shows the worst state of each day that was not wholly operational', () => {
  const night = report(
    original(
      [
        entry('23:00', { state: 'investigating' }),
        { ...entry('10:00'), at: '2020-09-16T01:00:00Z' as Instant, state: 'resolved' },
      ],
      { severity: 'major', services: impacts('web') },
    ),
  );
  const conditions = conditionsOf(
    'web',
    [night, outage('10:00', '11:00')],
    '2020-09-17T00:00:00Z' as Instant,
  );
  expect(dayStates(conditions, TODAY.from - DAY, 4)).toEqual([
    { offset: 1, day: '2020-09-15', state: 'major_outage' },
    { offset: 2, day: '2020-09-16', state: 'partial_outage' },
  ]);
  // An outage that ends at midnight is none of the next day.
  expect(dayStates(conditionsOf('web', [outage('10:00', undefined)], MIDNIGHT), TODAY.from, 2)).toHaveLength(
    1,
  );
});

test('median and 90th percentile are times that really occurred', () => {
  const spans = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((minutes) => ({
    seconds: minutes * 60,
    bound: 'exact' as const,
  }));
  expect(percentiles(spans)).toEqual({
    count: 10,
    median: { seconds: 300, bound: 'exact' },
    ninetieth: { seconds: 540, bound: 'exact' },
  });
  expect(percentiles(spans.slice(0, 1))).toMatchObject({
    median: { seconds: 60 },
    ninetieth: { seconds: 60 },
  });
  expect(percentiles([])).toBeUndefined();
});

test('a percentile of bounds is a bound, and of different bounds an estimate', () => {
  const of = (...bounds: ('exact' | 'about' | 'at-most' | 'at-least')[]) =>
    percentiles(bounds.map((bound) => ({ seconds: 60, bound })))?.median.bound;
  expect(of('exact', 'at-most')).toBe('at-most');
  expect(of('exact', 'at-least')).toBe('at-least');
  expect(of('at-most', 'at-least')).toBe('about');
  expect(of('exact', 'about')).toBe('about');
});

test('reports are counted by what they are; a severity nobody stated is minor', () => {
  const unstated = report(original([entry('10:00')]));
  const notice = report(original([entry('10:00')], { kind: 'notice', severity: 'critical' }));
  const draft = report(original([entry('10:00')], {}, { version: { number: 0, revision: 1 } }));
  expect(countReports([outage('10:00', '11:00'), unstated, notice, draft].map(counted))).toEqual({
    critical: 1,
    major: 0,
    minor: 1,
    maintenance: 0,
    other: 1,
  });
});

test('months reach back over the turn of a year, and end where the site begins', () => {
  const asOf = '2021-02-10T12:00:00Z' as Instant;
  expect(lastMonths(asOf, 4, '2015-01-01T00:00:00Z' as Instant)).toEqual([
    '2020-11',
    '2020-12',
    '2021-01',
    '2021-02',
  ]);
  expect(lastMonths(asOf, 4, '2021-01-31T00:00:00Z' as Instant)).toEqual(['2021-01', '2021-02']);
  expect(periodOf('2021-02', asOf)).toEqual({
    from: secondsOf('2021-02-01T00:00:00Z' as Instant),
    to: secondsOf(asOf),
  });
});
