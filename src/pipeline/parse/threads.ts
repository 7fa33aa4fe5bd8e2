/** The answer for one piece of work: its result, or a bug in the program. */
export type Answer<T> = { readonly outcome: T } | { readonly bug: string };

/** A message of a thread: first that it is ready, then one answer for each piece of work. */
export type FromThread<T> = { readonly ready: true } | Answer<T>;

/** The next event of a thread: a message, or how it ended. */
export type Heard<T> = FromThread<T> | { readonly ended: 'memory' } | { readonly failed: Error };

/** A thread that does the work it is sent, one piece after the other, and answers each at once. */
export interface Thread<W, T> {
  readonly send: (work: readonly W[]) => void;
  /** The next message of the thread; earlier ones are queued until somebody asks. */
  readonly hear: () => Promise<Heard<T>>;
  /** Whether the program must keep running for this thread. */
  readonly keepProgram: (isNeeded: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** Threads and time, which `host` provides to code that distributes work. */
export interface Threads<W, T> {
  /** A new thread, which is ended when it needs more than this much memory (MiB). */
  readonly start: (memory: number) => Thread<W, T>;
  /** The result of a promise within this many milliseconds; `undefined` if it takes longer. */
  readonly within: <R>(milliseconds: number, promise: Promise<R>) => Promise<R | undefined>;
  /** Lets this thread receive messages. */
  readonly turn: () => Promise<void>;
  /**
   * The processor time this process has used, in milliseconds. Work is only stopped once it can have used
   * its time: on a busy machine a thread may wait longer than it works.
   */
  readonly processorTime: () => number;
}
