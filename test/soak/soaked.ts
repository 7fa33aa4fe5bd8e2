import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../run.ts';

const SEVERAL = join(import.meta.dirname, 'several.mjs');
const PROGRAM = pathToFileURL(join(ROOT, 'lib/cli/run.js')).href;

/** How much of it, and with which seed: set by `npm run soak`. */
export const SOAK = {
  kills: Number(process.env['SOAK_KILLS'] ?? 8),
  operations: Number(process.env['SOAK_OPERATIONS'] ?? 100),
  seed: Number(process.env['SOAK_SEED'] ?? 1),
};

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** When a process is killed: how many milliseconds after which step of its work. */
export interface Moment {
  readonly step: number;
  readonly after: number;
}

/** How long after a step a kill may come, in milliseconds: some steps, or half of one. */
const AFTER = 10;

export function randomMoment(next: () => number, steps: number): Moment {
  return { step: 1 + Math.floor(next() * steps), after: next() * AFTER };
}

/** A process that runs a command in several sites at once. A step of its work is a change of the disk. */
export interface Several {
  readonly child: ChildProcess;
  /** Settles once it has ended. */
  readonly ended: Promise<unknown>;
  /** The steps it has done. */
  readonly steps: () => number;
  /** The sites in which the command has ended, by their number, with its exit code. */
  readonly done: ReadonlyMap<number, number>;
}

/** Starts it, to be killed at a moment if there is one. */
export function startSeveral(
  args: readonly string[],
  sites: readonly string[],
  moment: Moment | undefined,
  more: NodeJS.ProcessEnv = {},
): Several {
  const kill = moment && { KILL_AT: String(moment.step), KILL_AFTER: String(moment.after) };
  const quiet = { PATH: process.env['PATH'], NO_COLOR: '1', INCIDENT_PRESS_CACHE_KEY: 'soak' };
  const child = spawn(process.execPath, [SEVERAL, PROGRAM, JSON.stringify(args), ...sites], {
    env: { ...quiet, ...kill, ...more },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let told = '';
  const done = new Map<number, number>();
  (child.stdio[3] as Readable).setEncoding('utf8').on('data', (text: string) => {
    told += text;
    for (const [, site, code] of told.matchAll(/(\d+)=(\d+),/g)) done.set(Number(site), Number(code));
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  return { child, done, ended, steps: () => told.split('.').length - 1 };
}

/** A line of what is told at the end. */
export function tell(what: string, count: number, of: string, more = ''): void {
  console.log(
    `${new Date().toTimeString().slice(0, 8)}  ${what.padEnd(20)}  ${String(count).padStart(6)} ${of}${more === '' ? '' : `, ${more}`}`,
  );
}
