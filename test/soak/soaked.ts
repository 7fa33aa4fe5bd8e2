import { spawn } from 'node:child_process';
import { MAIN } from '../run.ts';

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

/** Starts the compiled program; `ended` gives its exit code or signal. */
export function startProgram(args: readonly string[], cwd: string) {
  const env = { PATH: process.env['PATH'], NO_COLOR: '1', INCIDENT_PRESS_CACHE_KEY: 'soak' };
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env, stdio: 'ignore' });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? code)),
  );
  return { child, ended };
}

/** The part of a run in which Node and the program start, and nothing is written yet. */
const START = 0.4;

/**
 * Kills a process at a random moment of what one takes to its end (`usual`, in milliseconds), once it has
 * started. Gives whether the kill came before the end.
 */
export async function killAtRandom(
  { child, ended }: Pick<ReturnType<typeof startProgram>, 'child' | 'ended'>,
  next: () => number,
  usual: number,
): Promise<boolean> {
  const timer = setTimeout(() => child.kill('SIGKILL'), (START + (1 - START) * next()) * usual);
  const end = await ended;
  clearTimeout(timer);
  return end === 'SIGKILL';
}

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A line of what is told at the end. */
export function tell(what: string, count: number, of: string, more = ''): void {
  console.log(`${what.padEnd(20)}  ${String(count).padStart(6)} ${of}${more === '' ? '' : `, ${more}`}`);
}
