import type { OutputFile } from '../model/file.ts';
import type { Site } from '../source/site-schema.ts';
import { endingOf, IMMUTABLE, nameOf, REVALIDATE, servingOf, SHORT, typeOfEnding } from './serving.ts';
import { contentPolicy } from '../site/content-policy.ts';
import { fixedPath } from '../site/route.ts';

/** A header field and its value. */
export type Header = readonly [name: string, value: string];

/** The policy of pages, and who may show them in a frame, which only a header can say. */
export const CONTENT_SECURITY_POLICY = policy(false);

const POLICY_WITH_SEARCH = policy(true);

function policy(hasSearch: boolean): string {
  return `${contentPolicy(hasSearch)}; frame-ancestors 'none'`;
}

/** The parts of a file that decide its headers. */
interface Listed {
  readonly path: string;
}

/** The parts of a site that decide how it is served. */
export type ServedSite = Pick<Site, 'basePath' | 'headers' | 'languages' | 'aliases' | 'compress'>;

/**
 * The headers that every answer carries, errors too. Hosts join rules that fit one address, and a page under
 * two policies is held to both; so there is one policy for all pages, that of search where there is search.
 */
export function securityHeaders(
  { headers }: Pick<Site, 'headers'>,
  paths: readonly string[],
): readonly Header[] {
  const { hsts, hstsSubdomains } = headers;
  const hasSearch = paths.some((path) => path.startsWith('pagefind/'));
  return [
    ['Content-Security-Policy', hasSearch ? POLICY_WITH_SEARCH : CONTENT_SECURITY_POLICY],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ...(hsts === undefined
      ? []
      : [
          [
            'Strict-Transport-Security',
            `max-age=${hsts}${hstsSubdomains ? '; includeSubDomains' : ''}`,
          ] as const,
        ]),
  ];
}

/**
 * `_headers` for hosts that read it (Netlify, Cloudflare Pages). Where two rules of such a file fit an
 * address, hosts join the values of a header that is in both, so that no two rules here give the same
 * header to one address: caching goes by the first part of the path, which exactly one rule names.
 */
export function headersFile(files: readonly Listed[], site: ServedSite): OutputFile {
  return { path: fixedPath('_headers'), body: headersText(files, site) };
}

function headersText(files: readonly Listed[], site: ServedSite): string {
  const under = (path: string) => site.basePath + path;
  const rules: (readonly [string, readonly Header[]])[] = [
    [
      under('*'),
      securityHeaders(
        site,
        files.map(({ path }) => path),
      ),
    ],
    ...cacheRules(files).map(([path, cache]) => [under(path), [['Cache-Control', cache]]] as const),
    ...typeRules(files).map(([path, type]) => [under(path), [['Content-Type', type]]] as const),
  ];
  return rules
    .map(([path, headers]) => `${path}\n${headers.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`)
    .join('');
}

function cacheRules(files: readonly Listed[]): readonly Header[] {
  const tops = [...new Set(files.map(({ path }) => topOf(path)))].filter((top) => top !== 'index.html');
  return [
    ['', SHORT],
    ...tops.toSorted().map((top) => [top, top === 'assets/*' ? IMMUTABLE : SHORT] as const),
    ['build.json', REVALIDATE],
  ];
}

/** `en/*` for a file in a folder, its own name for one at the top. */
function topOf(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : `${path.slice(0, slash)}/*`;
}

/** Extensions that hosts know the right type of. */
const WELL_KNOWN = ['html', 'css', 'js', 'json', 'png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg', 'txt'];

function typeRules(files: readonly Listed[]): readonly Header[] {
  const paths = files.map(({ path }) => path);
  const endings = new Set(paths.map(endingOf).filter((ending) => ending && !WELL_KNOWN.includes(ending)));
  return [
    ...[...endings].toSorted().map((ending) => [`*.${ending}`, typeOfEnding(ending)] as const),
    ...namedTypes(paths).map(([name, type]) => [`*/${name}`, type] as const),
  ];
}

/** File names whose type differs from that of their extension, with their types. */
export function namedTypes(paths: readonly string[]): readonly Header[] {
  const named = new Map<string, string>();
  for (const path of paths) {
    const { type } = servingOf(path);
    if (type !== typeOfEnding(endingOf(path))) named.set(nameOf(path), type);
  }
  return [...named].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
