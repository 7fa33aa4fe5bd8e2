import { expect } from 'vitest';
import { build } from '../src/pipeline/build.ts';
import type { BuildInput, BuildResult } from '../src/pipeline/build.ts';
import { parseInline } from '../src/pipeline/testing.ts';

let isDoubted = false;

/**
 * Builds a site in memory. Once per test file it is built again with everything the first build left: nothing
 * may be made then, and the result must be the same. `npm run doubt` doubts every build of the suite.
 */
export async function buildDoubting(input: BuildInput): Promise<BuildResult> {
  const first = await build(input, parseInline);
  if (isDoubted) return first;
  isDoubted = true;
  const again = await build(input, parseInline, first.memory);
  expect(filesOf(again)).toEqual(filesOf(first));
  expect(again.diagnostics).toEqual(first.diagnostics);
  expect(again.counts).toEqual(first.counts);
  if (first.diagnostics.length === 0) expect(again.work).toMatchObject({ parsed: 0, units: 0, pages: 0 });
  return first;
}

function filesOf({ made, unchanged }: BuildResult): Record<string, string> {
  return Object.fromEntries([...made, ...unchanged].map(({ path, sha256 }) => [path, sha256]));
}
