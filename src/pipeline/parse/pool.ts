import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { EditionRequest } from '../../source/request.ts';
import { runBatch } from './batch.ts';
import type { Failure, Hand } from './batch.ts';
import type { ParseEditions } from './read-reports.ts';
import { Staff } from './staff.ts';
import type { Threads } from './threads.ts';

export interface ParsePool {
  readonly parse: ParseEditions;
  /** Starts a thread, if there is none, so that the next file need not wait for that. */
  readonly warm: () => void;
  /** Ends the threads; the pool is of no use afterwards. */
  readonly close: () => Promise<void>;
}

export interface PoolOptions {
  readonly threads: Threads<EditionRequest, Parsed>;
  /** The most threads at one time. */
  readonly size: number;
  /** Called after each file, with how many of all are done. */
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

type Parsed = Outcome<Edition | undefined>;

type ParseStaff = Staff<EditionRequest, Parsed>;

/** Files sent at a time: enough to keep a thread busy, few enough to share the rest evenly. */
const BATCH = 16;

/** A second thread takes longer to start than this many files to parse. */
const WORTH_A_THREAD = 64;

/** A thread that needs more than this much memory (MiB) for one report is ended. */
const MOST_MEMORY = 512;

/**
 * Parses in threads, each file within the time its site allows. A file that takes longer, or takes all
 * memory, is a diagnostic of its own: its thread is ended, and a new one goes on with the rest.
 */
export function startPool(options: PoolOptions): ParsePool {
  const staff = new Staff(options.threads, MOST_MEMORY);
  return {
    parse: async (requests) => {
      const round = new Round(requests, staff, options);
      const hands = Math.min(options.size, Math.ceil(requests.length / WORTH_A_THREAD));
      await Promise.all(Array.from({ length: hands }, () => round.work()));
      return round.outcomes;
    },
    warm: () => staff.warm(),
    close: () => staff.close(),
  };
}

/** One call of `parse`: the files, of which each thread takes the next few until none are left. */
class Round {
  readonly outcomes: Parsed[];
  readonly #requests: readonly EditionRequest[];
  readonly #staff: ParseStaff;
  readonly #options: PoolOptions;
  #next = 0;
  #done = 0;

  constructor(requests: readonly EditionRequest[], staff: ParseStaff, options: PoolOptions) {
    this.outcomes = Array.from({ length: requests.length });
    this.#requests = requests;
    this.#staff = staff;
    this.#options = options;
  }

  /** What one thread does, and the one that replaces it if it has to be ended. */
  async work(): Promise<void> {
    let hand: Hand<EditionRequest, Parsed> | undefined;
    while (this.#next < this.#requests.length) {
      const from = this.#next;
      this.#next = Math.min(from + BATCH, this.#requests.length);
      hand = await this.#parse(from, this.#next, hand);
    }
    if (hand) this.#staff.rest(hand);
  }

  /** Has some of the files parsed. Gives the thread that goes on, if it did not have to be ended. */
  async #parse(
    from: number,
    to: number,
    first: Hand<EditionRequest, Parsed> | undefined,
  ): Promise<Hand<EditionRequest, Parsed> | undefined> {
    let hand = first;
    for (let start = from; start < to;) {
      hand ??= this.#staff.hire();
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
    this.outcomes[index] = outcome;
    this.#done += 1;
    this.#options.onProgress?.(this.#done, this.#requests.length);
  }
}

function limitOf({ context }: EditionRequest): number {
  return context.limits.parseTime;
}

function failureOf({ path, context }: EditionRequest, failure: Failure): Diagnostic {
  const place = { file: path, line: 1, column: 1 };
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
