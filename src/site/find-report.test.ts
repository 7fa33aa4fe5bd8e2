import { expect, test } from 'vitest';
import type { Instant } from '../model/instant.ts';
import type { Reference } from '../model/reference.ts';
import { findReport } from './find-report.ts';

const found = (reference: string, open = false, start = '2020-09-15T11:00:00Z') => ({
  reference: reference as Reference,
  derived: { open, start: start as Instant },
});

const REPORTS = [
  found('2020-09-15-web'),
  found('2020-09-15-web-frontend'),
  found('2024-02-27-dns', true, '2024-02-27T10:00:00Z'),
  found('2026-11-20-databases', true, '2026-11-20T10:00:00Z'),
  found('2026-11-21-mail'),
];

test.each([
  ['2024-02-27-dns', '2024-02-27-dns'],
  ['dns', '2024-02-27-dns'],
  ['DNS', '2024-02-27-dns'],
  ['11-21', '2026-11-21-mail'],
  ['frontend', '2020-09-15-web-frontend'],
  ['2020-09-15-web', '2020-09-15-web'],
  [undefined, '2026-11-20-databases'],
])('%s is %s', (part, reference) => {
  expect(findReport(REPORTS, part)).toMatchObject({ kind: 'found', report: { reference } });
});

test('a part of several references names them all', () => {
  expect(findReport(REPORTS, 'web')).toEqual({
    kind: 'ambiguous',
    references: ['2020-09-15-web', '2020-09-15-web-frontend'],
  });
});

test.each([
  ['databsaes', ['2026-11-20-databases']],
  ['2024-02-28-dns', ['2024-02-27-dns']],
  ['frontent', ['2020-09-15-web-frontend']],
  ['webs', ['2020-09-15-web', '2020-09-15-web-frontend']],
  ['something-else-entirely', []],
  ['', []],
])('%j is in none; near are %j', (part, near) => {
  expect(findReport(REPORTS, part)).toEqual({ kind: 'unknown', near });
});

test('without an open report nothing is meant', () => {
  expect(findReport([found('2020-09-15-web')])).toEqual({ kind: 'none-open' });
});
