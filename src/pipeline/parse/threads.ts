import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { EditionRequest } from '../../source/request.ts';

/** What a thread answers for one file: what became of it, or that we made a mistake. */
export type Answer = { readonly outcome: Outcome<Edition | undefined> } | { readonly bug: string };

/** What a thread says: that it is up, and then one answer for each file. */
export type FromThread = { readonly ready: true } | Answer;

/** What is heard of a thread next: something it says, or how it ended. */
export type Heard = FromThread | { readonly ended: 'memory' } | { readonly failed: Error };

/** A thread that parses what it is sent, one file after the other, and answers each at once. */
export interface Thread {
  readonly send: (requests: readonly EditionRequest[]) => void;
  /** The next that is heard of it; what it said before anybody asked is kept. */
  readonly hear: () => Promise<Heard>;
  /** Whether the program has to stay while this thread is there. */
  readonly keepProgram: (isNeeded: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** Threads and time, which `host` has and the pool needs. */
export interface Threads {
  /** A new thread, which is ended when it needs more than this much memory (MiB). */
  readonly start: (memory: number) => Thread;
  /** What a promise gives within so many milliseconds; `undefined` if it takes longer. */
  readonly within: <T>(milliseconds: number, promise: Promise<T>) => Promise<T | undefined>;
  /**
   * The processor time this process has used, in milliseconds. A file is only stopped once it can have used
   * its time: on a busy machine a thread may wait longer than it works.
   */
  readonly processorTime: () => number;
}
