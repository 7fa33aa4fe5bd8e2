import { TestRunner } from 'vitest';
import type { RunnerTestCase } from 'vitest';
import { SLOW } from './rooms.mjs';

/** How often each change was come by. */
export type Counts = Readonly<Record<string, number>>;

/** What the changed source reads and writes (Stryker's name for it). */
interface Switches {
  /** The number of the change that counts. */
  activeMutant?: string | undefined;
  /** Whose run is recorded. */
  currentTestId?: string | undefined;
  /** What was come by while modules were loaded, and by each test. */
  readonly mutantCoverage: { static: Counts; perTest: Record<string, Counts> };
  /** A change that is come by more often than this has made a loop endless. */
  hitLimit: number;
  hitCount: number;
  /** Nothing is recorded any more: that takes longer than the tests themselves. */
  isSilent: boolean;
  /** How many turns and calls there were, and how many there may be. */
  turns: number;
  turnLimit: number;
}

declare global {
  var __stryker__: Switches;
  /** Called by each turn of a loop and each call of a function (`instrument.mjs`). */
  var __turn__: () => void;
  /** The tests that have passed. */
  var __tests__: RunnerTestCase[];
}

const switches: Switches = (globalThis.__stryker__ ??= {
  mutantCoverage: { static: {}, perTest: {} },
  hitLimit: Infinity,
  hitCount: 0,
  isSilent: false,
  turns: 0,
  turnLimit: Infinity,
});
globalThis.__tests__ ??= [];
globalThis.__turn__ = () => {
  switches.turns += 1;
  if (switches.turns > switches.turnLimit) throw new Error('This does not end');
};

/** Runs tests as usual, except those that are too slow to be run for every change, and records where they come by. */
export default class RecordingRunner extends TestRunner {
  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    if (SLOW.some((beginning) => test.name.startsWith(beginning))) test.mode = 'skip';
    await super.onBeforeRunTask(test);
  }

  override onBeforeTryTask(test: RunnerTestCase): void {
    super.onBeforeTryTask(test);
    switches.currentTestId = test.id;
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    switches.currentTestId = undefined;
    if (test.result?.state === 'pass') globalThis.__tests__.push(test);
  }
}
