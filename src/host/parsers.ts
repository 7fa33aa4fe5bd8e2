import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Parsed, TextRequest } from '../pipeline/parse/parse-text.ts';
import type { ParseEditions } from '../pipeline/parse/read-reports.ts';
import { startPool } from '../pipeline/parse/pool.ts';
import { isQuick } from '../source/quick.ts';
import { packageRoot } from './files/site-files.ts';
import { threadsOf } from './threads.ts';

/** Reports the progress of a long piece of work. */
export interface Progress {
  readonly show: (done: number, all: number) => void;
  readonly say: (text: string) => void;
  readonly clear: () => void;
}

export interface ParserOptions {
  /** The number of workers; by default as many as the machine runs at once, but no more than `most`. */
  readonly size?: number | undefined;
  readonly most?: number | undefined;
  readonly progress?: Progress | undefined;
  /** With fewer files than this, no progress is reported. */
  readonly worth?: number | undefined;
}

/** Workers that parse. They have to be closed. */
export interface Parsers {
  readonly parse: ParseEditions;
  /** Starts a worker before there is any work, and soon loads what parses on this thread. */
  readonly warm: () => void;
  readonly close: () => Promise<void>;
}

/** With more workers than this, they wait for each other. */
const MOST_WORKERS = 8;

/** Starts the workers that parse for any command, all with the same limit on the time for one file. */
export function startParsers({
  size,
  most = MOST_WORKERS,
  progress,
  worth = 1,
}: ParserOptions = {}): Parsers {
  const pool = startPool({
    threads: threadsOf(pathToFileURL(join(packageRoot(), 'lib/pipeline/parse/worker.js'))),
    size: size ?? Math.min(availableParallelism(), most),
    here: {
      isQuick: ({ bytes, context }) => context.plugins === undefined && isQuick(bytes),
      parse: parseHere,
    },
    onProgress: (done, all) => {
      if (all >= worth) progress?.show(done, all);
    },
  });
  let isWarm = false;
  return {
    parse: async (files) => {
      const requests = isScannerOff() ? files.map((file) => ({ ...file, scanner: 'off' as const })) : files;
      const outcomes = await pool.parse(requests);
      if (requests.length >= worth) progress?.say('putting pages together');
      return outcomes;
    },
    warm: () => {
      pool.warm();
      if (!isWarm) setTimeout(loadParsers, LATER).unref();
      isWarm = true;
    },
    close: async () => {
      progress?.clear();
      await pool.close();
    },
  };
}

/** Milliseconds in which the first pages that somebody asks for are made without waiting. */
const LATER = 1_000;

/** Loads what a text may need when it is parsed: without that, the first save of a writer waits for it. */
function loadParsers(): void {
  void import('../pipeline/parse/parse-text.ts');
  void import('../source/markdown/parser.ts');
  void import('../source/markdown/highlighter.ts');
}

async function parseHere(request: TextRequest): Promise<Parsed> {
  const { parseText } = await import('../pipeline/parse/parse-text.ts');
  return parseText(request);
}

/**
 * For anybody who suspects a bug in the scanner of plain blocks: without it, all Markdown goes through
 * remark-parse.
 */
function isScannerOff(): boolean {
  return process.env['INCIDENT_PRESS_SCANNER'] === 'off';
}
