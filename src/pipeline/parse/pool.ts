import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { runBatch } from './batch.ts';
import type { Failure, Hand } from './batch.ts';
import type { Parsed, TextRequest } from './parse-text.ts';
import type { ParseEditions } from './read-reports.ts';
import { kindOf, plugged, pluginEntered, pluginStopped } from './plugin-problems.ts';
import type { PluggedRequest } from './plugin-problems.ts';
import { Staff } from './staff.ts';
import type { Threads } from './threads.ts';

export interface ParsePool {
  readonly parse: ParseEditions;
  /** Starts a thread if there is none, so that the next file need not wait for it. */
  readonly warm: () => void;
  /** Ends the threads; the pool cannot be used afterwards. */
  readonly close: () => Promise<void>;
}

export interface PoolOptions {
  readonly threads: Threads<TextRequest, Parsed>;
  /** The most threads at one time. */
  readonly size: number;
  /** Parses harmless files on this thread too. */
  readonly here?: ParseHere | undefined;
  /** Called after each file with the number of files done. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

/** What this thread parses itself. */
export interface ParseHere {
  /** True for a file that certainly parses very quickly. */
  readonly isQuick: (request: TextRequest) => boolean;
  readonly parse: (request: TextRequest) => Promise<Parsed>;
}

type ParseStaff = Staff<TextRequest, Parsed>;

/** Files sent at a time: enough to keep a thread busy, few enough to share the rest evenly. */
const BATCH = 16;

/** Starting another thread takes longer than parsing this many files. */
const WORTH_A_THREAD = 64;

/** A thread whose objects need more than this much memory (MiB) for one report is ended. */
const MOST_MEMORY = 224;

/**
 * Parses in threads, and quick files on this thread too, so that a few quick files start no thread. Each
 * file has the time its site allows. A file that takes longer, or uses up the memory, gets a diagnostic:
 * its thread is ended, and a new one continues with the rest.
 */
export function startPool(options: PoolOptions): ParsePool {
  const staff = new Staff(options.threads, MOST_MEMORY);
  return {
    parse: async (requests) => {
      const round = new Round(requests, staff, options);
      const { quick } = round;
      const all = Math.min(options.size, Math.ceil(requests.length / WORTH_A_THREAD));
      const least = quick < requests.length ? 1 : 0;
      const hands = quick > 0 ? Math.max(all - 1, least) : all;
      await Promise.all([round.workHere(), ...Array.from({ length: hands }, () => round.work())]);
      return round.outcomes as never;
    },
    warm: () => staff.warm(),
    close: () => staff.close(),
  };
}

/**
 * One call of `parse`: the files, those first that may take long. Each thread takes the next few from the
 * beginning, and this one from the end, until none are left.
 */
class Round {
  readonly outcomes: Parsed[];
  /** How many of them are quick. */
  readonly quick: number;
  readonly #requests: readonly PluggedRequest[];
  /** The original positions of the files. */
  readonly #places: readonly number[];
  readonly #staff: ParseStaff;
  readonly #options: PoolOptions;
  #next = 0;
  #end: number;
  #done = 0;

  constructor(requests: readonly TextRequest[], staff: ParseStaff, options: PoolOptions) {
    this.outcomes = Array.from({ length: requests.length });
    const isQuick = options.here?.isQuick ?? (() => false);
    const places = requests.map((_, place) => place);
    const quick = new Set(places.filter((place) => isQuick(requests[place] as TextRequest)));
    this.#places = [...places.filter((place) => !quick.has(place)), ...quick];
    this.#requests = this.#places.map((place) => plugged(requests[place] as TextRequest));
    this.quick = quick.size;
    this.#end = requests.length;
    this.#staff = staff;
    this.#options = options;
  }

  /** The work of one thread, and of its replacement if it has to be ended. */
  async work(): Promise<void> {
    let hand: Hand<TextRequest, Parsed> | undefined;
    while (this.#next < this.#end) {
      const from = this.#next;
      this.#next = Math.min(from + BATCH, this.#end);
      hand = await this.#parse(from, this.#next, hand);
    }
    if (hand) this.#staff.rest(hand);
  }

  /** This thread's share of the work; it handles messages of the others after each file. */
  async workHere(): Promise<void> {
    const { here, threads } = this.#options;
    const first = this.#requests.length - this.quick;
    while (here && this.#end > Math.max(first, this.#next)) {
      this.#end -= 1;
      this.#put(this.#end, await here.parse(this.#requests[this.#end] as TextRequest));
      await threads.turn();
    }
  }

  /** Gets some of the files parsed. Returns the thread unless it had to be ended. */
  async #parse(
    from: number,
    to: number,
    first: Hand<TextRequest, Parsed> | undefined,
  ): Promise<Hand<TextRequest, Parsed> | undefined> {
    let hand = first;
    for (let start = from; start < to;) {
      hand ??= this.#staff.hire(kindOf(this.#requests[start] as TextRequest));
      const batch = this.#requests.slice(start, to);
      const put = (offset: number, outcome: Parsed) => this.#put(start + offset, outcome);
      const { answered, failure } = await runBatch(hand, batch, limitOf, put, this.#options.threads);
      start += answered;
      if (failure === undefined) continue;
      await this.#staff.dismiss(hand);
      hand = undefined;
      this.#staff.mustBeOpen();
      const failed = this.#requests[start];
      if (failed) this.#put(start, { value: undefined, diagnostics: [failureOf(failed, failure)] });
      start += 1;
    }
    return hand;
  }

  #put(index: number, outcome: Parsed): void {
    this.outcomes[this.#places[index] as number] = outcome;
    this.#done += 1;
    this.#options.onProgress?.(this.#done, this.#requests.length);
  }
}

function limitOf({ context }: TextRequest): number {
  return context.limits.parseTime;
}

function failureOf(request: PluggedRequest, failure: Failure): Diagnostic {
  const { path, context } = request;
  const place = { file: path, line: 1, column: 1 };
  const plugin = pluginEntered(request);
  if (plugin !== undefined) {
    const long = `took longer than ${context.limits.parseTime} ms`;
    return pluginStopped(
      request,
      plugin,
      failure === 'time' ? long : 'ended its thread or failed outside of it',
    );
  }
  return failure === 'time'
    ? diagnose(
        'INC311',
        place,
        `Parsing this file took longer than ${context.limits.parseTime} ms and was stopped`,
        'Look for very long runs of brackets, asterisks or backticks, or raise `limits.parse_time` in site.yaml.',
      )
    : diagnose(
        'INC311',
        place,
        `Parsing this file needed more than ${MOST_MEMORY} MiB of memory and was stopped`,
        'Move data out of the report; look for very long runs of one character.',
      );
}
