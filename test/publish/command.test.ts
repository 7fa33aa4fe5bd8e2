import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { splitWords } from '../../src/cli/arguments/target.ts';
import { RCLONE, RSYNC, testWith } from '../programs.ts';
import { makeFolder, runProgram } from '../run.ts';
import { brokenFiles, digests, siteFiles, writeBuilt, writeSite } from './made-site.ts';

/** A replacement for rclone or rsync: copies the files in the list, and records how it was called. */
const COPY = `
const fs = require('node:fs'); const path = require('node:path');
const [stage, list, dir, to] = process.argv.slice(2);
const names = fs.readFileSync(list, 'utf8').split('\\n').filter(Boolean);
fs.appendFileSync(path.join(to, '../log'), JSON.stringify({ stage, names, args: process.argv.slice(2), env: process.env.INCIDENT_PRESS_STAGE }) + '\\n');
for (const name of names) {
  if (stage === 'deletes') { fs.rmSync(path.join(to, name)); continue; }
  fs.mkdirSync(path.dirname(path.join(to, name)), { recursive: true });
  fs.copyFileSync(path.join(dir, name), path.join(to, name));
}
if (fs.existsSync(path.join(to, '../fail-at-' + stage))) process.exit(23);
`;

interface Call {
  readonly stage: string;
  readonly names: readonly string[];
  readonly args: readonly string[];
  readonly env: string;
}

let site: string;
let to: string;
const built = (edition: string, pages = 3) => writeBuilt(join(site, 'dist'), siteFiles(edition, pages));
const words = (more = '') => `"${process.execPath}" copy.cjs {stage} {list} {dir} ${to}${more}`;
const publish = (...more: string[]) =>
  runProgram(['publish', '--target', `command:${words()}`, '--delete-command', words(), ...more], {
    cwd: site,
  });
const calls = () =>
  readFileSync(join(site, 'log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Call);
const stages = () => calls().map(({ stage }) => stage);

beforeEach(() => {
  site = makeFolder();
  to = join(site, 'remote');
  mkdirSync(to);
  writeSite(site);
  writeFileSync(join(site, 'copy.cjs'), COPY);
});
afterEach(() => rmSync(site, { recursive: true, force: true }));

test('the files of one stage after the other, then only what changed, and what is gone at the end', async () => {
  built('one');
  const forgetful = 'nothing is remembered about this target';
  const first = await publish();
  expect(first.code).toBe(0);
  expect(first.stdout + first.stderr).toContain(forgetful);
  expect(stages()).toEqual(['assets', 'editions', 'pages', 'indexes', 'manifest']);
  expect(calls().every(({ stage, env }) => stage === env)).toBe(true);
  expect(digests(to)).toEqual(digests(join(site, 'dist')));
  rmSync(join(site, 'log'));
  built('one', 2);
  const second = await publish();
  expect(second.code).toBe(0);
  expect(second.stdout + second.stderr).not.toContain(forgetful);
  expect(stages()).toEqual(['manifest', 'deletes']);
  expect(calls()[1]?.names).toEqual(['en/incidents/r-2/index.html', 'en/incidents/r-2/v/001/index.md']);
  expect(digests(to)).toEqual(digests(join(site, 'dist')));
  expect((await publish()).stdout).toContain('nothing to publish');
  expect(readdirSync(join(site, '.incident-press')).toSorted()).toEqual(['purge.txt', 'targets']);
});

test('a command that fails: later stages do not run, and the next run repeats everything it may have missed', async () => {
  built('one');
  await publish();
  built('two');
  writeFileSync(join(site, 'fail-at-pages'), '');
  const failed = await publish();
  expect(failed.code).toBe(1);
  expect(failed.stderr).toContain('ended with 23 at stage `pages`');
  expect(readFileSync(join(to, 'build.json'), 'utf8')).not.toBe(
    readFileSync(join(site, 'dist/build.json'), 'utf8'),
  );
  rmSync(join(site, 'fail-at-pages'));
  // Back to the first edition: what the failed run has overwritten must be brought out again.
  built('one');
  expect(await publish()).toMatchObject({ code: 0 });
  expect(brokenFiles(to)).toEqual([]);
  expect(digests(to)).toEqual(digests(join(site, 'dist')));
});

test('words are words: no shell reads them', async () => {
  built('one');
  const target = `command:${words(' "; touch pwned" $(touch/pwned) `x`')}`;
  expect(await runProgram(['publish', '--target', target], { cwd: site })).toMatchObject({ code: 0 });
  expect(calls()[0]?.args.slice(4)).toEqual(['; touch pwned', '$(touch/pwned)', '`x`']);
  expect(existsSync(join(site, 'pwned'))).toBe(false);
  const none = await runProgram(['publish', '--target', 'command:no-such-program-here {list}'], {
    cwd: site,
  });
  expect(none.stderr).toContain('could not be started: it was not found');
});

test('words: quotation marks keep spaces, and need a partner', () => {
  expect(splitWords(`rsync -a --rsh="ssh -p 22" 'a b'c ""`)).toEqual([
    'rsync',
    '-a',
    '--rsh=ssh -p 22',
    'a bc',
    '',
  ]);
  expect(() => splitWords('rsync "a')).toThrow('is not closed');
});

testWith(RSYNC)('rsync as the documentation shows it, removing included', async () => {
  const target = `command:rsync -a --ignore-times --files-from={list} {dir}/ ${to}/`;
  const remove = `rsync -r --delete --include=*/ --include-from={list} --exclude=* {dir}/ ${to}/`;
  for (const pages of [5, 3]) {
    built(`edition ${pages}`, pages);
    // As two builds within a second leave them: what differs agrees in size and time.
    for (const name of Object.keys(digests(join(site, 'dist'))))
      utimesSync(join(site, 'dist', name), 1e9, 1e9);
    const ran = await runProgram(['publish', '--target', target, '--delete-command', remove], { cwd: site });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(digests(to)).toEqual(digests(join(site, 'dist')));
  }
});

testWith(RCLONE)('rclone as the documentation shows it, removing included', async () => {
  const target = `command:rclone copy --ignore-times --files-from {list} {dir} ${to}`;
  const remove = `rclone delete --files-from {list} ${to}`;
  for (const pages of [5, 3]) {
    built(`edition ${pages}`, pages);
    // As two builds within a second leave them: what differs agrees in size and time.
    for (const name of Object.keys(digests(join(site, 'dist'))))
      utimesSync(join(site, 'dist', name), 1e9, 1e9);
    const ran = await runProgram(['publish', '--target', target, '--delete-command', remove], { cwd: site });
    expect(ran).toMatchObject({ code: 0 });
    expect(digests(to)).toEqual(digests(join(site, 'dist')));
  }
});
