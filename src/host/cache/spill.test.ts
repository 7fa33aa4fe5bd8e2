import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Report } from '../../model/report.ts';
import { openSpill } from './spill.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'spill-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const report = (number: number) =>
  ({ reference: `report ${number}`, derived: undefined }) as unknown as Report;

test('any number of reports come back unchanged, and leave no file in the folder', () => {
  const spill = openSpill(folder);
  const numbers = Array.from({ length: 2_000 }, (_, index) => index);
  for (const number of numbers) spill.put(`key ${number}`, report(number));
  expect(readdirSync(folder)).toEqual([]);
  for (const number of numbers) expect(spill.get(`key ${number}`)).toStrictEqual(report(number));
  expect(spill.get('another key')).toBeUndefined();
  spill.close();
  // Those that are not in memory any more are gone.
  expect(spill.get('key 0')).toBeUndefined();
});

test('if nothing can be written, only the newest are available', () => {
  const spill = openSpill(join(folder, 'missing'));
  for (const number of Array(2_000).keys()) spill.put(`key ${number}`, report(number));
  expect(spill.get('key 0')).toBeUndefined();
  expect(spill.get('key 1999')).toStrictEqual(report(1_999));
  spill.close();
});
