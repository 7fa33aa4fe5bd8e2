import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The order in which files reach readers: files come before the files that refer to them, and the manifest,
 * which completes a publication, comes last.
 */
export const STAGES = ['assets', 'editions', 'pages', 'indexes', 'manifest'] as const;
export type Stage = (typeof STAGES)[number];

/** How a file of the output is served. */
export interface Serving {
  /** The value of Content-Type, with a charset where the bytes are text. */
  readonly type: string;
  /** The value of Cache-Control. */
  readonly cache: string;
}

/**
 * Names that contain the hash of their bytes: the file never changes. One year, as RFC 9111 readers expect.
 */
export const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * Pages, feeds and the API. A minute spares the origin in an outage; a stale copy is better than none while
 * the origin is down (RFC 5861), but not while it answers, since an open incident has to be fresh.
 */
export const SHORT = 'public, max-age=60, stale-if-error=86400';

/** The manifest is always compared, never taken from a cache. */
export const REVALIDATE = 'no-cache';

/** Text is UTF-8 everywhere; the library lacks these types or has other names for them. */
const OWN_TYPES: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'],
  ['jsonl', 'application/jsonl; charset=utf-8'],
  ['md', 'text/markdown; charset=utf-8'],
  ['txt', 'text/plain; charset=utf-8'],
  ['xml', 'application/xml; charset=utf-8'],
  ['atom', 'application/atom+xml; charset=utf-8'],
  ['rss', 'application/rss+xml; charset=utf-8'],
  ['ics', 'text/calendar; charset=utf-8'],
  ['svg', 'image/svg+xml; charset=utf-8'],
  ['ico', 'image/vnd.microsoft.icon'],
  ['webmanifest', 'application/manifest+json; charset=utf-8'],
  ['br', 'application/octet-stream'],
  ['gz', 'application/gzip'],
]);

/** Files whose name decides more than their extension does. */
const NAMED_TYPES: ReadonlyMap<string, string> = new Map([
  ['feed.json', 'application/feed+json; charset=utf-8'],
]);

/** How the file at a path of the output is served. */
export function servingOf(path: string): Serving {
  return { type: typeOf(path), cache: cacheOf(path) };
}

/** The extension of a file name without its dot, in lower case; empty for `_headers` and `.well-known/x`. */
export function endingOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** The type from the extension alone; files without one are texts for hosts and programs. */
export function typeOfEnding(ending: string): string {
  if (ending === '') return 'text/plain; charset=utf-8';
  const known = OWN_TYPES.get(ending) ?? lookUp(ending);
  // For extensions such as `.constructor` the library returns an inherited property.
  return typeof known === 'string' ? known : 'application/octet-stream';
}

/** The library has hundreds of types; it is loaded for the first file of a type that the program makes none of. */
function lookUp(ending: string): unknown {
  return (require('mrmime') as typeof import('mrmime')).lookup(ending);
}

/** When the file at a path is uploaded. A compressed copy goes with the file it is a copy of. */
export function stageOf(path: string): Stage {
  const plain = originalOf(path) ?? path;
  if (plain === 'build.json') return 'manifest';
  if (plain.startsWith('assets/')) return 'assets';
  if (!plain.includes('incidents/')) return 'indexes';
  if (/(?:^|\/)incidents\/[^/]+\/v\/[^/]+\//.test(plain)) return 'editions';
  if (/(?:^|\/)incidents\/[^/]+\//.test(plain)) return 'pages';
  return 'indexes';
}

/** The file that `x.html.br` or `x.html.gz` is a compressed copy of; undefined for any other. */
export function originalOf(path: string): string | undefined {
  if (!path.endsWith('.br') && !path.endsWith('.gz')) return undefined;
  return /^(.+\.[a-z]+)\.(?:br|gz)$/.exec(path)?.[1];
}

function typeOf(path: string): string {
  return NAMED_TYPES.get(nameOf(path)) ?? typeOfEnding(endingOf(path));
}

function cacheOf(path: string): string {
  switch (stageOf(path)) {
    case 'assets':
      return IMMUTABLE;
    case 'manifest':
      return REVALIDATE;
    default:
      return SHORT;
  }
}

/** The part of a path after its last `/`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
