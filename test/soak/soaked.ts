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

/** What can be killed at a random moment. */
export interface Killable {
  readonly child: ChildProcess;
  /** Settles once it has ended. */
  readonly ended: Promise<unknown>;
  /** Calls back at each step of its work, with how many there have been. */
  readonly onStep: (heard: (steps: number) => void) => void;
}

/** A process that runs a command in several sites at once. A step of its work is a change of the disk. */
export interface Several extends Killable {
  /** The sites in which the command has ended, by their number, with its exit code. */
  readonly done: ReadonlyMap<number, number>;
}

export function startSeveral(
  args: readonly string[],
  sites: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Several {
  const env = { PATH: process.env['PATH'], NO_COLOR: '1', INCIDENT_PRESS_CACHE_KEY: 'soak', ...more };
  const child = spawn(process.execPath, [SEVERAL, PROGRAM, JSON.stringify(args), ...sites], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let told = '';
  let heard: (steps: number) => void = () => undefined;
  const done = new Map<number, number>();
  (child.stdio[3] as Readable).setEncoding('utf8').on('data', (text: string) => {
    told += text;
    heard(told.split('.').length - 1);
    for (const [, site, code] of told.matchAll(/(\d+)=(\d+),/g)) done.set(Number(site), Number(code));
  });
  return {
    child,
    done,
    ended: new Promise((resolve) => child.on('close', resolve)),
    onStep: (hear) => (heard = hear),
  };
}

/** The steps of a run that nobody kills. */
export async function stepsOf({ ended, onStep }: Killable): Promise<number> {
  let all = 0;
  onStep((steps) => (all = steps));
  await ended;
  return all;
}

/** How long after a step a kill may come, in milliseconds: some steps, or half of one. */
const AFTER = 10;

/** Kills a process at a random moment of its work: soon after one of its `steps`. */
export async function killAtRandom(
  { child, ended, onStep }: Killable,
  next: () => number,
  steps: number,
): Promise<void> {
  const last = 1 + Math.floor(next() * steps);
  const after = next() * AFTER;
  let timer: NodeJS.Timeout | undefined;
  onStep((done) => {
    if (done >= last) timer ??= setTimeout(() => child.kill('SIGKILL'), after);
  });
  await ended;
  clearTimeout(timer);
}

/** A line of what is told at the end. */
export function tell(what: string, count: number, of: string, more = ''): void {
  console.log(
    `${new Date().toTimeString().slice(0, 8)}  ${what.padEnd(20)}  ${String(count).padStart(6)} ${of}${more === '' ? '' : `, ${more}`}`,
  );
}
