import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A preloaded module that counts what changes the disk, and kills its own process at one of them: before it,
 * or half-way through what it writes or removes. What a kill from outside meets by luck, this meets every
 * time. Or, with `SNAPSHOTS`, it copies the folder at every change, as a kill would leave it, and goes on.
 */
const KILLER = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join, relative, resolve } from 'node:path';
const last = Number(process.env.KILL_AT);
const counted = new RegExp(process.env.KILL_ONLY ?? '');
const snapshots = process.env.SNAPSHOTS;
const { appendFileSync, cpSync, readdirSync, rmSync, statSync } = fs;
let count = 0;
let isQuiet = false;

function quietly(work) {
  isQuiet = true;
  work();
  isQuiet = false;
}

function removeHalf(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const names = readdirSync(path).sort();
  for (const name of names.slice(0, Math.ceil(names.length / 2))) rmSync(join(path, name), { recursive: true });
}

function stop(removed) {
  const copy = snapshots === undefined ? process.cwd() : join(snapshots, String(count).padStart(4, '0'));
  quietly(() => {
    if (snapshots !== undefined) cpSync(process.cwd(), copy, { recursive: true, preserveTimestamps: true });
    if (removed !== undefined) removeHalf(resolve(copy, relative(process.cwd(), removed)));
  });
  if (snapshots === undefined) process.kill(process.pid, 'SIGKILL');
}

const stopping = {
  writeFileSync: (real, path, body, ...more) => {
    const bytes = Buffer.from(body);
    real(path, bytes.subarray(0, bytes.length / 2), ...more);
    stop();
    quietly(() => appendFileSync(path, bytes.subarray(bytes.length / 2)));
  },
  writeSync: (real, file, bytes) => {
    const written = real(file, bytes.subarray(0, bytes.length / 2));
    stop();
    return written + real(file, bytes.subarray(written));
  },
  rmSync: (real, path, ...more) => {
    stop(path);
    return real(path, ...more);
  },
};
function stopBefore(real, ...args) {
  stop();
  return real(...args);
}

const NAMES = ['writeFileSync', 'renameSync', 'mkdirSync', 'rmSync', 'rmdirSync', 'unlinkSync', 'linkSync'];
if (process.env.KILL_PIECES) NAMES.push('writeSync');
for (const name of NAMES) {
  const real = fs[name];
  fs[name] = (path, ...more) => {
    if (isQuiet || !counted.test(name + ' ' + path)) return real(path, ...more);
    count += 1;
    if (snapshots === undefined && count !== last) return real(path, ...more);
    return (stopping[name] ?? stopBefore)(real, path, ...more);
  };
}
syncBuiltinESMExports();
process.on('exit', () => last === 0 && quietly(() => appendFileSync(process.env.COUNT_FILE, String(count))));
`;

/**
 * Runs Node and kills it at the given change of the disk, counted from 1; returns how it ended. `KILL_ONLY`
 * in `env` is a pattern for what counts: the function and the path, like `mkdirSync /srv/site/dist`; with
 * `KILL_PIECES`, writes to an open file count too, as `writeSync 17`.
 */
export function runUntil(
  args: readonly string[],
  cwd: string,
  change: number,
  env: NodeJS.ProcessEnv = {},
): Promise<number | NodeJS.Signals | null> {
  const killer = `data:text/javascript,${encodeURIComponent(KILLER)}`;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', killer, ...args], {
      cwd,
      stdio: 'ignore',
      env: { ...process.env, ...env, KILL_AT: String(change) },
    });
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
}

/** Runs Node to its end, which has to be a good one; gives how often the disk was changed by that. */
export async function countChanges(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'changes-'));
  const file = join(folder, 'count');
  try {
    const code = await runUntil(args, cwd, 0, { ...env, COUNT_FILE: file });
    if (code !== 0) throw new Error(`ended with ${code}`);
    return Number(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs Node to its end in a folder, once, and gives a copy of the folder for each change of the disk, as a
 * kill at that change would have left it. The copies are made below `into`.
 */
export async function snapshotsOf(
  args: readonly string[],
  cwd: string,
  into: string,
  env: NodeJS.ProcessEnv = {},
): Promise<readonly string[]> {
  const snapshots = mkdtempSync(join(into, 'snapshots-'));
  const changes = await countChanges(args, cwd, { ...env, SNAPSHOTS: snapshots });
  const names = readdirSync(snapshots).toSorted();
  if (names.length !== changes) throw new Error(`${names.length} copies of ${changes} changes`);
  return names.map((name) => join(snapshots, name));
}
