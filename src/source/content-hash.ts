import { createHash, hash } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** Keys that number or describe a publication and are not part of its content. */
const BOOKKEEPING = new Set(['version', 'last_update', 'changes']);

/**
 * SHA-256, lower-case hex, of the content of a source: its front matter as parsed text values without the
 * keys that only number a publication, keys sorted, as JSON; a NUL; its body with LF line ends and one at the
 * end. Comments, key order, line ends and a byte order mark make no difference.
 */
export function contentHash(frontMatter: unknown, body: string): string {
  const said = Object.fromEntries(Object.entries(frontMatter ?? {}).filter(([key]) => !BOOKKEEPING.has(key)));
  return sha256(`${canonicalJson(said)}\0${normalise(body)}`);
}

/** SHA-256 of text as UTF-8 or of bytes, in lower-case hex unless Base64 is asked for. */
export function sha256(data: string | Uint8Array, encoding: 'hex' | 'base64' = 'hex'): string {
  return hash('sha256', data, encoding);
}

/** A SHA-256 that takes its input in parts, for data that is never in memory as a whole. */
export function startSha256(): Hash {
  return createHash('sha256');
}

/** Plain data as JSON with the keys of every object sorted, so that equal values have equal text (as in RFC 8785). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value));
}

/** Sorted beforehand: a replacer would be called for every single value. */
function withSortedKeys(value: unknown): unknown {
  return Array.isArray(value) ? value.map(withSortedKeys) : sortedKeys(value, withSortedKeys);
}

/** An object with its keys sorted, and what `make` gives for each of its values; anything else as it is. */
export function sortedKeys(value: unknown, make = (inner: unknown): unknown => inner): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const all = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(all)
      .toSorted()
      .map((key) => [key, make(all[key])]),
  );
}

function normalise(body: string): string {
  const lines = body.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  return `${lines.replace(/\n+$/, '')}\n`;
}
