import { expect, test } from 'vitest';
import type { Reference } from '../model/reference.ts';
import { reportRows } from './report-rows.ts';
import { entry, original, report, translation } from './testing.ts';

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

test('the newest comes first, with all that a list says', () => {
  const rows = reportRows([OVER, OPEN]);
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

test('only what is wanted', () => {
  const titles = (...asked: Parameters<typeof reportRows>) => reportRows(...asked).map(({ title }) => title);
  expect(titles([OVER, OPEN], { open: true })).toEqual(['Web frontend issue']);
  expect(titles([OVER, OPEN], { since: '2020-09-15T10:30:00Z' })).toEqual(['Web frontend issue']);
  expect(titles([OVER, OPEN], { since: '2020-09-15T10:00:00Z' })).toHaveLength(2);
  expect(titles([OVER, OPEN], { since: '2021-01-01T00:00:00Z' })).toEqual([]);
});
