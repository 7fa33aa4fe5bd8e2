/** What a thread answers for one piece of work: what became of it, or that we made a mistake. */
export type Answer<T> = { readonly outcome: T } | { readonly bug: string };

/** What a thread says: that it is up, and then one answer for each piece of work. */
export type FromThread<T> = { readonly ready: true } | Answer<T>;

/** What is heard of a thread next: something it says, or how it ended. */
export type Heard<T> = FromThread<T> | { readonly ended: 'memory' } | { readonly failed: Error };

/** A thread that does what it is sent, one piece of work after the other, and answers each at once. */
export interface Thread<W, T> {
  readonly send: (work: readonly W[]) => void;
  /** The next that is heard of it; what it said before anybody asked is kept. */
  readonly hear: () => Promise<Heard<T>>;
  /** Whether the program has to stay while this thread is there. */
  readonly keepProgram: (isNeeded: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** Threads and time, which `host` has and those who share work out need. */
export interface Threads<W, T> {
  /** A new thread, which is ended when it needs more than this much memory (MiB). */
  readonly start: (memory: number) => Thread<W, T>;
  /** What a promise gives within so many milliseconds; `undefined` if it takes longer. */
  readonly within: <R>(milliseconds: number, promise: Promise<R>) => Promise<R | undefined>;
  /** Lets this thread hear what others have said. */
  readonly turn: () => Promise<void>;
  /**
   * The processor time this process has used, in milliseconds. Work is only stopped once it can have used
   * its time: on a busy machine a thread may wait longer than it works.
   */
  readonly processorTime: () => number;
}
