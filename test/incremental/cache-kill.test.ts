import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countChanges, runUntil } from '../killer.ts';
import { digests } from '../publish/made-site.ts';
import { MAIN, makeFolder, runCommand } from '../run.ts';
import { EN, makeSite, originalText, read, succeed, write } from '../versions/site.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** What is written to the cache: whole files, and the pieces of packs. */
const CACHE = { KILL_ONLY: String.raw`\.incident-press|^writeSync`, KILL_PIECES: '1' };

/** A site with a cache that a build has left, and an edit that no build has seen. */
async function editedSite(): Promise<string> {
  const site = makeSite();
  folders.push(site);
  write(site, 'site.yaml', `${read(site, 'site.yaml')}outputs: [articles, index]\n`);
  write(site, EN, originalText('001', 'The text.'));
  await succeed(site, 'build');
  write(site, EN, originalText('001', 'Another text.'));
  return site;
}

function copyOf(site: string): string {
  const folder = makeFolder();
  folders.push(folder);
  cpSync(site, folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

test('a build killed at any write of its cache leaves one that the next build uses, and comes out the same', async () => {
  const site = await editedSite();
  const clean = copyOf(site);
  await succeed(clean, 'build', '--no-cache', '--out', join(clean, 'dist'));
  const expected = digests(join(clean, 'dist'));
  const changes = await countChanges([MAIN, 'build'], copyOf(site), CACHE);
  expect(changes).toBeGreaterThan(5);
  for (let kill = 1; kill <= changes; kill += 1) {
    const killed = copyOf(site);
    expect(await runUntil([MAIN, 'build'], killed, kill, CACHE), `killed at ${kill}`).toBe('SIGKILL');
    const next = await runCommand(['build'], { cwd: killed });
    expect(next.code, `killed at ${kill}: ${next.stderr}`).toBe(0);
    // Every file of the cache is written beside and moved, so that none is ever met half-written.
    expect(next.stderr).toBe('');
    expect(digests(join(killed, 'dist')), `killed at ${kill}`).toEqual(expected);
    const last = await runCommand(['build', '--why'], { cwd: killed });
    expect(last.stdout).toContain('0 pages rendered, 0 files read, 0 texts parsed, 0 units made');
    rmSync(killed, { recursive: true });
    folders.splice(folders.indexOf(killed), 1);
  }
}, 900_000);
