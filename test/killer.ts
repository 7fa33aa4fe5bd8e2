import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A preloaded module that counts what changes the disk, and kills its own process at one of them: before it,
 * or half-way through what it writes or removes. What a kill from outside meets by luck, this meets every
 * time.
 */
const KILLER = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
const last = Number(process.env.KILL_AT);
const counted = new RegExp(process.env.KILL_ONLY ?? '');
const { rmSync } = fs;
let count = 0;
const half = {
  writeFileSync: (real, path, bytes) => real(path, Buffer.from(bytes).subarray(0, bytes.length / 2)),
  writeSync: (real, file, bytes) => real(file, bytes.subarray(0, bytes.length / 2)),
  rmSync: (_, path) => {
    if (!fs.statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    const names = fs.readdirSync(path).sort();
    for (const name of names.slice(0, Math.ceil(names.length / 2))) rmSync(join(path, name), { recursive: true });
  },
};
const NAMES = ['writeFileSync', 'renameSync', 'mkdirSync', 'rmSync', 'rmdirSync', 'unlinkSync', 'linkSync'];
if (process.env.KILL_PIECES) NAMES.push('writeSync');
for (const name of NAMES) {
  const real = fs[name];
  fs[name] = (path, ...more) => {
    if (counted.test(name + ' ' + path)) count += 1;
    if (count === last) {
      half[name]?.(real, path, ...more);
      process.kill(process.pid, 'SIGKILL');
    }
    return real(path, ...more);
  };
}
syncBuiltinESMExports();
process.on('exit', () => last === 0 && fs.appendFileSync(process.env.COUNT_FILE, String(count)));
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
