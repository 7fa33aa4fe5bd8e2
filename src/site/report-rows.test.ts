import { expect, test } from 'vitest';
import { diagnose } from '../diagnostics/diagnose.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Reference } from '../model/reference.ts';
import type { Report } from '../model/report.ts';
import { reportRows, unreadIn } from './report-rows.ts';
import type { Wanted } from './report-rows.ts';
import { entry, original, report, translation } from './testing.ts';

const NOON = entry('12:00').at;
const OPEN = report(original([entry('11:00', { state: 'investigating' })]), [translation('fr')]);
const OVER = report(
  original(
    [entry('09:00', { state: 'investigating' }), entry('10:00', { state: 'resolved' })],
    {},
    {
      reference: '2020-09-15-search' as Reference,
      title: 'Search is slow',
      version: { number: 2, revision: 1 },
    },
  ),
);

test('the newest comes first, with everything that a list shows', () => {
  const rows = reportRows([OVER, OPEN], NOON);
  expect(rows.map(({ reference }) => reference)).toEqual(['2020-09-15-web-frontend', '2020-09-15-search']);
  expect(rows[0]).toMatchObject({ open: true, languages: ['en', 'fr'], version: '001' });
  expect(rows[1]).toMatchObject({
    title: 'Search is slow',
    open: false,
    state: 'resolved',
    version: '002',
    start: '2020-09-15T09:00:00Z',
    last_update: '2020-09-15T10:00:00Z',
  });
});

test('only the wanted reports', () => {
  const titles = (reports: readonly Report[], wanted: Wanted) =>
    reportRows(reports, NOON, wanted).map(({ title }) => title);
  expect(titles([OVER, OPEN], { open: true })).toEqual(['Web frontend issue']);
  expect(titles([OVER, OPEN], { since: '2020-09-15T10:30:00Z' })).toEqual(['Web frontend issue']);
  expect(titles([OVER, OPEN], { since: '2020-09-15T10:00:00Z' })).toHaveLength(2);
  expect(titles([OVER, OPEN], { since: '2021-01-01T00:00:00Z' })).toEqual([]);
});

test('reports that cannot be read are named, and so are files that belong to none', () => {
  const wrong = (file: string) => diagnose('INC007', placeOf(file), 'This cannot be read: EACCES', 'Look.');
  const references = [OPEN.reference, OVER.reference, '2026-01-01-broken'];
  const diagnostics = [wrong('incidents/2026-01-01-broken/en.md'), wrong('incidents/2026-02-02-closed')];
  expect(unreadIn(references, [OPEN, OVER], diagnostics)).toEqual([
    '2026-01-01-broken',
    'incidents/2026-02-02-closed',
  ]);
  expect(unreadIn(references.slice(0, 2), [OPEN, OVER], [])).toEqual([]);
});

test('a plan goes on by itself, and the list says so', () => {
  const planned = { start: entry('11:00').at, end: entry('12:00').at };
  const work = report(original([entry('09:00', { state: 'scheduled' })], { kind: 'maintenance', planned }));
  const stands = ['10:00', '11:00', '12:00'].map((time) => {
    const [row] = reportRows([work], entry(time).at);
    return [row?.state, row?.standing, row?.open];
  });
  expect(stands).toEqual([
    ['scheduled', 'scheduled', true],
    ['scheduled', 'in-progress', true],
    ['scheduled', 'overdue', true],
  ]);
});
