import { join } from 'node:path';
import { cacheFolder, readSealed, writeSealed } from './cache-folder.ts';
import { hasOpenJournal, realFolder } from './journal.ts';
import { lookAtOutput } from './known-output.ts';
import type { Look } from './looks.ts';
import type { SiteLooks } from './site-looks.ts';
import { startSha256 } from '../../source/content-hash.ts';

const FILE = 'last';
const SHAPE = 'last 2';

/** What is remembered about a successful build. */
interface LastBuild<T> {
  readonly key: string;
  readonly extra: readonly string[];
  readonly inputs: string;
  readonly outputs: string;
  readonly said: T;
}

/**
 * The report of the last build of a site, if its files, the theme and the output have not been touched since
 * and `key` (the program and its options) is the same; otherwise undefined, and the site has to be built.
 */
export function readLastBuild<T>(root: string, out: string, key: string, looks: SiteLooks): T | undefined {
  const last = readSealed(join(cacheFolder(root), FILE), SHAPE) as LastBuild<T> | undefined;
  if (last?.key !== key) return undefined;
  // With an open journal, the output is half changed, whatever its files look like.
  if (hasOpenJournal(out)) return undefined;
  if (hashInputs(looks, last.extra) !== last.inputs) return undefined;
  const outputs = hashOf(lookAtOutput(realFolder(out), cacheFolder(root)).looks);
  return outputs === last.outputs ? last.said : undefined;
}

/** What to remember about a build: the looks of all files before it, and of its output afterwards. */
export interface Ended<T> {
  readonly key: string;
  readonly extra: readonly string[];
  readonly looks: SiteLooks;
  readonly output: ReadonlyMap<string, Look>;
  readonly said: T;
}

/** Remembers a build whose output was just written, so that the next one can finish at once. */
export function writeLastBuild<T>(root: string, { key, extra, looks, output, said }: Ended<T>): void {
  const [inputs, outputs] = [hashInputs(looks, extra), hashOf(output)];
  if (inputs === undefined || outputs === undefined) return;
  writeSealed(join(cacheFolder(root), FILE), SHAPE, {
    key,
    extra,
    inputs,
    outputs,
    said,
  } satisfies LastBuild<T>);
}

function hashInputs(looks: SiteLooks, extra: readonly string[]): string | undefined {
  return hashOf(looks.of(extra), looks.theme());
}

/** Lines that are hashed at a time. */
const TOGETHER = 1_000;

/** Undefined if the looks prove nothing. See `looks.ts`. */
function hashOf(...all: readonly ReadonlyMap<string, Look>[]): string | undefined {
  const hash = startSha256();
  let lines: string[] = [];
  for (const looks of all) {
    for (const [path, look] of looks) {
      if (look === undefined) return undefined;
      if (lines.push(path, look) >= TOGETHER) {
        hash.update(`${lines.join('\n')}\n`);
        lines = [];
      }
    }
  }
  return hash.update(lines.join('\n')).digest('hex');
}
