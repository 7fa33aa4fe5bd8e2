import { build } from '../pipeline/build.ts';
import type { BuildInput, BuildResult, Extras } from '../pipeline/build.ts';
import type { ParseEditions } from '../pipeline/parse/read-reports.ts';

/** The variable that has every build that remembers made once more without its memory, and compared. */
const DOUBT = 'INCIDENT_PRESS_DOUBT';

/** True if what is remembered is not to be believed. */
export function isDoubted(): boolean {
  return (process.env[DOUBT] ?? '') !== '';
}

/**
 * Makes a site from nothing, and throws where anything about it differs from what a build came to that took
 * over what an earlier one had made.
 */
export async function doubt(
  result: BuildResult,
  input: BuildInput,
  parse: ParseEditions,
  { index, draw, crew }: Extras,
): Promise<void> {
  const clean = await build(input, parse, undefined, undefined, { index, draw, crew, sink: () => undefined });
  const [before, after] = [factsOf(clean), factsOf(result)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  const isSaid = JSON.stringify(clean.diagnostics) === JSON.stringify(result.diagnostics);
  if (paths.length === 0 && isSaid) return;
  const what = [...paths, ...(isSaid ? [] : ['what is said of the site'])];
  throw new Error(`what is remembered is not what would be made: ${what.join(', ')}`);
}

function factsOf({ made, unchanged }: BuildResult): ReadonlyMap<string, string> {
  return new Map([...made, ...unchanged].map(({ path, sha256 }) => [path, sha256]));
}
