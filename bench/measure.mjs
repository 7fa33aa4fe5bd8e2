/* Runs a command and says what it cost: wall and CPU seconds, peak memory in MB where `time` can tell. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** GNU time knows the whole family of processes; without it only wall seconds are known. */
const TIME = ['/usr/bin/time', '/opt/homebrew/bin/gtime'].find((path) => existsSync(path));

/** `onOutput` is given what it printed. */
export function measure(command, args, folder, onOutput) {
  const notes = mkdtempSync(join(tmpdir(), 'incident-press-bench-'));
  const file = join(notes, 'time');
  const all = TIME ? [TIME, '-f', '%U %S %M', '-o', file, command, ...args] : [command, ...args];
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(all[0], all.slice(1), {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stderr.slice(-2_000)}`);
  onOutput?.(stdout);
  const [user, system, kilobytes] = TIME
    ? readFileSync(file, 'utf8').trim().split(/\s+/).slice(-3).map(Number)
    : [];
  rmSync(notes, { recursive: true });
  return { wall, ...(TIME && { cpu: user + system, memory: kilobytes / 1024 }) };
}

/** The middle of all runs, member by member. */
export function median(runs) {
  const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  return Object.fromEntries(
    Object.keys(runs[0]).map((name) => [name, Number(middle(runs.map((run) => run[name])).toFixed(3))]),
  );
}
