import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { OutputFile, OutputPath } from '../model/file.ts';
import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import type { Alias } from '../source/site-schema.ts';
import { compressedCopies } from './compress.ts';
import { headersFile } from './headers.ts';
import { nginxConfig } from './nginx.ts';
import { redirectsFile } from './redirects.ts';
import { servingOf, stageOf } from './serving.ts';

const file = (path: string, body: string | Uint8Array = 'x') => ({ path: path as OutputPath, body });
const site = {
  basePath: '/',
  languages: ['en' as Language],
  aliases: [],
  compress: [],
  headers: { hsts: undefined, hstsSubdomains: false },
  csp: {},
  frameAncestors: {},
};

/** The rules of a `_headers` file that fit a path, as hosts read them: `*` stands for anything. */
function fitting(text: string, path: string): string[] {
  const names: string[] = [];
  let fits = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('/')) {
      const pattern = line.split('*').map((part) => part.replace(/[.\\/]/g, String.raw`\$&`));
      fits = new RegExp(`^${pattern.join('.*')}$`).test(path);
    } else if (fits && line !== '') {
      names.push(line.trim().split(':')[0] ?? '');
    }
  }
  return names;
}

test('no address gets one header by two rules, since hosts would join the values', () => {
  const files = ['index.html', '404.html', 'en/index.html', 'en/feed.json', 'en/feed.atom', 'assets/a.css'];
  files.push('api/v2/summary.json', 'robots.txt', 'en/calendar.ics', '.well-known/security.txt', 'badge.svg');
  const { body } = headersFile(
    files.map((path) => file(path)),
    site,
  );
  for (const path of ['', ...files.filter((each) => each !== 'index.html'), 'build.json']) {
    const names = fitting(String(body), `/${path}`);
    expect({ path, repeated: names.filter((name, index) => names.indexOf(name) !== index) }).toEqual({
      path,
      repeated: [],
    });
    expect(names).toContain('Cache-Control');
    expect(names).toContain('Content-Security-Policy');
  }
});

test('what is for programs may be read by pages of other sites, and nothing else', () => {
  const files = ['index.html', 'en/index.html', 'api/v2/summary.json', 'assets/a.css'].map((path) =>
    file(path),
  );
  const text = String(headersFile(files, site).body);
  expect(text.match(/Access-Control-Allow-Origin: \*/g)).toHaveLength(1);
  expect(fitting(text, '/api/v2/summary.json')).toContain('Access-Control-Allow-Origin');
  const nginx = nginxConfig(['api/v2/summary.json'], site);
  expect(nginx.match(/Access-Control-Allow-Origin "\*"/g)).toHaveLength(1);
});

test('a large site stays within what Netlify and Cloudflare read of such files, and says what is left out', () => {
  const aliases = Array.from({ length: 1_000 }, (_, index): Alias => ({
    path: `/old-${index}/`,
    reference: '2026-03-04-a' as Reference,
    file: 'site.yaml',
    range: undefined,
  }));
  const large = { ...site, aliases, languages: ['en' as Language, 'fr' as Language] };
  const reports = Array.from({ length: 10_000 }, (_, index) => `en/incidents/2026-03-04-${index}/index.html`);
  const files = ['index.html', 'api/v2/summary.json', 'assets/a.css', 'robots.txt', 'en/feed.atom']
    .concat(
      reports,
      aliases.map(({ path }) => `${path.slice(1)}index.html`),
    )
    .map((path) => file(path));
  const text = String(headersFile(files, large).body);
  const rules = text.split('\n').filter((line) => line.startsWith('/'));
  expect(rules.length).toBeLessThanOrEqual(100);
  for (const own of ['/*', '/', '/api/*', '/assets/*', '/build.json', '/en/*', '/robots.txt', '/*.atom'])
    expect(rules).toContain(own);
  expect(text).toMatch(
    /^# Hosts read at most 100 rules: 9\d\d files and folders at the top, old addresses first/,
  );
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(2_000);
  const redirects = redirectsFile({ ...large, defaultLanguage: 'en' as Language });
  const lines = String(redirects[0]?.body).trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(2_000);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(1_000);
});

