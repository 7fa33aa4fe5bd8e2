import type { OutputFile } from '../model/file.ts';
import type { Site } from '../source/site-schema.ts';
import { ancestorsOf } from '../source/site-yaml/content-sources.ts';
import { endingOf, IMMUTABLE, nameOf, REVALIDATE, servingOf, SHORT, typeOfEnding } from './serving.ts';
import { contentPolicy } from '../site/content-policy.ts';
import { fixedPath } from '../site/route.ts';

/** A header field and its value. */
export type Header = readonly [name: string, value: string];

/** The policy of pages, and who may show them in a frame, which only a header can state. */
function policyOf(site: Pick<Site, 'csp' | 'frameAncestors'>, part: string, hasSearch: boolean): string {
  const own = ancestorsOf(site, part);
  return `${contentPolicy(site, hasSearch)}; frame-ancestors ${own.length > 0 ? own.join(' ') : "'none'"}`;
}

/**
 * The headers of one file of a site, for a server that sends them itself; without HSTS, which is up to the
 * host. For a site that is not known yet, they are the strictest.
 */
export function headersOf(
  site: (Pick<Site, 'csp' | 'frameAncestors'> & { readonly outputs: readonly string[] }) | undefined,
  path: string,
): readonly Header[] {
  const known = site ?? { csp: {}, frameAncestors: {}, outputs: [] };
  const policy = policyOf(known, partOf(topOf(path)), known.outputs.includes('search'));
  return [
    ['Content-Security-Policy', policy],
    ...securityHeaders({ headers: { hsts: undefined, hstsSubdomains: false } }),
    ...(path.startsWith('api/') ? [FOR_PROGRAMS] : []),
  ];
}

/** The parts of a file that decide its headers. */
interface Listed {
  readonly path: string;
}

/** The parts of a site that decide how it is served. */
export type ServedSite = Pick<
  Site,
  'basePath' | 'headers' | 'languages' | 'aliases' | 'compress' | 'csp' | 'frameAncestors'
>;

/** The headers of every answer, including errors. */
export function securityHeaders({ headers }: Pick<Site, 'headers'>): readonly Header[] {
  const { hsts, hstsSubdomains } = headers;
  return [
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
 * The policy of what is below a first part of the path. A page with two policies has to satisfy both, so
 * there is only one for scripts, which allows search if the site has it; only who may frame a page differs.
 */
export function policyHeader(
  site: Pick<Site, 'csp' | 'frameAncestors'>,
  paths: readonly string[],
  part: string,
): Header {
  const hasSearch = paths.some((path) => path.startsWith('pagefind/'));
  return ['Content-Security-Policy', policyOf(site, part, hasSearch)];
}

/**
 * `_headers` for hosts that read it (Netlify, Cloudflare Pages). Where two rules of such a file fit an
 * address, hosts join the values of a header that is in both, so that no two rules here give the same
 * header to one address: caching and policy go by the first part of the path, which exactly one rule names.
 * An address where nothing is gets no policy here; the page that says so has it as `<meta>`.
 */
export function headersFile(files: readonly Listed[], site: ServedSite): OutputFile {
  return { path: fixedPath('_headers'), body: headersText(files, site) };
}

function headersText(files: readonly Listed[], site: ServedSite): string {
  const under = (path: string) => site.basePath + path;
  const paths = files.map(({ path }) => path);
  const ofTop = (top: string, cache: string): readonly Header[] => [
    policyHeader(site, paths, partOf(top)),
    ['Cache-Control', cache],
    ...(partOf(top) === 'api' ? [FOR_PROGRAMS] : []),
  ];
  const all: Rule = [under('*'), securityHeaders(site)];
  const known = typeRules(files);
  const types = commonest(known, paths).map(([path, type]): Rule => [under(path), [['Content-Type', type]]]);
  const tops = cacheRules(files, site).map(([top, cache]): Rule => [under(top), ofTop(top, cache)]);
  const read = tops.slice(0, MOST_RULES - types.length - 1);
  const rules = [all, ...read, ...types];
  return (
    leftOut(tops.length - read.length, 'files and folders at the top, old addresses first') +
    leftOut(known.length - types.length, 'kinds of file, the rarest first') +
    rules
      .map(
        ([path, headers]) => `${path}\n${headers.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`,
      )
      .join('')
  );
}

type Rule = readonly [path: string, headers: readonly Header[]];

/** Cloudflare Pages reads at most this many rules. */
const MOST_RULES = 100;

/** At most this many of them are for types; a site without files of its own needs a dozen. */
const MOST_TYPES = 40;

/** Pages of other sites may read what is for programs. */
export const FOR_PROGRAMS: Header = ['Access-Control-Allow-Origin', '*'];

function leftOut(count: number, what: string): string {
  return count === 0
    ? ''
    : `# Hosts read at most ${MOST_RULES} rules: ${count} ${what}, have none of their own.\n`;
}

/** Of more rules for types than there may be, those for most files. */
function commonest(rules: readonly Header[], paths: readonly string[]): readonly Header[] {
  if (rules.length <= MOST_TYPES) return rules;
  const count = ([pattern]: Header) => paths.filter((path) => path.endsWith(pattern.slice(1))).length;
  const counted = rules.map((rule) => ({ rule, files: count(rule) }));
  const kept = counted.toSorted((a, b) => b.files - a.files).slice(0, MOST_TYPES);
  return rules.filter((rule) => kept.some((each) => each.rule === rule));
}

/** How long files at the top may be cached: the most important first, redirects from old addresses last. */
function cacheRules(files: readonly Listed[], { aliases }: Pick<Site, 'aliases'>): readonly Header[] {
  const old = new Set(aliases.map(({ path }) => topOf(path.slice(1))));
  const tops = [...new Set(files.map(({ path }) => topOf(path)))]
    .filter((top) => top !== 'index.html')
    .toSorted((a, b) => Number(old.has(a)) - Number(old.has(b)) || (a < b ? -1 : 1));
  return [
    ['', SHORT],
    ['build.json', REVALIDATE],
    ...tops.map((top) => [top, top === 'assets/*' ? IMMUTABLE : SHORT] as const),
  ];
}

/** `en` of `en/*`; nothing for a file at the top. */
function partOf(top: string): string {
  return top.endsWith('/*') ? top.slice(0, -2) : '';
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
