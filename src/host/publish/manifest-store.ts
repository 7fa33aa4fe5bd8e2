import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST, parseManifest, readParts } from '../../publish/read-manifest.ts';
import type {
  DamagedPart,
  Manifest,
  ManifestEntry,
  ManifestSource,
  Part,
} from '../../publish/read-manifest.ts';
import { parseObject } from '../../publish/sealed-json.ts';
import { listFiles } from '../files/output.ts';
import { halfChanged, hasOpenJournal } from '../files/journal.ts';
import { readTextIfThere } from '../files/regular.ts';
import { writeFile } from '../files/write.ts';
import { Refused } from '../refused.ts';
import { sha256 } from '../../source/content-hash.ts';

/** A built site on disk. */
export interface Built extends ManifestSource {
  readonly folder: string;
  /** For `build.json` itself, which cannot list itself. */
  readonly own: { readonly sha256: string; readonly size: number };
}

/** Reads `build.json` of a built site. Throws Refused if there is none, or the folder is half changed. */
export function readBuilt(folder: string, shown: string): Built {
  if (hasOpenJournal(folder)) throw halfChanged(shown);
  const text = readTextIfThere(join(folder, MANIFEST));
  const source = text === undefined ? undefined : sourceOf(text, folder);
  if (text === undefined || !source) {
    throw new Refused(
      'usage',
      text === undefined
        ? `${shown} does not contain a built site`
        : `${MANIFEST} in ${shown} is damaged, or was not written by this program`,
      'Run `incident-press build` first, or name the built folder with `--from`.',
    );
  }
  const { asItStood } = source.manifest;
  if (asItStood !== undefined) {
    throw new Refused(
      'usage',
      `${shown} has the site as it stood at ${asItStood}, which must not be published`,
      'Run `incident-press build` without `--at`, and publish the result.',
    );
  }
  return { ...source, folder, own: { sha256: sha256(text), size: Buffer.byteLength(text) } };
}

/** The manifest of a folder, undefined if there is none of ours. */
export function readManifest(folder: string): ManifestSource | undefined {
  const text = readTextIfThere(join(folder, MANIFEST));
  return text === undefined ? undefined : sourceOf(text, folder);
}

/** All files of a manifest, except those listed in a part that is missing or damaged. */
export async function filesOf(
  source: ManifestSource | undefined,
): Promise<ReadonlyMap<string, ManifestEntry>> {
  return source ? (await readParts(source)).manifest.files : new Map();
}

/** All files of a built site. Throws Refused where a part of its list is missing or damaged. */
export async function filesOfBuilt(built: Built): Promise<ReadonlyMap<string, ManifestEntry>> {
  const { manifest, damaged } = await readParts(built);
  refuseDamaged(built, damaged);
  return manifest.files;
}

/**
 * Two manifests that can be compared: parts that both have are only read if they contain a path in
 * `uncertain`.
 */
export async function readDifferent(
  before: ManifestSource | undefined,
  built: Built,
  uncertain: ReadonlySet<string>,
): Promise<{
  readonly before: Manifest | undefined;
  readonly after: Manifest;
  readonly notes: readonly string[];
}> {
  const hashes = (parts: readonly Part[] = []) => new Set(parts.map((part) => part.sha256));
  const [theirs, ours] = [hashes(before?.manifest.parts), hashes(built.manifest.parts)];
  const isWanted = (part: Part) =>
    !(theirs.has(part.sha256) && ours.has(part.sha256)) ||
    [...uncertain].some((path) => path.startsWith(part.begins));
  const after = await readParts(built, isWanted);
  refuseDamaged(built, after.damaged);
  const old = before && (await readParts(before, isWanted));
  const notes = (old?.damaged ?? []).map(
    ({ path }) =>
      `${path} at the target, a part of its ${MANIFEST}, is damaged: what it listed is published again, and files that are no longer part of the site may stay there`,
  );
  return { before: old?.manifest, after: after.manifest, notes };
}

function refuseDamaged({ folder }: Built, [first]: readonly DamagedPart[]): void {
  if (!first) return;
  throw new Refused(
    'failed',
    `${join(folder, first.path)}, a part of ${MANIFEST}, is missing or damaged`,
    'Run `incident-press build` again, and let nothing else write there.',
  );
}

function sourceOf(text: string, folder: string): ManifestSource | undefined {
  const manifest = parseManifest(text);
  return manifest && { manifest, read: async (path) => readTextIfThere(join(folder, path)) };
}

/** What is known about a target that cannot be queried: kept next to the site, never in the output. */
export interface TargetState {
  readonly before: ManifestSource | undefined;
  /** The site's ledger as it was published; undefined where nothing was. */
  readonly ledger: string | undefined;
  /** Paths that an unfinished publication may have written. */
  readonly touched: ReadonlySet<string>;
  /** Paths that are at the target but no longer part of the site. */
  readonly left: ReadonlySet<string>;
}

/** Stores a target under the hash of its name, since a name may contain something private. */
export function openTargetState(folder: string, target: string) {
  const name = join(folder, 'targets', sha256(target).slice(0, 16));
  return {
    read: (): TargetState => {
      const { manifest, ledger, touched, left } = parseObject(readTextIfThere(`${name}.json`) ?? '') ?? {};
      return {
        before: typeof manifest === 'string' ? sourceOf(manifest, name) : undefined,
        ledger: typeof ledger === 'string' ? ledger : undefined,
        touched: new Set(Array.isArray(touched) ? touched.map(String) : []),
        left: new Set(Array.isArray(left) ? left.map(String) : []),
      };
    },
    write: async ({ before, ledger, touched, left }: TargetState): Promise<void> => {
      const parts = before?.manifest.parts ?? [];
      for (const { path } of parts) {
        const body = existsSync(join(name, path)) ? undefined : await before?.read(path);
        if (body !== undefined) writeFile(join(name, path), body);
      }
      const manifest = before?.manifest.text ?? null;
      const stored = { manifest, ledger: ledger ?? null, touched: [...touched], left: [...left] };
      writeFile(`${name}.json`, `${JSON.stringify(stored)}\n`);
      removeOthers(name, parts);
    },
  };
}

function removeOthers(folder: string, parts: readonly Part[]): void {
  const named = new Set(parts.map(({ path }) => path));
  for (const path of listFiles(folder)) if (!named.has(path)) rmSync(join(folder, path), { force: true });
}

/** Work left for the next run, as lines of text. */
export interface PendingList {
  readonly read: () => readonly string[];
  readonly write: (lines: readonly string[]) => void;
}

/**
 * A list that is kept in a folder between two runs: addresses to be listed or purged from a CDN, or news to be
 * posted.
 */
export function openPending(
  folder: string,
  name: 'purge-pending' | 'purge-switching' | 'notify-pending',
): PendingList {
  const file = join(folder, `${name}.txt`);
  return {
    read: () => (readTextIfThere(file) ?? '').split('\n').filter(Boolean),
    write: (lines) => {
      if (lines.length === 0) rmSync(file, { force: true });
      else {
        mkdirSync(folder, { recursive: true });
        writeFile(file, lines.map((line) => `${line}\n`).join(''));
      }
    },
  };
}
