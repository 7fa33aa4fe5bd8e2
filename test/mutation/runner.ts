import { TestRunner } from 'vitest';
import type { RunnerTestCase } from 'vitest';
import { SLOW } from './rooms.mjs';

/** What the changed source reads and writes (Stryker's name for it). */
export interface Switches {
  /** The number of the change that counts. */
  activeMutant?: string | undefined;
  /** Whose run is recorded. */
  currentTestId?: string | undefined;
  /** How often each change was come by, while modules were loaded and by each test. */
  mutantCoverage?: {
    readonly static: Readonly<Record<string, number>>;
    readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  /** A change that is come by more often than this has made a loop endless. */
  hitLimit?: number;
  hitCount?: number;
}

declare global {
  var __stryker__: Switches | undefined;
  /** The tests that have passed. */
  var __tests__: RunnerTestCase[] | undefined;
}

/** Runs tests as usual, except those that are too slow to be run for every change, and records where they come by. */
export default class RecordingRunner extends TestRunner {
  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    if (SLOW.some((beginning) => test.name.startsWith(beginning))) test.mode = 'skip';
    await super.onBeforeRunTask(test);
  }

  override onBeforeTryTask(test: RunnerTestCase): void {
    super.onBeforeTryTask(test);
    (globalThis.__stryker__ ??= {}).currentTestId = test.id;
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    (globalThis.__stryker__ ??= {}).currentTestId = undefined;
    if (test.result?.state === 'pass') (globalThis.__tests__ ??= []).push(test);
  }
}
