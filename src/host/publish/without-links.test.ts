import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { siteFiles, writeBuilt } from '../../../test/publish/made-site.ts';
import { publishToFolder } from './folder.ts';
import { readBuilt } from './manifest-store.ts';

/** A file system without symbolic links: FAT and exFAT, some shared folders. */
vi.mock('node:fs', async (original) => ({
  ...(await original<object>()),
  symlinkSync: () => {
    throw Object.assign(new Error('EPERM: symlink'), { code: 'EPERM', syscall: 'symlink' });
  },
}));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'no-symbolic-links-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('where no link can be switched, publishing says so before it copies anything', async () => {
  const dist = join(folder, 'dist');
  writeBuilt(dist, siteFiles('first'));
  const nothing = () => undefined;
  const told = { onProgress: nothing, onSwitching: nothing, onSwitched: async () => undefined };
  const run = { keep: 3, dryRun: false, rewrite: undefined, ...told };
  await expect(publishToFolder(join(folder, 'www'), readBuilt(dist, 'dist'), run)).rejects.toMatchObject({
    kind: 'failed',
    message: expect.stringMatching(/www cannot have symbolic links, and `current` is one/),
    hint: expect.stringContaining('to a bucket'),
  });
  expect(readdirSync(join(folder, 'www/releases'))).toEqual([]);
});
