import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hasOpenJournal } from '../../src/host/files/journal.ts';
import { runUntil } from '../killer.ts';
import { digests } from '../publish/made-site.ts';
import { MAIN, makeFolder, runCommand } from '../run.ts';
import { EN, makeSite, originalText, read, succeed, write } from '../versions/site.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const [FIRST, SECOND, THIRD] = ['The text.', 'Another text.', 'A third text.'].map((text) =>
  originalText('001', text),
) as [string, string, string];

test('a build killed in the middle of its change: `publish` and `verify` refuse the folder', async () => {
  const site = await killedSite();
  for (const words of [
    ['publish', '--target', `folder:${join(site, 'www')}`],
    ['verify', 'dist'],
  ]) {
    const { code, stderr } = await runCommand(words, { cwd: site });
    expect(stderr).toContain('half of a change');
    expect(stderr).toContain('`incident-press build`');
    expect(code).toBe(1);
  }
});

test.for([
  ['the edit is taken back', FIRST],
  ['nothing is edited', SECOND],
  ['more is edited', THIRD],
] as const)('… and when %s before the next build, that gives what a clean one gives', async ([, text]) => {
  const site = await killedSite();
  write(site, EN, text);
  await succeed(site, 'build');
  expect(digests(join(site, 'dist'))).toEqual(await clean(site));
  expect(readdirSync(site).filter((name) => name.startsWith('.dist'))).toEqual([]);
});

/** A site in which a build of the second text was killed between two of its renames. */
async function killedSite(): Promise<string> {
  const site = makeSite();
  folders.push(site);
  write(site, 'site.yaml', `${read(site, 'site.yaml')}outputs: [articles, index]\n`);
  write(site, EN, FIRST);
  await succeed(site, 'build');
  const before = digests(join(site, 'dist'));
  write(site, EN, SECOND);
  const between = { KILL_ONLY: String.raw`^renameSync .*\.dist\.next-` };
  expect(await runUntil([MAIN, 'build'], site, 2, between)).toBe('SIGKILL');
  const now = digests(join(site, 'dist'));
  const fresh = Object.keys(now).filter((path) => before[path] !== now[path]);
  expect([hasOpenJournal(join(site, 'dist')), fresh.length]).toEqual([true, 1]);
  return site;
}

/** What a clean build of the site gives. */
async function clean(site: string): Promise<Record<string, string>> {
  const folder = makeFolder();
  folders.push(folder);
  await succeed(site, 'build', '--no-cache', '--out', join(folder, 'dist'));
  return digests(join(folder, 'dist'));
}
