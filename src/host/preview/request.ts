import { networkInterfaces } from 'node:os';

/** All interfaces; the browser is then given one of the machine's addresses. */
const WILDCARDS = ['0.0.0.0', '::'];

/**
 * The Host headers that a server on `host` and `port` answers to. Anything else comes from a page of another
 * site whose name was pointed here (DNS rebinding), and is refused.
 */
export function allowedHosts(host: string | undefined, port: number): ReadonlySet<string> {
  const own = Object.values(networkInterfaces()).flatMap((each) => each?.map(({ address }) => address) ?? []);
  const names =
    host === undefined ? LOOPBACK : WILDCARDS.includes(host) ? [...LOOPBACK, ...own] : [host.toLowerCase()];
  const hosts = names.map((name) => (name.includes(':') && !name.startsWith('[') ? `[${name}]` : name));
  // Browsers leave out the default port of the scheme.
  return new Set(hosts.flatMap((each) => (port === 80 ? [each, `${each}:80`] : [`${each}:${port}`])));
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** What a request asks for: a path inside the site, a path elsewhere, or something no browser sends. */
export type Asked =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'outside' }
  | { readonly kind: 'malformed' };

/**
 * Reads the target of a request (RFC 9112, origin-form) as a path below `basePath` without its first `/`.
 * Broken escapes, NUL, backslashes and parts such as `..` are malformed, escaped or not.
 */
export function readTarget(target: string, basePath: string): Asked {
  const [raw = ''] = target.split(/[?#]/, 1);
  if (!raw.startsWith('/')) return { kind: 'malformed' };
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch {
    return { kind: 'malformed' };
  }
  // oxlint-disable-next-line no-control-regex -- control characters are just what is looked for
  if (/[\u0000-\u001F\\]/.test(path) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(path)) return { kind: 'malformed' };
  return path.startsWith(basePath)
    ? { kind: 'file', path: path.slice(basePath.length) }
    : { kind: 'outside' };
}
