import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { brokenFiles, siteFiles, writeBuilt } from '../../../../test/publish/made-site.ts';
import { publishToFolder } from '../../publish/folder.ts';
import { readBuilt } from '../../publish/manifest-store.ts';
import { changeSite } from '../site-writer.ts';
import { openOutput } from '../output.ts';
import { takeLock } from './lock.ts';
import type { HeldLock } from './lock.ts';

/** A file system without hard links: exFAT, shared folders, many in user space. */
vi.mock('node:fs', async (original) => ({
  ...(await original<object>()),
  linkSync: () => {
    throw Object.assign(new Error('EPERM: link'), { code: 'EPERM', syscall: 'link' });
  },
}));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'no-links-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a lock keeps others out, and leaves nothing behind', () => {
  const path = join(folder, '.lock');
  const lock = takeLock(path, true) as HeldLock;
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
  lock.check();
  writeFileSync(path, JSON.stringify({ pid: process.ppid, host: 'elsewhere' }));
  expect(() => lock.check()).toThrow(/has taken over/);
  rmSync(path);
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a site is built, changed, frozen and published', async () => {
  const out = join(folder, 'dist');
  for (const few of [0, 10]) {
    const output = await openOutput(out, few);
    for (const [path, body] of Object.entries(siteFiles(`edition ${few}`, 2))) output.write(path, body);
    output.write('build.json', '{"generator":{"name":"incident-press"}}');
    await output.commit([]);
    output.close();
    expect(readFileSync(join(out, 'en/index.html'), 'utf8')).toContain(`edition ${few}`);
  }
  changeSite(folder, (writer) => writer.write('published/x/en/001.md', 'frozen'));
  expect(readFileSync(join(folder, 'published/x/en/001.md'), 'utf8')).toBe('frozen');
  const run = {
    dryRun: false,
    onProgress: () => undefined,
    onSwitching: undefined,
    onSwitched: async () => undefined,
  };
  for (const edition of ['red', 'green']) {
    writeBuilt(join(folder, 'built'), siteFiles(edition, 2));
    await publishToFolder(join(folder, 'www'), readBuilt(join(folder, 'built'), 'built'), {
      ...run,
      keep: 2,
    });
    expect(brokenFiles(join(folder, 'www/current'))).toEqual([]);
    expect(readFileSync(join(folder, 'www/current/en/index.html'), 'utf8')).toContain(edition);
  }
});
