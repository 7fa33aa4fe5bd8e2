import { expect, test } from 'vitest';
import { formatVersion, parseVersion } from '../model/version.ts';
import { versionAfterCorrection, versionAfterUpdate } from './next-version.ts';

const version = (text: string | undefined) => (text === undefined ? undefined : parseVersion(text));

test.each([
  // live, last published, after an update, after a correction
  ['000', undefined, '000', '000'],
  ['001', undefined, '001', '001'],
  ['001', '001', '002', '001r2'],
  ['002', '001', '002', '002'],
  ['005', '001', '002', '005'],
  ['000', '001', '002', '001r2'],
  ['001r2', '001', '002', '001r2'],
  ['001r2', '001r2', '002', '001r3'],
  ['002r2', undefined, '003', '002r2'],
  ['001', '004', '005', '004r2'],
  ['999', '999', '1000', '999r2'],
])('%s after %s: an update makes it %s, a correction %s', (live, last, updated, corrected) => {
  expect(formatVersion(versionAfterUpdate(version(live)!, version(last)))).toBe(updated);
  expect(formatVersion(versionAfterCorrection(version(live)!, version(last)))).toBe(corrected);
});
