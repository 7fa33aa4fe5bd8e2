/* Runs a command and says what it cost: wall and CPU seconds, peak memory in MB where `time` can tell. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** GNU time knows the whole family of processes; without it only wall seconds are known. */
const TIME = ['/usr/bin/time', '/opt/homebrew/bin/gtime'].find((path) => existsSync(path));

/** @typedef {{ wall: number, cpu?: number, memory?: number }} Cost */

/**
 * @param {import('./tools.mjs').Command} command
 * @param {string} folder it runs in
 * @param {(stdout: string) => void} [onOutput] is given what it printed
 * @returns {Cost}
 */
export function measure(command, folder, onOutput) {
  const notes = mkdtempSync(join(tmpdir(), 'incident-press-bench-'));
  const file = join(notes, 'time');
  const [program, ...args] = TIME ? [TIME, '-f', '%U %S %M', '-o', file, ...command] : command;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0)
    throw new Error(`${command.join(' ')} ended with ${status}:\n${(stderr ?? '').slice(-2_000)}`);
  onOutput?.(stdout);
  if (!TIME) return { wall };
  const [user = 0, system = 0, kilobytes = 0] = readFileSync(file, 'utf8')
    .trim()
    .split(/\s+/)
    .slice(-3)
    .map(Number);
  rmSync(notes, { recursive: true });
  return { wall, cpu: user + system, memory: kilobytes / 1024 };
}

/**
 * The value below which a share of the others lies: 0.5 is the median.
 * @param {readonly number[]} values
 * @param {number} share
 */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}

/**
 * The middle of all runs, member by member.
 * @param {readonly Cost[]} runs
 * @returns {Cost}
 */
export function median(runs) {
  const names = /** @type {(keyof Cost)[]} */ (Object.keys(runs[0] ?? {}));
  const middle = (/** @type {keyof Cost} */ name) =>
    percentile(
      runs.map((run) => run[name] ?? 0),
      0.5,
    );
  return /** @type {Cost} */ (
    Object.fromEntries(names.map((name) => [name, Number(middle(name).toFixed(3))]))
  );
}
