import { sha256 } from '../../source/content-hash.ts';

/** Texts up to this length are kept as they are: no hash is shorter. */
const SHORT = 24;

/** The members of a view as short texts, each equal exactly if the member is. */
export function fingerprintView(view: object): Record<string, string> {
  const parts: Record<string, string> = {};
  for (const [name, value] of Object.entries(view)) parts[name] = fingerprintValue(value);
  return parts;
}

/** A plain value as a short text: its JSON, or the hash of that. The order of keys counts, since templates see it. */
export function fingerprintValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length <= SHORT ? text : shortHash(text);
}

/** 128 bits of SHA-256, in Base64. */
export function shortHash(text: string): string {
  return sha256(text, 'base64').slice(0, 22);
}
