import { availableParallelism } from 'node:os';
import { startPool } from '../pipeline/pool.ts';
import type { ParsePool } from '../pipeline/pool.ts';
import { processorTime } from './clock.ts';

/** How many workers parse, and whom they tell how far they are. */
export interface ParserOptions {
  /** As many as the machine runs at once, and no more than `most`, if nothing is said. */
  readonly size?: number;
  readonly most?: number;
  readonly onProgress?: (done: number, all: number) => void;
}

/** More workers than this wait for each other. */
const MOST_WORKERS = 8;

/** Starts the workers that parse for any command, with one idea of how long a file may take. They have to be closed. */
export function startParsers({ size, most = MOST_WORKERS, onProgress }: ParserOptions = {}): ParsePool {
  return startPool({
    worker: new URL('../pipeline/parse-worker.js', import.meta.url),
    size: size ?? Math.min(availableParallelism(), most),
    processorTime,
    ...(onProgress && { onProgress }),
  });
}
