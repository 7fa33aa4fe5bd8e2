import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';

/**
 * How often a property is tried. An ordinary test run tries it `ordinary` times, with `seed` where chance may
 * leave out what the test has to meet. `npm run fuzz` says by its environment how often instead, never less
 * often, and with which seed; it is told what came of it. `steps` is what one try does of the same kind on
 * average, such as edits, where that is more than one.
 */
export function runs<Values>(ordinary: number, seed?: number, steps = 1): fc.Parameters<Values> {
  const asked = process.env['FUZZ_RUNS'];
  if (asked === undefined) return { numRuns: ordinary, ...(seed === undefined ? {} : { seed }) };
  const started = performance.now();
  const { currentTestName: name } = expect.getState();
  return {
    numRuns: Math.max(ordinary, Math.ceil(Number(asked) / steps)),
    seed: Number(process.env['FUZZ_SEED']),
    interruptAfterTimeLimit: Number(process.env['FUZZ_MINUTES']) * 60_000,
    markInterruptAsFailure: false,
    reporter: (details) => {
      const seconds = (performance.now() - started) / 1000;
      const told = { name, runs: details.numRuns, steps, seconds, failed: details.failed };
      appendFileSync(process.env['FUZZ_REPORT']!, `${JSON.stringify(told)}\n`);
      if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
    },
  };
}
