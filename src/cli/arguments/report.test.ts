import { expect, test } from 'vitest';
import { Refused } from '../../host/refused.ts';
import { ambiguous, findReport, openOnes } from './report.ts';
import type { Candidate } from './report.ts';

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

test('if there are no reports, the hint says how to start one', () => {
  expect(refusalOf(() => findReport([], 'web'))?.hint).toContain('incident-press new');
  expect(refusalOf(() => openOnes([]))?.message).toBe('There are no reports yet');
});

test('without a name, it is the open report; of several, the newest comes first', () => {
  const reports = [
    { reference: '2020-09-15-web', open: false, start: '2027-01-01T00:00:00Z', title: 'Web' },
    { reference: '2026-03-04-api', open: true, start: '2026-03-04T10:00:00Z', title: 'API' },
    { reference: '2026-03-05-db', open: true, start: '2026-03-05T10:00:00Z', title: 'Databases' },
  ];
  const names = (candidates: readonly Candidate[]) => openOnes(candidates).map(({ reference }) => reference);
  expect(names(reports.slice(0, 2))).toEqual(['2026-03-04-api']);
  expect(names(reports)).toEqual(['2026-03-05-db', '2026-03-04-api']);
  expect(refusalOf(() => openOnes(reports.slice(0, 1)))).toMatchObject({
    message: 'No report is open',
    hint: 'Name the one you mean: `2020-09-15-web`.',
  });
  expect(ambiguous(openOnes(reports), 'are open')).toMatchObject({
    kind: 'usage',
    message: '2 reports are open',
    hint: 'Name the one you mean: `2026-03-05-db`, `2026-03-04-api`.',
  });
});

test('an unreadable report is the only candidate if it is the newest, and never one otherwise', () => {
  const sound = { reference: '2026-03-04-api', open: true, start: '2026-03-04T10:00:00Z', title: 'API' };
  const broken = { reference: '2026-03-05-db', open: true, start: '2026-03-05T24', title: undefined };
  expect(openOnes([sound, broken])).toEqual([broken]);
  expect(openOnes([sound, { ...broken, start: '2026-03-03T24' }])).toEqual([sound]);
});

function refusalOf(attempt: () => unknown): Refused | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    return error as Refused;
  }
}
