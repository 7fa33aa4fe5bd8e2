import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST, parseManifest } from '../../publish/plan.ts';
import type { Manifest } from '../../publish/plan.ts';
import { halfChanged, hasOpenJournal } from '../files/journal.ts';
import { writeFile } from '../files/write.ts';
import { Refused } from '../refused.ts';
import { isCode } from '../system-errors.ts';
import { sha256 } from '../../source/content-hash.ts';

/** A built site on disk. */
export interface Built {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Of the manifest itself, which cannot list itself. */
  readonly own: { readonly sha256: string; readonly size: number };
}

/** Reads the manifest of a built site. Throws Refused where there is none, or half of a change. */
export function readBuilt(folder: string, shown: string): Built {
  if (hasOpenJournal(folder)) throw halfChanged(shown);
  const text = readText(join(folder, MANIFEST));
  const manifest = text === undefined ? undefined : parseManifest(text);
  if (text === undefined || !manifest) {
    throw new Refused(
      'usage',
      text === undefined
        ? `There is no built site in ${shown}`
        : `${MANIFEST} in ${shown} is not of this program`,
      'Run `incident-press build` first, or name the built folder with `--from`.',
    );
  }
  return { folder, manifest, own: { sha256: sha256(text), size: Buffer.byteLength(text) } };
}

/** The manifest of a folder, undefined where there is none of ours. */
export function readManifest(folder: string): Manifest | undefined {
  const text = readText(join(folder, MANIFEST));
  return text === undefined ? undefined : parseManifest(text);
}

/** What is known of a target that cannot be asked: kept beside the site, never in the output. */
export interface TargetState {
  readonly before: Manifest | undefined;
  /** Paths that an unfinished publication may have written. */
  readonly touched: ReadonlySet<string>;
}

/** Remembers a target by the hash of its name, since a name may hold what is nobody's business. */
export function openTargetState(folder: string, target: string) {
  const file = join(folder, 'targets', `${sha256(target).slice(0, 16)}.json`);
  return {
    read: (): TargetState => {
      const text = readText(file);
      const value = text === undefined ? undefined : (tryParse(text) as StoredState | undefined);
      return {
        before: typeof value?.manifest === 'string' ? parseManifest(value.manifest) : undefined,
        touched: new Set(Array.isArray(value?.touched) ? value.touched.map(String) : []),
      };
    },
    write: (state: TargetState): void => {
      const stored: StoredState = { manifest: state.before?.text ?? null, touched: [...state.touched] };
      writeFile(file, `${JSON.stringify(stored)}\n`);
    },
  };
}

interface StoredState {
  readonly manifest: string | null;
  readonly touched: readonly string[];
}

/** Addresses that are still to be listed, or that a CDN is still to be told of; they are part of the next purge. */
export function openPendingPurge(folder: string, what: 'pending' | 'switching') {
  const file = join(folder, `purge-${what}.txt`);
  return {
    read: (): string[] => (readText(file) ?? '').split('\n').filter(Boolean),
    write: (urls: readonly string[]): void => {
      if (urls.length === 0) rmSync(file, { force: true });
      else {
        mkdirSync(folder, { recursive: true });
        writeFile(file, urls.map((url) => `${url}\n`).join(''));
      }
    },
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
