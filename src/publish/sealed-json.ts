import { canonicalJson, sha256 } from '../source/content-hash.ts';

/** One line of canonical JSON with a digest of everything else in it, so that damage shows. */
export function sealJson(value: Readonly<Record<string, unknown>>): string {
  return `${canonicalJson({ ...value, digest: sha256(canonicalJson(value)) })}\n`;
}

/**
 * Reads what `sealJson` wrote; undefined where it was cut, damaged or edited. The digest is of the values:
 * white space makes no difference.
 */
export function unsealJson(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseObject(text);
  if (!value) return undefined;
  const { digest, ...rest } = value;
  return digest === sha256(canonicalJson(rest)) ? rest : undefined;
}

/** The object in a JSON text; undefined if it is another kind of value or not JSON. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
