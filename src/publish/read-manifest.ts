import { parseInstant } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { sha256 } from '../source/content-hash.ts';
import { parseObject, sealJson, unsealJson } from './sealed-json.ts';
import { servingOf } from './serving.ts';
import type { Serving } from './serving.ts';

/** The name of the manifest, at the top of the output and of every target. */
export const MANIFEST = 'build.json';

/** One file of a manifest. */
export interface ManifestEntry extends Serving {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** True for a page of an edition that was not published yet when the site was built. */
  readonly pending?: true | undefined;
}

/** A part of the list that is in a separate file. */
export interface Part {
  /** All files whose path begins with this are in this part, unless a part with a longer prefix fits. */
  readonly begins: string;
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  /** How many files it lists. */
  readonly files: number;
}

/** `build.json` as it was read. */
export interface Manifest {
  /** Its exact text. */
  readonly text: string;
  readonly basePath: string;
  /** The time whose state the site shows, if it was built with `--at`. */
  readonly asItStood: Instant | undefined;
  /** The checkpoint over the site's ledger as it was built; undefined where there was none. */
  readonly checkpoint: string | undefined;
  /** Old addresses and where a host may lead from them, all below the base path. */
  readonly redirects: ReadonlyMap<string, string>;
  /** The files it lists, its own parts included, as far as they were read. */
  readonly files: ReadonlyMap<string, ManifestEntry>;
  readonly parts: readonly Part[];
  /** The parts that were not read. */
  readonly unread: readonly Part[];
}

/**
 * A manifest whose parts can be read later. `read` returns a file next to it, undefined if there is none.
 */
export interface ManifestSource {
  readonly manifest: Manifest;
  readonly read: (path: string) => Promise<string | Uint8Array | undefined>;
}

/** A part that does not match `build.json`. */
export interface DamagedPart {
  readonly path: string;
  readonly message: string;
}

/**
 * Reads the text of a manifest, without its parts. Undefined if it is not a manifest of ours, is damaged,
 * or has paths that lead out of the site.
 */
export function parseManifest(text: string): Manifest | undefined {
  const plain = parseObject(text);
  // Before 0.1 there was no digest.
  const value = plain && 'digest' in plain ? unsealJson(text) : plain;
  const generator = value?.['generator'] as { readonly name?: unknown } | null | undefined;
  const files = filesOf(value?.['files']);
  const parts = partsOf(value?.['parts'] ?? []);
  if (generator?.name !== 'incident-press' || !files || !parts) return undefined;
  for (const { path, sha256: hash, size } of parts)
    files.set(path, { sha256: hash, size, ...servingOf(path) });
  return {
    text,
    basePath: String(value?.['base_path'] ?? '/'),
    asItStood: parseInstant(String(value?.['as_it_stood'])),
    checkpoint: textMember(value, 'checkpoint'),
    redirects: redirectsOf(value?.['redirects']),
    files,
    parts,
    unread: parts,
  };
}

function textMember(value: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  const member = value?.[key];
  return typeof member === 'string' ? member : undefined;
}

/** True for an unchanged manifest: its digest matches all the rest of it. */
export function isAsWritten({ text }: Pick<Manifest, 'text'>): boolean {
  const value = unsealJson(text);
  return value !== undefined && sealJson(value) === text;
}

function redirectsOf(value: unknown): ReadonlyMap<string, string> {
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

/**
 * Reads the wanted parts of a manifest, all by default. A missing or damaged part stays unread and is
 * reported.
 */
export async function readParts(
  { manifest, read }: ManifestSource,
  isWanted: (part: Part) => boolean = () => true,
): Promise<{ readonly manifest: Manifest; readonly damaged: readonly DamagedPart[] }> {
  const files = new Map(manifest.files);
  const unread: Part[] = [];
  const damaged: DamagedPart[] = [];
  for (const part of manifest.unread) {
    const found = isWanted(part) ? readPart(part, await read(part.path)) : undefined;
    if (found && !('message' in found)) for (const [path, entry] of found) files.set(path, entry);
    else {
      unread.push(part);
      if (found) damaged.push(found);
    }
  }
  return { manifest: { ...manifest, files, unread }, damaged };
}

function readPart(
  { path, sha256: hash }: Part,
  body: string | Uint8Array | undefined,
): ReadonlyMap<string, ManifestEntry> | DamagedPart {
  if (body === undefined) return { path, message: 'build.json lists this part of itself, but it is missing' };
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const files = sha256(body) === hash ? filesOf(parseObject(text)) : undefined;
  return files ?? { path, message: 'This part of build.json is damaged' };
}

function filesOf(value: unknown): Map<string, ManifestEntry> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const files = new Map<string, ManifestEntry>();
  for (const [path, entry] of Object.entries(value as Record<string, Partial<ManifestEntry> | null>)) {
    if (!isInside(path) || !isHash(entry?.sha256)) return undefined;
    const { sha256: hash, size = 0, type = '', cache = '', pending } = entry as ManifestEntry;
    files.set(path, {
      sha256: hash,
      size: Number(size),
      type: String(type),
      cache: String(cache),
      pending,
    });
  }
  return files;
}

function partsOf(value: unknown): readonly Part[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const isPart = (each: Partial<Part> | null) =>
    typeof each?.begins === 'string' &&
    typeof each.path === 'string' &&
    isInside(each.path) &&
    isHash(each.sha256) &&
    Number.isInteger(each.size) &&
    Number.isInteger(each.files);
  return value.every(isPart) ? (value as readonly Part[]) : undefined;
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isInside(path: string): boolean {
  return path !== '' && !/^\/|\\|\0|(?:^|\/)\.{0,2}(?:\/|$)/.test(path);
}
