import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyVerified } from './copy-verified.ts';
import { completeChange } from './journal.ts';
import { takeLock } from './lock/lock.ts';
import { readRegular, readTextIfThere } from './regular.ts';
import { readBuilt } from '../publish/manifest-store.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'regular-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const pipe = (path: string) => execFileSync('sh', ['-c', 'mkfifo "$0"', path]);

test('a file is read, also by a link; one that is not there is undefined', () => {
  writeFileSync(join(folder, 'a'), 'text');
  symlinkSync('a', join(folder, 'b'));
  expect(readRegular(join(folder, 'b')).toString()).toBe('text');
  expect(readTextIfThere(join(folder, 'a'))).toBe('text');
  expect(readTextIfThere(join(folder, 'c'))).toBeUndefined();
  expect(readTextIfThere(join(folder, 'a/c'))).toBeUndefined();
});

describe.skipIf(process.platform === 'win32')('a pipe in place of what a run reads ends it at once', () => {
  const message = /is a pipe or a device, not a file/;
  test.each<[string, string, (path: string) => unknown]>([
    ['a lock', '.lock', (path) => takeLock(path, true)],
    ['the manifest', 'dist/build.json', () => readBuilt(join(folder, 'dist'), 'dist/')],
    ['a page', 'page', (path) => copyVerified(path, join(folder, 'copy'), undefined)],
    ['a journal', '.dist.journal', () => completeChange(join(folder, 'dist'), () => undefined)],
  ])('%s', async (_what, name, use) => {
    mkdirSync(join(folder, 'dist'));
    pipe(join(folder, name));
    await expect((async () => await use(join(folder, name)))()).rejects.toThrow(message);
  });
});

test.skipIf(process.platform === 'win32')('nor is a device read, which never ends', () => {
  symlinkSync('/dev/zero', join(folder, 'zero'));
  expect(() => readRegular(join(folder, 'zero'))).toThrow('is a pipe or a device, not a file');
});
