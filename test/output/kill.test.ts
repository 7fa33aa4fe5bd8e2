import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hasOpenJournal } from '../../src/host/files/journal.ts';
import { openOutput } from '../../src/host/files/output.ts';
import { readBuilt } from '../../src/host/publish/manifest-store.ts';
import { Refused } from '../../src/host/refused.ts';
import { compileModules } from '../compile-modules.ts';
import { runUntil, snapshotsOf } from '../killer.ts';
import { brokenFiles, digests, manifestOf, writeBuilt } from '../publish/made-site.ts';

// In memory where that can be had: hundreds of folders are made, and each waits for the disk many times.
const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'output-kill-'));
const program = await compileModules(['host/files/output'], join(home, 'program'));
afterAll(() => rmSync(home, { recursive: true }));

/** Every so many changes of the disk, a real kill is compared with what is taken for its work. */
const REAL = 10;

type Files = Readonly<Record<string, string>>;

const BEFORE: Files = {
  'same.html': 'the same',
  'a/changed.html': 'one',
  'gone/deep/index.html': 'one',
  'file-then-folder': 'one',
  'folder-then-file/index.html': 'one',
};

const AFTER: Files = {
  'same.html': 'the same',
  'a/changed.html': 'two, and longer',
  'new/deep/index.html': 'two',
  'file-then-folder/index.html': 'two',
  'folder-then-file': 'two',
};

/** Brings `dist` to AFTER as a build does: only what differs is written. */
const WRITER = `
import { openOutput } from ${JSON.stringify(`${program}/host/files/output.js`)};
const { write, remove, few } = JSON.parse(process.env.CHANGE);
const output = await openOutput('dist', few);
try {
  for (const [path, body] of Object.entries(write)) output.write(path, body);
  await output.commit(remove);
} finally {
  output.close();
}
`;
const ARGS = ['--input-type=module', '-e', WRITER];

function changeFrom(before: Files): { readonly write: Files; readonly remove: readonly string[] } {
  const write = { ...AFTER, 'build.json': manifestOf(AFTER) };
  const fresh = Object.entries(write).filter(([path, body]) => before[path] !== body);
  const remove = Object.keys(before).filter((path) => !(path in write));
  return { write: Object.fromEntries(fresh), remove };
}

function envFor(before: Files, few: number): NodeJS.ProcessEnv {
  return { CHANGE: JSON.stringify({ ...changeFrom(before), few }) };
}

const ROADS = [
  { road: 'in place', before: BEFORE, few: 1_000, leaves: ['journal', 'new', 'old'] },
  { road: 'a new folder', before: BEFORE, few: 0, leaves: ['new', 'nothing', 'old'] },
  { road: 'a first build', before: undefined, few: 1_000, leaves: ['new', 'nothing'] },
] as const;

test.for(ROADS)(
  '$road: killed at any change of the disk, no reader takes a mixture for a site, and the next run completes it',
  async ({ before, few, leaves }) => {
    const env = envFor(before ?? {}, few);
    const snapshots = await snapshotsOf(ARGS, start(before), home, env);
    expect(snapshots.length).toBeGreaterThan(10);
    const met = new Set<string>();
    for (const [index, folder] of snapshots.entries()) {
      if (index % REAL === 0) {
        const killed = start(before);
        expect(await runUntil(ARGS, killed, index + 1, env)).toBe('SIGKILL');
        expect(stateOf(killed), `killed at ${index + 1}`).toBe(stateOf(folder));
      }
      met.add(stateOf(folder));
      await complete(folder, before ?? {}, few, `killed at ${index + 1}`);
    }
    expect([...met].toSorted()).toEqual(leaves);
  },
);

test('a run that completes another may be killed anywhere too', async () => {
  const env = envFor(BEFORE, 1_000);
  const snapshots = await snapshotsOf(ARGS, start(BEFORE), home, env);
  // The first kill that leaves a journal has left everything to be done.
  const killed = snapshots.find((folder) => hasOpenJournal(join(folder, 'dist')));
  expect(killed).toBeDefined();
  for (const [index, folder] of (await snapshotsOf(ARGS, killed!, home, env)).entries()) {
    stateOf(folder);
    await complete(folder, BEFORE, 1_000, `killed at ${index + 1} of the completion`);
  }
});

/** What a reader of ours makes of the folder; a mixture is none of the answers. */
function stateOf(folder: string): 'old' | 'new' | 'journal' | 'nothing' {
  const dist = join(folder, 'dist');
  try {
    readBuilt(dist, 'dist/');
  } catch (error) {
    expect(error).toBeInstanceOf(Refused);
    if (hasOpenJournal(dist)) return 'journal';
    expect(existsSync(dist)).toBe(false);
    return 'nothing';
  }
  expect(brokenFiles(dist)).toEqual([]);
  const files = digests(dist);
  const state = files['new/deep/index.html'] === undefined ? 'old' : 'new';
  expect(files).toEqual(digests(clean(state === 'old' ? BEFORE : AFTER)));
  return state;
}

/** The next run, in this process: starting one takes most of the time of such a test. */
async function complete(folder: string, before: Files, few: number, when: string): Promise<void> {
  const { write, remove } = changeFrom(before);
  const output = await openOutput(join(folder, 'dist'), few);
  for (const [path, body] of Object.entries(write)) output.write(path, body);
  await output.commit(remove);
  output.close();
  expect(digests(join(folder, 'dist')), when).toEqual(digests(clean(AFTER)));
  expect(emptyFolders(join(folder, 'dist')), when).toEqual([]);
  expect(readdirSync(folder), when).toEqual(['dist']);
}

function start(before: Files | undefined): string {
  const folder = mkdtempSync(join(home, 'site-'));
  if (before) writeBuilt(join(folder, 'dist'), before);
  return folder;
}

function clean(files: Files): string {
  const folder = mkdtempSync(join(home, 'clean-'));
  writeBuilt(folder, files);
  return folder;
}

function emptyFolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((each) => readdirSync(each).length === 0);
}
