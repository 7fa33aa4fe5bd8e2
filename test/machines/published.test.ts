import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { beforeAll, expect, test } from 'vitest';
import {
  buildSite,
  live,
  originalText,
  publish,
  REFERENCE,
  siteYaml,
  translationText,
} from '../sites/pure-site.ts';
import type { Files } from '../sites/pure-site.ts';
import { csafFaults } from './csaf.ts';
import { expectToFollow } from './schemas.ts';

/*
 * The times of a small site, all on 2026-03-04:
 *
 *   entry 10:00            001 published 10:05
 *   entry 10:30            002 published 10:40     its words are revised at 11:30
 *                          French 001 published 11:00, French 002 at 11:20
 */
const AT = (time: string) => `2026-03-04T${time}:00Z`;
const ARTICLE = `en/incidents/${REFERENCE}/index.html`;
const FRENCH = `fr/incidents/${REFERENCE}/index.html`;

type Built = Awaited<ReturnType<typeof builtSite>>;
let site: Files;
let built: Built;

async function builtSite(files: Files) {
  const { files: made, diagnostics } = await buildSite(files);
  const text = (path: string) => {
    const body = made.find((file) => file.path === path)?.body;
    if (body === undefined) throw new Error(`${path} was not made: ${JSON.stringify(diagnostics)}`);
    return typeof body === 'string' ? body : new TextDecoder().decode(body);
  };
  return { text };
}

beforeAll(async () => {
  const one = { 'site.yaml': siteYaml(['en', 'fr']), [live('en')]: originalText(1) };
  const two = { ...(await publish(one, AT('10:05'))), [live('en')]: originalText(2) };
  const three = { ...(await publish(two, AT('10:40'))), [live('fr')]: translationText(1, 'fr') };
  const four = { ...(await publish(three, AT('11:00'))), [live('fr')]: translationText(2, 'fr') };
  const revised = originalText(2).replace('version: 002', 'version: 002r2').replace('body of', 'words of');
  site = await publish({ ...(await publish(four, AT('11:20'))), [live('en')]: revised }, AT('11:30'));
  built = await builtSite(site);
});

/** The structured data of a page. */
function dataOf(html: string): { datePublished: string; dateModified: string } {
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
  return JSON.parse(json)['@graph'][0];
}

test('a feed has one entry for each report, updated when its version was published', () => {
  const [entry, ...more] = parseAtomFeed(built.text('en/feed.atom')).entries ?? [];
  expect(more).toEqual([]);
  // Better words for the same facts are not news.
  expect(entry).toMatchObject({ published: AT('10:05'), updated: AT('10:40') });
  expect(parseJsonFeed(built.text('en/feed.json')).items?.[0]).toMatchObject({
    date_published: AT('10:05'),
    date_modified: AT('10:40'),
  });
  expect(parseRssFeed(built.text('en/feed.rss')).items?.[0]?.pubDate).toBe('Wed, 04 Mar 2026 10:05:00 GMT');
  // A translation is news to those who read it.
  expect(parseAtomFeed(built.text('fr/feed.atom')).entries?.[0]).toMatchObject({
    published: AT('10:05'),
    updated: AT('11:20'),
  });
});

test('a page tells search engines when its text was published, and when it last changed', () => {
  expect(dataOf(built.text(ARTICLE))).toMatchObject({
    datePublished: AT('10:05'),
    dateModified: AT('11:30'),
  });
  expect(dataOf(built.text(FRENCH))).toMatchObject({ datePublished: AT('11:00'), dateModified: AT('11:20') });
  expect(built.text(ARTICLE)).toContain(`<meta property="article:published_time" content="${AT('10:05')}">`);
  expect(built.text(ARTICLE)).toContain(`<meta property="article:modified_time" content="${AT('11:30')}">`);
  const sitemap = built.text('sitemap.xml');
  const lastmod = (path: string) =>
    new RegExp(`<loc>https://status.example.com/${path}</loc>\\s*<lastmod>([^<]*)`).exec(sitemap)?.[1];
  expect(lastmod(`en/incidents/${REFERENCE}/`)).toBe(AT('11:30'));
  expect(lastmod(`en/incidents/${REFERENCE}/history/`)).toBe(AT('11:30'));
  expect(lastmod(`fr/incidents/${REFERENCE}/`)).toBe(AT('11:20'));
  expect(lastmod('en/')).toBe(AT('11:30'));
});

