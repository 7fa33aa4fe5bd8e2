import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, makeCacheFolder, readText } from './cache.ts';
import { writeFile } from './write.ts';
import { packageRoot, SITE_PARTS } from './site-files.ts';
import { isCode } from '../system-errors.ts';

/** Coarsest step of a file system's clock that is worked with, in milliseconds. */
const CLOCK_STEP = 20;

/** Deeper than this no site goes; a build says what is wrong with it. */
const DEEPEST = 20;

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
  if (hash !== digest(json)) return undefined;
  const last = JSON.parse(json) as LastBuild<T>;
  if (last.key !== key) return undefined;
  const isSame =
    glance(root, last.extra).hash === last.inputs && lookAt([[out, '']], Infinity) === last.outputs;
  return isSame ? last.said : undefined;
}

/**
 * Looks at all files a build depends on, before it reads them. A file that was changed in the very moment of
 * the look could be changed again without its times showing it (git calls such files racily clean): then
 * the look proves nothing.
 */
export function glance(root: string, extra: readonly string[]): Glance {
  const base = realpathSync(root);
  const parts = [...new Set([...SITE_PARTS, ...extra])].map((part): Start => [join(base, part), part]);
  const now = fileSystemTime(root);
  const hash =
    now === undefined
      ? undefined
      : lookAt([...parts, [join(packageRoot(), 'templates'), 'theme']], now - CLOCK_STEP);
  return { hash };
}

/** Remembers a build whose output has just been written, so that the next one may end at once. */
export function writeLastBuild<T>(
  root: string,
  out: string,
  { key, extra, before, said }: Omit<LastBuild<T>, 'inputs' | 'outputs'> & { readonly before: Glance },
): void {
  if (before.hash === undefined) return;
  // Until the clock has moved on, the output could be changed without its times showing it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, CLOCK_STEP);
  const outputs = lookAt([[out, '']], Infinity);
  if (outputs === undefined) return;
  const json = JSON.stringify({ key, extra, inputs: before.hash, outputs, said } satisfies LastBuild<T>);
  try {
    writeFile(join(cacheFolder(root), FILE), `${json}\n${digest(json)}\n`);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
  }
}

type Start = readonly [full: string, shown: string];

/** Undefined where something is a link, was changed at `tooYoung` or later, or has times in whole seconds. */
function lookAt(starts: readonly Start[], tooYoung: number): string | undefined {
  const hash = createHash('sha256');
  const isProof = starts.every(([full, shown]) => look(full, shown, 0));
  return isProof ? hash.digest('hex') : undefined;

  function look(full: string, shown: string, depth: number): boolean {
    const stat = lstatSync(full, { throwIfNoEntry: false });
    if (!stat) return true;
    if (stat.isDirectory()) {
      hash.update(`${shown}/\n`);
      return (
        depth < DEEPEST &&
        namesIn(full).every((name) => look(join(full, name), `${shown}/${name}`, depth + 1))
      );
    }
    const { size, mtimeMs, ctimeMs, ino } = stat;
    hash.update(`${shown} ${size} ${mtimeMs} ${ctimeMs} ${ino}\n`);
    return stat.isFile() && mtimeMs < tooYoung && ctimeMs < tooYoung && !(ctimeMs % 1000 === 0);
  }
}

function namesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name !== '.git' && name !== 'node_modules')
    .toSorted();
}

/** The time by the clock that stamps the files of a site, in milliseconds; undefined where nothing can be written. */
function fileSystemTime(root: string): number | undefined {
  const path = join(cacheFolder(root), 'clock');
  try {
    makeCacheFolder(cacheFolder(root));
    writeFileSync(path, '');
    return statSync(path).mtimeMs;
  } catch (error) {
    if (isCode(error, 'EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EPERM')) return undefined;
    throw error;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
