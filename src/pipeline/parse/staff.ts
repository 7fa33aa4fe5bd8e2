import type { Hand } from './batch.ts';
import type { Threads } from './threads.ts';

/** The threads of a pool, working and idle. */
export class Staff<W, T> {
  readonly #threads: Threads<W, T>;
  readonly #all = new Set<Hand<W, T>>();
  readonly #idle: Hand<W, T>[] = [];
  readonly #memory: number;
  #isClosed = false;

  /** `memory` in MiB is what a thread may need before it is ended. */
  constructor(threads: Threads<W, T>, memory: number) {
    this.#threads = threads;
    this.#memory = memory;
  }

  /**
   * A thread that has done work of this kind, or a new one: kinds never share a thread, so leftovers of one
   * cannot affect another. Throws if the pool is closed.
   */
  hire(kind = ''): Hand<W, T> {
    this.mustBeOpen();
    const others = this.#idle.filter((each) => each.kind !== kind);
    for (const other of others) void this.dismiss(other);
    const own = this.#idle.filter((each) => each.kind === kind);
    this.#idle.splice(0, this.#idle.length, ...own);
    const hand = this.#idle.pop() ?? { thread: this.#threads.start(this.#memory), kind, isUp: false };
    hand.thread.keepProgram(true);
    this.#all.add(hand);
    return hand;
  }

  /**
   * Keeps an idle thread for later; it does not keep the program running. One that is being ended must do so,
   * or the program could be over, without a word, before whoever waits for that end goes on.
   */
  rest(hand: Hand<W, T>): void {
    if (!this.#all.has(hand)) return;
    hand.thread.keepProgram(false);
    this.#idle.push(hand);
  }

  async dismiss(hand: Hand<W, T>): Promise<void> {
    this.#all.delete(hand);
    await hand.thread.stop();
  }

  warm(): void {
    if (this.#all.size === 0) this.rest(this.hire());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#all].map((hand) => this.dismiss(hand)));
  }

  mustBeOpen(): void {
    if (this.#isClosed) throw new Error('the pool is closed');
  }
}
