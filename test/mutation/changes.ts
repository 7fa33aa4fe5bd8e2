import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, TestRunner } from 'vitest';
import type { RunnerTestCase } from 'vitest';

/** A test that takes longer waits for something that never happens (milliseconds). */
const LONGEST = 60_000;

const FOLDER = process.env['MUTATION_FOLDER'] ?? '';
const TRIED = join(FOLDER, 'tried.jsonl');

/** Not a test: it runs after all others, again and again, with one change after another. */
test('each change is tried', async () => {
  const left = JSON.parse(readFileSync(join(FOLDER, 'left.json'), 'utf8')) as string[];
  const switches = (globalThis.__stryker__ ??= {});
  const { static: loaded = {}, perTest = {} } = switches.mutantCoverage ?? {};
  const tests = (globalThis.__tests__ ?? []).toSorted((a, b) => durationOf(a) - durationOf(b));
  expect(tests.length).toBeGreaterThan(0);
  // Nothing is recorded any more.
  switches.mutantCoverage = { static: {}, perTest: {} };
  let tried = 0;
  for (const id of left) {
    const own = tests.filter((each) => perTest[each.id]?.[id] !== undefined);
    if (own.length === 0) {
      tell(id, loaded[id] === undefined ? 'unreached' : 'static');
      continue;
    }
    tell(id);
    switches.hitLimit = 1_000 + 20 * own.reduce((sum, each) => sum + (perTest[each.id]?.[id] ?? 0), 0);
    const failed = await firstFailure(own, id);
    // What the change has left behind must not be taken for what the next one does.
    if (failed && tried > 0 && (await firstFailure([failed], undefined))) {
      tell(id, 'again');
      return;
    }
    tell(id, failed ? 'noticed' : 'survived');
    tried += 1;
  }
});

function durationOf({ result }: RunnerTestCase): number {
  return result?.duration ?? 0;
}

function tell(id: string, fate?: string): void {
  appendFileSync(TRIED, `${JSON.stringify({ id, fate })}\n`);
}

/** The first of some tests that fails with a change. */
async function firstFailure(
  tests: readonly RunnerTestCase[],
  id: string | undefined,
): Promise<RunnerTestCase | undefined> {
  const switches = globalThis.__stryker__!;
  for (const each of tests) {
    Object.assign(switches, { activeMutant: id, hitCount: 0 });
    try {
      await inTime(Promise.resolve(TestRunner.getTestFn(each)()));
    } catch {
      return each;
    } finally {
      switches.activeMutant = undefined;
      // A sign of life.
      appendFileSync(TRIED, '\n');
    }
  }
  return undefined;
}

async function inTime(running: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), LONGEST);
  });
  await Promise.race([running, late]).finally(() => clearTimeout(timer));
}