test('files with a hundred unusual endings leave room for the rules of the site', () => {
  const unusual = Array.from({ length: 150 }, (_, index) => `files/a.x${index}`);
  const own = ['index.html', 'api/v2/summary.json', 'en/index.html', 'en/feed.atom', 'fr/feed.atom'];
  const text = String(
    headersFile(
      [...own, ...unusual].map((path) => file(path)),
      site,
    ).body,
  );
  const rules = text.split('\n').filter((line) => line.startsWith('/'));
  expect(rules.length).toBeLessThanOrEqual(100);
  for (const rule of ['/*', '/', '/api/*', '/en/*', '/fr/*', '/files/*', '/build.json', '/*.atom'])
    expect(rules).toContain(rule);
  expect(text).toMatch(
    /^# Hosts read at most 100 rules: 111 kinds of file, the rarest first, have none of their own\.\n\//,
  );
});

test('texts have a charset, pictures have none, and unknown files are not run', () => {
  expect(servingOf('en/index.html').type).toBe('text/html; charset=utf-8');
  expect(servingOf('en/feed.json').type).toBe('application/feed+json; charset=utf-8');
  expect(servingOf('api/v2/summary.json').type).toBe('application/json; charset=utf-8');
  expect(servingOf('assets/0123.png').type).toBe('image/png');
  expect(servingOf('search/index.pf_meta').type).toBe('application/octet-stream');
  expect(servingOf('_redirects').type).toBe('text/plain; charset=utf-8');
});

test('stages: what others refer to comes first', () => {
  const stages = [
    'assets/a.css',
    'en/incidents/r/v/001/index.html',
    'en/incidents/r/index.html',
    'en/index.html',
  ];
  expect([...stages, 'build.json'].map(stageOf)).toEqual([
    'assets',
    'editions',
    'pages',
    'indexes',
    'manifest',
  ]);
  expect(stageOf('en/incidents/r/index.html.br')).toBe('pages');
  expect(stageOf('incidents/r/history.json')).toBe('pages');
});

test('compressed copies are the same bytes again, without time or system, and only where they help', () => {
  const text = 'An incident, told openly. '.repeat(50);
  const files: OutputFile[] = [
    file('a.html', text),
    file('b.txt', 'short'),
    file('c.png', new Uint8Array(900)),
  ];
  const copies = files.flatMap(({ path, body }) =>
    compressedCopies(path, typeof body === 'string' ? Buffer.from(body) : body, ['br', 'gzip']),
  );
  expect(copies.map(({ path }) => path)).toEqual(['a.html.br', 'a.html.gz']);
  const [br, gz] = copies.map(({ body }) => body as Uint8Array);
  expect(brotliDecompressSync(br!).toString()).toBe(text);
  expect(gunzipSync(gz!).toString()).toBe(text);
  expect([...gz!.subarray(4, 8), gz![9]]).toEqual([0, 0, 0, 0, 255]);
});

/** The policy that a path of a site gets, in `_headers` or in the configuration of nginx. */
const policyIn = (text: string, rule: string) =>
  /frame-ancestors ([^";\n]+)/.exec(text.slice(text.indexOf(rule)))?.[1];

test('who may frame a page goes by the first part of its path, and by nothing else', () => {
  const paths = ['index.html', 'en/index.html', 'embed/en/index.html', 'assets/a.css'];
  const framed = {
    ...site,
    csp: { 'img-src': ['https://img.example.com'], 'form-action': ['https://lists.example.com'] },
    frameAncestors: { '': ['https://portal.example.com'], embed: ['*'], en: [] },
  };
  const text = String(
    headersFile(
      paths.map((path) => file(path)),
      framed,
    ).body,
  );
  expect(['/\n', '/en/*\n', '/embed/*\n', '/assets/*\n'].map((rule) => policyIn(text, `\n${rule}`))).toEqual([
    'https://portal.example.com',
    "'none'",
    '*',
    'https://portal.example.com',
  ]);
  const config = nginxConfig(paths, framed);
  expect(
    ['/', '/en/', '/embed/', '^~ /assets/'].map((rule) => policyIn(config, `location ${rule} {`)),
  ).toEqual(['https://portal.example.com', "'none'", '*', 'https://portal.example.com']);
  expect(text).toContain("img-src 'self' https://img.example.com;");
  // `'none'` beside a source would mean nothing.
  expect(text).toContain("form-action 'self' https://lists.example.com;");
});
