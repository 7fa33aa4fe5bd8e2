import type { RunnerTestCase } from 'vitest';
import { VitestTestRunner } from 'vitest/runners';
import { SLOW } from './rooms.mjs';

/** Runs tests as usual, except those that are too slow to be run once for every change. */
export default class QuickRunner extends VitestTestRunner {
  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    if (SLOW.some((beginning) => test.name.startsWith(beginning))) test.mode = 'skip';
    await super.onBeforeRunTask(test);
  }
}
