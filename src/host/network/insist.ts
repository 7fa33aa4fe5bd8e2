import { exchange } from './exchange.ts';
import type { Exchange, Exchanged } from './exchange.ts';
import { Unreachable } from './unreachable.ts';

/** An answer that another attempt may improve. */
export class Again {
  /** Worded to follow a colon. */
  readonly why: string;
  /** The status of the answer, if there was one. */
  readonly headers: Headers | undefined;
  readonly attempts: number;

  constructor(why: string, headers?: Headers, attempts = 1) {
    this.why = why;
    this.headers = headers;
    this.attempts = attempts;
  }
}

interface Patience {
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for every further one. */
  readonly backOff: number;
  /** The longest pause, in seconds, that a server may ask for; a minute by default. */
  readonly longest?: number;
  readonly pause?: ((milliseconds: number) => Promise<void>) | undefined;
}

const LONGEST = 60;

/**
 * Repeats a request until it succeeds, with growing pauses, or with the pause a server asks for in
 * `Retry-After`. Returns the last answer, which is an `Again` if nothing helped.
 */
export async function insist<T>(
  ask: (attempt: number) => Promise<T | Again>,
  { attempts, backOff, longest = LONGEST, pause = wait }: Patience,
): Promise<T | Again> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(attempt);
    if (!(answer instanceof Again)) return answer;
    const { why, headers } = answer;
    const asked = askedPause(headers);
    if (asked > longest) return new Again(`${why} and asks to wait ${inMinutes(asked)}`, headers, attempt);
    if (attempt === attempts) return new Again(why, headers, attempt);
    // Random, so that runs that failed together do not all come back together.
    const own = backOff * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
    await pause(asked > 0 ? asked * 1000 : own);
  }
}

/** The answer to a request; if none came, another attempt may get one. */
export async function exchangeOrAgain(request: Exchange): Promise<Exchanged | Again> {
  try {
    return await exchange(request);
  } catch (error) {
    if (error instanceof Unreachable) return new Again(error.message);
    throw error;
  }
}

/** Seconds in `Retry-After` (RFC 9110, 10.2.3): a number, or a date by the clock of the server; else 0. */
function askedPause(headers: Headers | undefined): number {
  const asked = headers?.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(asked)) return Number(asked);
  const until = Date.parse(asked);
  const from = Date.parse(headers?.get('date') ?? '');
  const seconds = (until - (Number.isNaN(from) ? Date.now() : from)) / 1000;
  return seconds > 0 ? Math.ceil(seconds) : 0;
}

function inMinutes(seconds: number): string {
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
