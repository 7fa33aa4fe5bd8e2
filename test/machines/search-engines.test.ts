import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { beforeAll, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { sitemapFiles } from '../../src/render/machines/sitemap.ts';
import { makeExample, makeFrom } from './made.ts';
import type { Made } from './made.ts';

const XSD = join(
  dirname(createRequire(import.meta.url).resolve('sitemap/package.json')),
  'schema/sitemap.xsd',
);

/**
 * The schema of sitemaps.org allows elements of other kinds by their schemas only; XHTML's is not needed
 * here.
 */
const SCHEMA = readFileSync(XSD, 'utf8').replaceAll('processContents="strict"', 'processContents="lax"');

interface Urls {
  readonly urlset: {
    readonly url: readonly {
      readonly loc: string;
      readonly lastmod: string;
      readonly 'xhtml:link': readonly { readonly hreflang: string; readonly href: string }[];
    }[];
  };
}

let example: Made;
let urls: Urls['urlset']['url'];
beforeAll(async () => {
  example = await makeExample();
  urls = parse<Urls>(example.text('sitemap.xml')).urlset.url;
});

function parse<T>(text: string): T {
  const isArray = (name: string) => ['url', 'xhtml:link', 'sitemap'].includes(name);
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray }).parse(text) as T;
}

test('the sitemap follows the schema of sitemaps.org', async () => {
  const check = (xml: string) => validateXML({ xml, schema: SCHEMA });
  expect((await check(example.text('sitemap.xml'))).errors).toEqual([]);
  expect(
    (await check(example.text('sitemap.xml').replace('<loc>', '<place>').replace('</loc>', '</place>')))
      .valid,
  ).toBe(false);
});

test('it has each page that may be indexed, and nothing else', () => {
  const listed = new Set(urls.map(({ loc }) => loc));
  expect(listed.size).toBe(urls.length);
  for (const path of example.paths.filter((each) => each.endsWith('.html'))) {
    const html = example.text(path);
    const isHidden = html.includes('<meta name="robots" content="noindex">');
    const url = `https://status.example.com/${path.replace(/index\.html$/, '')}`;
    // The root shows the status page of the first language, whose own address is listed.
    expect(listed.has(url), path).toBe(!isHidden && path !== 'index.html');
  }
  expect([...listed].filter((url) => url.includes('/v/'))).toEqual([]);
});

test('pages of a report say when they last changed, and the addresses of its translations', () => {
  const model = urls.find(({ loc }) => loc.endsWith('/en/incidents/2020-09-15-web-frontend/'));
  expect(model?.lastmod).toBe('2020-09-21T09:00:00Z');
  expect(model?.['xhtml:link'].map(({ hreflang }) => hreflang)).toEqual(['en', 'fr', 'ar', 'x-default']);
  for (const { href } of model?.['xhtml:link'] ?? []) expect(urls.some(({ loc }) => loc === href)).toBe(true);
});

test('a page of several reports says when one of those last changed, and a page of none does not say', () => {
  const lastmod = (path: string) =>
    urls.find(({ loc }) => loc === `https://status.example.com/${path}`)?.lastmod;
  /** When articles whose references match were last changed, in any language. */
  const newestOf = (references: RegExp) =>
    urls
      .filter(({ loc }) => references.test(/\/incidents\/([^/]+)\/$/.exec(loc)?.[1] ?? 'none'))
      .map((each) => each.lastmod)
      .toSorted()
      .at(-1);
  expect(lastmod('en/')).toBe(newestOf(/^20/));
  expect(lastmod('en/services/dns/')).toBe(newestOf(/^2024-02-27-dns$/));
  expect(lastmod('fr/archive/2020/')).toBe(newestOf(/^2020-09-15-web-frontend$/));
  expect(lastmod('en/archive/2025/01/')).toBe(newestOf(/^2025-01-14-tls-versions$/));
  expect(new Set(['en/', 'en/services/dns/', 'fr/archive/2020/'].map(lastmod)).size).toBe(3);
  expect(urls.some(({ loc }) => loc.endsWith('/en/follow/'))).toBe(true);
  expect(lastmod('en/follow/')).toBeUndefined();
});

test('histories are known in the languages that they exist in, on the pages themselves too', () => {
  const path = 'fr/incidents/2020-09-15-web-frontend/history/';
  const listed = urls.find(({ loc }) => loc.endsWith(path))?.['xhtml:link'] ?? [];
  expect(listed.map(({ hreflang }) => hreflang)).toEqual(['en', 'fr', 'ar', 'x-default']);
  expect(listed.at(-1)?.href).toBe(listed[0]?.href);
  const shown = [
    ...example
      .text(`${path}index.html`)
      .matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">/g),
  ];
  expect(shown.map(([, hreflang, href]) => ({ rel: 'alternate', hreflang, href }))).toEqual(listed);
  expect(example.text(path.replace('fr/', 'ja/') + 'index.html')).not.toContain('rel="alternate" hreflang=');
});

test('robots.txt names the sitemap at the root of a host, and is not made below a path', async () => {
  expect(example.text('robots.txt')).toBe(
    'User-agent: *\nAllow: /\nSitemap: https://status.example.com/sitemap.xml\n',
  );
  const made = await makeFrom({ 'site.yaml': 'name: Example\nurl: https://example.com/status/\n' });
  expect(made.paths).not.toContain('robots.txt');
  expect(made.text('sitemap.xml')).toContain('<loc>https://example.com/status/en/</loc>');
});

const ENTRIES = Array.from({ length: 25 }, (_, index) => ({
  url: `https://example.com/${index}/`,
  lastmod: undefined,
  alternates: [],
}));

test('what is too much for one file is split, and the first file says where the parts are', async () => {
  const [index, ...parts] = sitemapFiles(ENTRIES, 'https://example.com/', { entries: 10, bytes: 1_000_000 });
  expect(parts.map(({ name }) => name)).toEqual(['sitemap-1.xml', 'sitemap-2.xml', 'sitemap-3.xml']);
  const named = parse<{ sitemapindex: { sitemap: { loc: string }[] } }>(index?.body ?? '').sitemapindex
    .sitemap;
  expect(named.map(({ loc }) => loc)).toEqual(parts.map(({ name }) => `https://example.com/${name}`));
  const found = parts.flatMap(({ body }) => parse<Urls>(body).urlset.url.map(({ loc }) => loc));
  expect(found).toEqual(ENTRIES.map(({ url }) => url));
});

test('no file is larger than allowed, in bytes too', () => {
  const bytes = 3_000;
  const [, ...parts] = sitemapFiles(ENTRIES, 'https://example.com/', { entries: 50_000, bytes });
  expect(parts.length).toBeGreaterThan(1);
  for (const { body } of parts) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(bytes);
});
