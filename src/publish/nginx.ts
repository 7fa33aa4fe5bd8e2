import type { Alias } from '../source/site-schema.ts';
import { languageSegment } from '../model/language.ts';
import { aliasTarget } from '../site/route.ts';
import { FOR_PROGRAMS, namedTypes, policyHeader, securityHeaders } from './headers.ts';
import type { ServedSite } from './headers.ts';
import { endingOf, IMMUTABLE, REVALIDATE, SHORT, typeOfEnding } from './serving.ts';

/**
 * A configuration for nginx, to be included in a `server` block: types, headers, caching, error pages in the
 * reader's language, redirects, compressed copies. For a site at the top of its host the block gives `root`;
 * for one below a path it sets `$incident_press` to the folder of the site.
 */
export function nginxConfig(paths: readonly string[], site: ServedSite): string {
  const { languages, aliases } = site;
  // nginx compares locations with addresses that are decoded already.
  const basePath = decoded(site.basePath);
  const isTop = basePath === '/';
  const place = placesOf(paths, site);
  const short = cacheHeader(SHORT, true);
  const notFound = (folder: string) => missingPage(`${basePath}${folder}404.html`);
  return [
    ...settings(paths, site),
    ...(isTop
      ? []
      : [block(`location = ${quoted(basePath.slice(0, -1))}`, [`return 301 ${addressOf(site.basePath)};`])]),
    place(quoted(basePath), '', short, [notFound('')]),
    ...languages.map((language) => {
      const folder = `${languageSegment(language)}/`;
      return place(quoted(basePath + folder), folder, short, [notFound(folder)]);
    }),
    ...framedParts(site).map((part) =>
      place(quoted(`${basePath}${part}/`), `${part}/`, short, [notFound('')]),
    ),
    place(quoted(`${basePath}api/`), 'api/', short, [
      `add_header ${FOR_PROGRAMS[0]} "${FOR_PROGRAMS[1]}" always;`,
      notFound(''),
    ]),
    // Without `always`: a missing file must not be cached for a year.
    place(`^~ ${quoted(`${basePath}assets/`)}`, 'assets/', cacheHeader(IMMUTABLE, false), [notFound('')]),
    place(`= ${quoted(`${basePath}build.json`)}`, 'build.json', cacheHeader(REVALIDATE, true)),
    ...namedTypes(paths).map(([name, type]) =>
      place(`~ ${quoted(`^${inPattern(basePath)}((?:.+/)?${inPattern(name)})$`)}`, '$1', short, [
        ...typed(type),
        notFound(''),
      ]),
    ),
    ...aliases.map((alias) => redirect(alias, site)),
  ]
    .join('\n')
    .concat('\n');
}

/** Makes the block for what is at a place: its headers, and on the disk its path below the folder of the site. */
function placesOf(paths: readonly string[], site: ServedSite) {
  const isTop = site.basePath === '/';
  return (directive: string, path: string, caching: readonly string[], more: readonly string[] = []) =>
    block(`location ${directive}`, [
      ...(isTop ? [] : [`alias $incident_press/${path};`]),
      ...more.filter((line) => line !== ''),
      ...[policyHeader(site, paths, partOf(path)), ...securityHeaders(site)].map(
        ([name, value]) => `add_header ${name} "${value}" always;`,
      ),
      ...caching,
    ]);
}

/** A dollar sign begins the name of a variable here, and it cannot be escaped. */
function missingPage(path: string): string {
  return path.includes('$') ? '' : `error_page 404 ${quoted(path)};`;
}

function redirect(alias: Alias, site: ServedSite): string {
  const target = site.basePath + aliasTarget(site, alias).slice(1);
  return block(`location = ${quoted(decoded(site.basePath) + alias.path.slice(1))}`, [
    `return 301 ${addressOf(target)};`,
  ]);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Quotes any text as a word of the configuration. */
function quoted(text: string): string {
  return /^[\w/.~-]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** An address to be sent to readers; a dollar sign as an escape, since it would begin a variable. */
function addressOf(path: string): string {
  return quoted(path.replaceAll('$', '%24'));
}

/** A text escaped for use in a regular expression. */
function inPattern(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

/** One type for all files of a block, whatever their endings. */
function typed(type: string): string[] {
  const [plain = ''] = type.split(';');
  return ['types {}', `default_type ${plain};`, `charset_types ${plain};`];
}

/** First parts of the path that others may frame, except those that have their own block anyway. */
function framedParts({ frameAncestors, languages }: ServedSite): string[] {
  const others = ['', 'api', 'assets', ...languages.map(languageSegment)];
  return Object.keys(frameAncestors).filter((part) => !others.includes(part));
}

/** `en` of `en/`; nothing of a file at the top. */
function partOf(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : '';
}

const HEADING =
  '# How to serve this site. Written by `incident-press build --nginx`; include it in a server block.';

function settings(paths: readonly string[], { basePath, compress }: ServedSite): string[] {
  return [
    HEADING,
    ...(basePath === '/' ? [] : ['# Put `set $incident_press /the/folder/of/the/site;` before it.']),
    'index index.html;',
    'etag on;',
    'server_tokens off;',
    'absolute_redirect off;',
    ...types(paths),
    ...(compress.length > 0 ? ['gzip_vary on;'] : []),
    ...(compress.includes('gzip') ? ['gzip_static on;'] : []),
    ...(compress.includes('br') ? ['brotli_static on; # needs the module ngx_brotli'] : []),
    '',
  ];
}

function block(head: string, lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
}

function cacheHeader(value: string, always: boolean): string[] {
  return [`add_header Cache-Control "${value}"${always ? ' always' : ''};`];
}

/** The type of every extension in use. nginx's own table lacks some, and has older names for others. */
function types(paths: readonly string[]): string[] {
  const endings = [...new Set(paths.map(endingOf))].filter((ending) => ending !== '').toSorted();
  const byType = new Map<string, string[]>();
  const texts = new Set<string>(['text/plain']);
  for (const ending of endings) {
    const [plain = '', charset] = typeOfEnding(ending).split('; ');
    byType.set(plain, [...(byType.get(plain) ?? []), ending]);
    if (charset !== undefined) texts.add(plain);
  }
  return [
    // `text/html` is among the types with a charset always, and nginx warns where it is named again.
    'charset utf-8;',
    `charset_types ${[...texts]
      .filter((type) => type !== 'text/html')
      .toSorted()
      .join(' ')};`,
    block(
      'types',
      [...byType].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([type, its]) => `${type} ${its.join(' ')};`),
    ),
    'default_type text/plain;',
  ];
}
