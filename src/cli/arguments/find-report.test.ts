import { expect, test } from 'vitest';
import { findReport } from './find-report.ts';
import { Refused } from '../../host/refused.ts';

const REPORTS = [
  { reference: '2020-09-15-web-frontend', open: false, start: '2020-09-15T11:00:00Z' },
  { reference: '2026-03-04-api', open: true, start: '2026-03-04T10:00:00Z' },
  { reference: '2026-03-05-api-again', open: true, start: '2026-03-05T10:00:00Z' },
  { reference: '2026-11-20-databases', open: false, start: '2026-11-20T10:00:00Z' },
];

test.each([
  ['2026-03-04-api', '2026-03-04-api'],
  ['frontend', '2020-09-15-web-frontend'],
  ['AGAIN', '2026-03-05-api-again'],
  ['2026-11', '2026-11-20-databases'],
  ['incidents/2026-11-20-databases/en.md', '2026-11-20-databases'],
  [undefined, '2026-03-05-api-again'],
])('%s is %s', (text, reference) => {
  expect(findReport(REPORTS, text)).toBe(reference);
});

test.each([
  ['api', '2026-03-04-api`, `2026-03-05-api-again'],
  ['databsaes', 'Did you mean `2026-11-20-databases`?'],
  ['', 'incident-press list'],
  ['xyz', 'incident-press list'],
])('%j is a mistake with a way out', (text, hint) => {
  const attempt = () => findReport(REPORTS, text);
  expect(attempt).toThrow(Refused);
  try {
    attempt();
  } catch (error) {
    expect((error as Refused).hint).toContain(hint);
  }
});

test('without an open report, one must be named', () => {
  expect(() => findReport([], undefined)).toThrow('no report yet');
  expect(() =>
    findReport(
      REPORTS.filter(({ open }) => !open),
      undefined,
    ),
  ).toThrow('No report is open');
});
