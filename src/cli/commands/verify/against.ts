import { basename, dirname, join, resolve } from 'node:path';
import { folderSite, readFolder, readTextFile } from '../../../host/files/built-site.ts';
import { fileExists } from '../../../host/files/site-files.ts';
import { Refused } from '../../../host/refused.ts';
import { readManifest } from '../../../pipeline/built-site.ts';
import type { BuiltSite, Finding } from '../../../pipeline/built-site.ts';
import { compareSaved, proveCheckpoint } from '../../../pipeline/verify/against.ts';
import type { History, Saved } from '../../../pipeline/verify/against.ts';
import { keptLines } from '../../../pipeline/verify/kept-lines.ts';
import { publishedHistory, servedHistory } from '../../../pipeline/verify/history.ts';
import { MANIFEST, parseManifest, readParts } from '../../../publish/read-manifest.ts';
import type { ManifestEntry } from '../../../publish/read-manifest.ts';
import type { SourceFile } from '../../../model/file.ts';
import { readCheckpoint } from '../../../versions/checkpoint.ts';
import { readPublicKey } from '../../../versions/note.ts';
import { LEDGER, PUBLISHED } from '../../../versions/paths.ts';
import type { VerifyCommand } from './options.ts';

/** What is verified: a built site, or `published/` alone. */
export interface Verified {
  readonly site: BuiltSite | undefined;
  readonly published: readonly SourceFile[];
}

/**
 * What can only be proved by somebody who has kept something: that the checkpoint is signed with the key they
 * know (`--key`), and that the history has only grown since they saved it (`--against`).
 */
export async function proveKept(
  { key, against }: Pick<VerifyCommand, 'key' | 'against'>,
  cwd: string,
  verified: Verified,
): Promise<readonly Finding[]> {
  if (key === undefined && against === undefined) return [];
  const { history, files } = await presentOf(verified);
  const saved = against === undefined ? undefined : await readSaved(resolve(cwd, against), against);
  const publicKey = key === undefined ? undefined : readKey(key, cwd);
  const kept = saved?.checkpoint ?? saved?.history?.checkpoint ?? '';
  return [
    ...(saved ? compareSaved(saved, history, files) : []),
    ...(publicKey === undefined ? [] : proveCheckpoint(publicKey, history)),
    ...(publicKey !== undefined && kept.includes('\n\n') && readPublicKey(publicKey)?.(kept) !== true
      ? [
          {
            path: against ?? '',
            message: 'What was saved is not signed with the private key that belongs to this public key',
          },
        ]
      : []),
  ];
}

interface Present {
  readonly history: History;
  readonly files: ReadonlyMap<string, ManifestEntry> | undefined;
}

async function presentOf({ site, published }: Verified): Promise<Present> {
  if (!site) return { history: publishedHistory(published), files: undefined };
  // Its problems have been printed already.
  const manifest = await readManifest(site, () => undefined);
  const files = manifest?.files ?? new Map<string, ManifestEntry>();
  return { history: await servedHistory(site, { files }), files };
}

/**
 * Reads whatever was kept: a built folder, its `build.json`, a checkpoint, a feed, a copy of `published/`, or
 * the hash of a line itself.
 */
async function readSaved(path: string, shown: string): Promise<Saved> {
  const kept = fileExists(path)
    ? await readSavedFile(path)
    : ((await readSavedFolder(path)) ?? keptLines(shown));
  if (kept) return kept;
  throw new Refused(
    'usage',
    `--against: ${shown} cannot be compared with`,
    'Name a built folder, its `build.json`, a `checkpoint`, a feed, a copy of `published/`, or give the hash of its line from a printed page.',
  );
}

async function readSavedFolder(path: string): Promise<Saved | undefined> {
  if (fileExists(join(path, MANIFEST))) return presentOf({ site: folderSite(path), published: [] });
  if (!fileExists(join(path, LEDGER))) return undefined;
  const files = readFolder(path).map((file) => ({ ...file, path: PUBLISHED + file.path }));
  return { history: publishedHistory(files) };
}

/** A manifest that was saved by itself only has the parts that are next to it. */
async function readSavedFile(path: string): Promise<Saved | undefined> {
  const text = readTextFile(path) ?? '';
  if (readCheckpoint(text)) return { checkpoint: text };
  const lines = keptLines(text);
  if (lines) return lines;
  const manifest = parseManifest(text);
  const read = async (part: string) => readTextFile(join(dirname(path), part));
  const { checkpoint } = manifest ?? {};
  return manifest && { checkpoint, files: (await readParts({ manifest, read })).manifest.files };
}

/** A public key, given directly or as a file. Throws Refused. */
function readKey(key: string, cwd: string): string {
  const text = readPublicKey(key) ? key : (readTextFile(resolve(cwd, key)) ?? key).trim();
  if (readPublicKey(text)) return text;
  throw new Refused(
    'usage',
    `--key: \`${basename(key)}\` is not a public key`,
    'Give the line that `incident-press key` printed as the public key, or a file that it is in.',
  );
}