test('the history for programs is a document of CSAF, its dates those of the publications', () => {
  const json = JSON.parse(built.text(`incidents/${REFERENCE}/history.json`));
  expectToFollow('history', json, 'history.json');
  expect(csafFaults(json.document)).toEqual([]);
  expect(json.document.tracking).toEqual({
    id: REFERENCE,
    status: 'interim',
    version: '2.1.0',
    initial_release_date: AT('10:05'),
    current_release_date: AT('11:30'),
    revision_history: [
      { number: '1.0.0', legacy_version: '001', date: AT('10:05'), summary: 'Version 001' },
      { number: '2.0.0', legacy_version: '002', date: AT('10:40'), summary: 'Version 002' },
      { number: '2.1.0', legacy_version: '002r2', date: AT('11:30'), summary: 'Version 002r2' },
    ],
  });
  expect(json.texts[1]).toMatchObject({
    lang: 'fr',
    editions: [
      { version: '001', published: AT('11:00'), last_update: AT('10:00') },
      { version: '002', published: AT('11:20'), last_update: AT('10:30') },
    ],
  });
});

test('what CSAF does not allow would be found', () => {
  const { document } = JSON.parse(built.text(`incidents/${REFERENCE}/history.json`));
  const { tracking } = document;
  const [first, second, third] = tracking.revision_history;
  const faultsOf = (changed: object) =>
    csafFaults({ ...document, tracking: { ...tracking, ...changed } }).join(' ');
  expect(faultsOf({ status: 'open' })).toContain('3.2 /tracking/status');
  expect(faultsOf({ version: '002r2' })).toContain('3.2 /tracking/version');
  expect(faultsOf({ revision_history: [] })).toContain('3.2 /tracking/revision_history');
  expect(faultsOf({ version: '2.0.0' })).toBe('6.1.16');
  expect(faultsOf({ revision_history: [second, first, third] })).toContain('6.1.14');
  expect(faultsOf({ revision_history: [first, third] })).toBe('');
  expect(faultsOf({ revision_history: [first, { ...second, number: '1.0.0' }, third] })).toContain('6.1.22');
  expect(faultsOf({ revision_history: [{ ...first, number: '0.1.0' }, second, third] })).toContain('6.1.18');
  expect(faultsOf({ revision_history: [first, { ...third, number: '4.0.0' }], version: '4.0.0' })).toBe(
    '6.1.21',
  );
  expect(faultsOf({ current_release_date: AT('11:31') })).toBe('6.2.6');
});

test('what waits to be published takes no time back, and invents none', async () => {
  // Published late: the newest entry of what waits is older than the publication before it.
  const late = await publish({ 'site.yaml': siteYaml(['en']), [live('en')]: originalText(1) }, AT('10:45'));
  const { text } = await builtSite({ ...late, [live('en')]: originalText(2) });
  expect(parseAtomFeed(text('en/feed.atom')).entries?.[0]).toMatchObject({ updated: AT('10:45') });
  const { tracking } = JSON.parse(text(`incidents/${REFERENCE}/history.json`)).document;
  expect(tracking.revision_history.map(({ date }: { date: string }) => date)).toEqual([
    AT('10:45'),
    AT('10:45'),
  ]);
});

test('of two versions published in the same second a feed and its archives hold the last', async () => {
  const one = await publish({ 'site.yaml': siteYaml(['en']), [live('en')]: originalText(1) }, AT('11:00'));
  const two = await publish({ ...one, [live('en')]: originalText(2) }, AT('11:00'));
  const next = {
    ...two,
    [live('en', '2027-01-01-next')]: originalText(1).replaceAll('2026-03-04', '2027-01-01'),
  };
  const { text } = await builtSite(await publish(next, '2027-01-01T11:00:00Z'));
  const archived = parseAtomFeed(text('en/feed-2026-1.atom')).entries ?? [];
  expect(archived.map(({ updated }) => updated)).toEqual([AT('11:00')]);
  expect(archived[0]?.content).toContain('version 2');
});

test('the first version of an imported report counts from its last update, all others as published', async () => {
  const imported = 'imported: {from: statuspage, id: 8tnqgcg1qkk1}\n';
  const files = { 'site.yaml': siteYaml(['en']), [live('en')]: originalText(1, imported) };
  const first = await publish(files, '2026-11-27T09:00:00Z');
  const one = await builtSite(first);
  expect(parseAtomFeed(one.text('en/feed.atom')).entries?.[0]).toMatchObject({
    published: AT('10:00'),
    updated: AT('10:00'),
  });
  expect(dataOf(one.text(ARTICLE))).toMatchObject({ datePublished: AT('10:00'), dateModified: AT('10:00') });
  expect(one.text('sitemap.xml')).toContain(`<lastmod>${AT('10:00')}</lastmod>`);
  const { document, texts } = JSON.parse(one.text(`incidents/${REFERENCE}/history.json`));
  expect(document.tracking.initial_release_date).toBe(AT('10:00'));
  expect(texts[0].editions[0]).toMatchObject({ published: '2026-11-27T09:00:00Z', last_update: AT('10:00') });

  const second = await publish({ ...first, [live('en')]: originalText(2, imported) }, '2026-11-27T10:00:00Z');
  const two = await builtSite(second);
  expect(parseAtomFeed(two.text('en/feed.atom')).entries?.[0]).toMatchObject({
    published: AT('10:00'),
    updated: '2026-11-27T10:00:00Z',
  });
});
