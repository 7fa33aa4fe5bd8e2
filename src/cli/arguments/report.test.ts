import { expect, test } from 'vitest';
import { Refused } from '../../host/refused.ts';
import { findReport, newestOpen } from './report.ts';

const REFERENCES = [
  '2020-09-15-web',
  '2020-09-15-web-frontend',
  '2026-03-04-api',
  '2026-03-05-api-again',
  '2026-11-20-databases',
];

test.each([
  ['2026-03-04-api', '2026-03-04-api'],
  ['2020-09-15-web', '2020-09-15-web'],
  ['frontend', '2020-09-15-web-frontend'],
  ['AGAIN', '2026-03-05-api-again'],
  [' databases ', '2026-11-20-databases'],
  ['2026-11', '2026-11-20-databases'],
  ['incidents/2026-11-20-databases/en.md', '2026-11-20-databases'],
  ['incidents/2026-03-04-api/', '2026-03-04-api'],
  ['./incidents/2026-03-04-api', '2026-03-04-api'],
  ['/home/site/incidents/2026-03-04-api/fr.md', '2026-03-04-api'],
  ['published/2026-03-04-api/en/001.md', '2026-03-04-api'],
  ['2026-03-04-api/en.md', '2026-03-04-api'],
  ['incidents\\2026-03-04-api\\en.md', '2026-03-04-api'],
])('%s means %s', (text, reference) => {
  expect(findReport(REFERENCES, text)).toBe(reference);
});

test.each([
  ['api', 'Write more of the one you mean: `2026-03-05-api-again`, `2026-03-04-api`.'],
  ['databsaes', 'Did you mean `2026-11-20-databases`?'],
  ['2026-11-21-databases', 'Did you mean `2026-11-20-databases`?'],
  ['fontend', 'Did you mean `2020-09-15-web-frontend`?'],
  ['incidents/2026-03-04-apo/en.md', 'Did you mean `2026-03-04-api`?'],
  ['', '`incident-press list` shows all of them.'],
  ['/', '`incident-press list` shows all of them.'],
  ['xyzzyplugh', '`incident-press list` shows all of them.'],
])('%j means none, and the hint is a way out', (text, hint) => {
  expect(refusalOf(() => findReport(REFERENCES, text))).toMatchObject({ kind: 'usage', hint });
});

test('where there is no report, the hint says how to begin one', () => {
  expect(refusalOf(() => findReport([], 'web'))?.hint).toContain('incident-press new');
  expect(refusalOf(() => newestOpen([]))?.message).toBe('There is no report yet');
});

test('without a name, it is the open report that began last', () => {
  const reports = [
    { reference: '2020-09-15-web', open: false, start: '2027-01-01T00:00:00Z' },
    { reference: '2026-03-04-api', open: true, start: '2026-03-04T10:00:00Z' },
    { reference: '2026-03-05-api-again', open: true, start: '2026-03-05T10:00:00Z' },
    { reference: '2026-03-05-db', open: true, start: '2026-03-05T10:00:00Z' },
  ];
  expect(newestOpen(reports)).toBe('2026-03-05-db');
  expect(refusalOf(() => newestOpen(reports.slice(0, 1)))).toMatchObject({
    message: 'No report is open',
    hint: 'Name the one you mean: `2020-09-15-web`.',
  });
});

function refusalOf(attempt: () => unknown): Refused | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error as Refused;
  }
}
