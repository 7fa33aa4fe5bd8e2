import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, TestRunner } from 'vitest';
import type { RunnerTestCase } from 'vitest';
import type { Counts } from './runner.ts';

/** A test, and what it does when nothing is changed. */
interface Rehearsed {
  readonly run: () => unknown;
  /** How long it takes, in milliseconds. */
  readonly duration: number;
  /** How many turns its loops and calls take. */
  readonly turns: number;
  /** How often it comes by each change. */
  readonly hits: Counts;
}

/** What a test may take before it is ended. */
type Limits = Omit<Rehearsed, 'run' | 'hits'> & { readonly hits: number };

const NO_LIMITS: Limits = { duration: 60_000, turns: Infinity, hits: Infinity };

const FOLDER = process.env['MUTATION_FOLDER'] ?? '';
const TRIED = join(FOLDER, 'tried.jsonl');

/** Not a test: it runs after all others, again and again, with one change after another. */
test('each change is tried', async () => {
  const left = JSON.parse(readFileSync(join(FOLDER, 'left.json'), 'utf8')) as string[];
  const { static: whileLoaded, perTest } = __stryker__.mutantCoverage;
  const once: Counts = Object.assign({}, whileLoaded, ...Object.values(perTest));
  // A change fares alike each time, and the smallest case that shows it is not looked for.
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1, endOnFailure: true });
  const tests = await rehearse(globalThis.__tests__);
  expect(tests.length).toBeGreaterThan(0);
  for (const [tried, id] of left.entries()) {
    const own = tests.filter(({ hits }) => hits[id] !== undefined);
    if (own.length === 0) {
      tell({ id, fate: id in once ? 'static' : 'unreached' });
      continue;
    }
    tell({ id });
    const failed = await firstFailure(own, id);
    tell({ id, fate: failed ? 'noticed' : 'survived' });
    // What a change has left behind must not be taken for what the next one does.
    if (failed && !(await passes(failed.run, NO_LIMITS))) {
      if (tried > 0) tell({ id, fate: 'again' });
      return;
    }
  }
});

function tell(row: { readonly id: string; readonly fate?: string }): void {
  appendFileSync(TRIED, `${JSON.stringify(row)}\n`);
}

/** The tests that pass a second time, when all modules are loaded; the quickest first. */
async function rehearse(passed: readonly RunnerTestCase[]): Promise<Rehearsed[]> {
  const perTest: Record<string, Counts> = {};
  __stryker__.mutantCoverage.perTest = perTest;
  const rehearsed: Rehearsed[] = [];
  for (const each of passed) {
    const run = TestRunner.getTestFn(each);
    __stryker__.currentTestId = each.id;
    const begun = performance.now();
    const isGood = await passes(run, NO_LIMITS);
    const duration = performance.now() - begun;
    __stryker__.currentTestId = undefined;
    if (isGood) rehearsed.push({ run, duration, turns: __stryker__.turns, hits: perTest[each.id] ?? {} });
    else console.error(`passes only once, and is left out: ${each.name}`);
  }
  __stryker__.isSilent = true;
  return rehearsed.toSorted((a, b) => a.duration - b.duration);
}

/** The first of some tests that fails with a change. */
async function firstFailure(tests: readonly Rehearsed[], id: string): Promise<Rehearsed | undefined> {
  for (const each of tests) {
    const hits = 1_000 + 20 * (each.hits[id] ?? 0);
    const limits = { duration: 10_000 + 20 * each.duration, turns: 10_000 + 20 * each.turns, hits };
    if (!(await passes(each.run, limits, id))) return each;
  }
  return undefined;
}

/** True unless a test fails, or takes more than it may; without a change or with one. */
async function passes(run: () => unknown, limits: Limits, id?: string): Promise<boolean> {
  Object.assign(__stryker__, { activeMutant: id, hitCount: 0, hitLimit: limits.hits });
  Object.assign(__stryker__, { turns: 0, turnLimit: limits.turns });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), limits.duration);
  });
  try {
    await Promise.race([run(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    __stryker__.activeMutant = undefined;
    // A sign of life.
    appendFileSync(TRIED, '\n');
  }
}
