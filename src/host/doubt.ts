import { build } from '../pipeline/build.ts';
import type { BuildInput, BuildResult, Extras } from '../pipeline/build.ts';
import type { ParseEditions } from '../pipeline/parse/read-reports.ts';

/**
 * The environment variable that makes every build with a memory run again without it and compares the two.
 */
const DOUBT = 'INCIDENT_PRESS_DOUBT';

/** True if remembered results are to be checked. */
export function isDoubted(): boolean {
  return (process.env[DOUBT] ?? '') !== '';
}

/** Builds a site from scratch, and throws if anything differs from the build that reused earlier results. */
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
  const what = [...paths, ...(isSaid ? [] : ['the diagnostics of the site'])];
  throw new Error(`what was remembered differs from a build from scratch: ${what.join(', ')}`);
}

function factsOf({ made, unchanged }: BuildResult): ReadonlyMap<string, string> {
  return new Map([...made, ...unchanged].map(({ path, sha256 }) => [path, sha256]));
}
