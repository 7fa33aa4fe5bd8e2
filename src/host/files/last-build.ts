import { basename, dirname, join } from 'node:path';
import { cacheFolder, makeCacheFolder, readText } from './cache-folder.ts';
import { hasOpenJournal, realFolder } from './journal.ts';
import { clockOf, lookAround, waitForClock } from './looks.ts';
import type { Look } from './looks.ts';
import { packageRoot, SITE_PARTS } from './site-files.ts';
import { writeFile } from './write.ts';
import { isCode } from '../system-errors.ts';
import { sha256 } from '../../source/content-hash.ts';

const FILE = 'last';

/** How the files of a site looked before they were read. */
export interface Glance {
  /** One hash over path, size, times and inode of everything; undefined where that would prove nothing. */
  readonly hash: string | undefined;
}

/** What is remembered of a build that went well. */
interface LastBuild<T> {
  readonly key: string;
  readonly extra: readonly string[];
  readonly inputs: string;
  readonly outputs: string;
  readonly said: T;
}

/**
 * What the last build of a site said, if neither its files, nor the theme, nor the output were touched since
 * and `key` (the program and its options) is the same; else undefined, and a build has to find out.
 */
export function readLastBuild<T>(root: string, out: string, key: string): T | undefined {
  const text = readText(join(cacheFolder(root), FILE));
  const [json = '', hash] = text?.split('\n') ?? [];
  if (hash !== sha256(json)) return undefined;
  const last = JSON.parse(json) as LastBuild<T>;
  if (last.key !== key) return undefined;
  // With an open journal the output is half of something else, however it looks.
  if (hasOpenJournal(out)) return undefined;
  const now = siteClock(root);
  const isSame = hashInputs(root, last.extra, now) === last.inputs && hashOutput(out, now) === last.outputs;
  return isSame ? last.said : undefined;
}

/** Looks at all files a build depends on, before it reads them. */
export function glance(root: string, extra: readonly string[]): Glance {
  return { hash: hashInputs(root, extra, siteClock(root)) };
}

/** Remembers a build whose output has just been written, so that the next one may end at once. */
export function writeLastBuild<T>(
  root: string,
  out: string,
  { key, extra, before, said }: Omit<LastBuild<T>, 'inputs' | 'outputs'> & { readonly before: Glance },
): void {
  if (before.hash === undefined) return;
  waitForClock();
  const outputs = hashOutput(out, siteClock(root));
  if (outputs === undefined) return;
  const json = JSON.stringify({ key, extra, inputs: before.hash, outputs, said } satisfies LastBuild<T>);
  try {
    writeFile(join(cacheFolder(root), FILE), `${json}\n${sha256(json)}\n`);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
  }
}

function hashInputs(root: string, extra: readonly string[], now: bigint | undefined): string | undefined {
  const theme = lookAround(packageRoot(), ['templates'], now);
  return hashLooks(lookAround(root, [...SITE_PARTS, ...extra], now), theme);
}

function hashOutput(out: string, now: bigint | undefined): string | undefined {
  const folder = realFolder(out);
  return hashLooks(lookAround(dirname(folder), [basename(folder)], now));
}

/** Undefined where the looks prove nothing. */
function hashLooks(...all: readonly ReadonlyMap<string, Look>[]): string | undefined {
  const looks = all.flatMap((each) => [...each]);
  return looks.some(([, look]) => look === undefined) ? undefined : sha256(JSON.stringify(looks));
}

function siteClock(root: string): bigint | undefined {
  try {
    makeCacheFolder(cacheFolder(root));
  } catch (error) {
    if (isCode(error, 'EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EPERM')) return undefined;
    throw error;
  }
  return clockOf(cacheFolder(root));
}
