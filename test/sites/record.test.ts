import { beforeAll, expect, test } from 'vitest';
import { readTheme } from '../../src/host/files/site-files.ts';
import { build } from '../../src/pipeline/build.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import { sha256 } from '../../src/source/content-hash.ts';
import { siteFilesAfter } from '../../src/versions/site-ledger.ts';
import { GENERATOR } from '../generator.ts';
import { buildSite, live, originalText, pagesOf, publish, siteYaml, sourceFiles, translationText } from './pure-site.ts';
import type { Files } from './pure-site.ts';

const [OLD, NEW] = ['2025-06-01-old', '2026-03-04-new'];
const SITE = { 'site.yaml': siteYaml(['en', 'fr']) };
const text = (reference: string, version: number) =>
  originalText(version).replaceAll('2026-03-04', reference.slice(0, 10)).replace('Original title', `Report ${reference}`);

/** Publishes what is pending, with the ledger of the site. */
async function publishAll(files: Files, at: string): Promise<Files> {
  const own = await publish(files, at);
  const written = siteFilesAfter(sourceFiles(own), []);
  return { ...own, ...Object.fromEntries(written.map(({ path, body }) => [path, String(body)])) };
}

let site: Files;
let pages: ReadonlyMap<string, string>;
let served: ReadonlyMap<string, string>;
beforeAll(async () => {
  const one = await publishAll({ ...SITE, [live('en', OLD)]: text(OLD, 1) }, '2025-06-01T11:00:00Z');
  const two = await publishAll({ ...one, [live('en', NEW)]: text(NEW, 1) }, '2026-03-04T10:05:00Z');
  const three = { ...two, [live('en', NEW)]: text(NEW, 2), [live('fr', NEW)]: translationText(2, 'fr') };
  site = await publishAll(three, '2026-03-04T11:00:00Z');
  const { files } = await buildSite(site);
  pages = pagesOf(files);
  served = new Map(files.map(({ path, body }) => [path, String(body)]));
});

function linesOf(path: string): string[] {
  const items = (pages.get(path) ?? '').split('<li class="teaser">').slice(1);
  return items.map((item) => item.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').trim().replace(/ Later.*| Earlier.*| Follow.*/, ''));
}

test('a year of the record has all its publications in the order of the ledger', () => {
  const hashes = (site['published/ledger.jsonl'] ?? '').split('\n').map((line) => sha256(line).slice(0, 16));
  expect(linesOf('/en/record/2026/')).toEqual([
    `4 March 2026 Report ${NEW} Version 001 English 10:05 UTC # ${hashes[1]}`,
    `4 March 2026 Report ${NEW} Version 002 English 11:00 UTC # ${hashes[2]}`,
    `4 March 2026 Report ${NEW} Version 002 French 11:00 UTC # ${hashes[3]}`,
  ]);
  expect(pages.get('/en/record/2026/')).toContain(`<a href="/fr/incidents/${NEW}/v/002/">`);
  expect(pages.get('/en/record/2026/')).toContain('<a rel="prev" href="/en/record/2025/">2025</a>');
  expect(linesOf('/en/record/2025/')).toEqual([
    `1 June 2025 Report ${OLD} Version 001 English 11:00 UTC # ${hashes[0]}`,
  ]);
  expect(pages.get('/fr/record/2026/')).toContain('fr title');
});

test('its first page says how to check it, with the checkpoint and the ledger', () => {
  const page = pages.get('/en/record/') ?? '';
  expect(page).toContain('<code>incident-press verify https://status.example.com/');
  expect(page).toContain(`<pre><code>${site['published/checkpoint']}</code></pre>`);
  expect(page).toContain('<a href="/ledger.jsonl" type="application/jsonl">Lines 1 to 4</a>');
  expect(served.get('ledger.jsonl')).toBe(site['published/ledger.jsonl']);
  expect(page).toMatch(/<a href="\/en\/record\/2026\/">2026<\/a> <small>3<\/small>/);
  expect(linesOf('/en/record/')[0]).toContain('Version 002 French');
  // Every page leads there but those that other sites show in a frame.
  for (const [path, html] of pages) {
    if (path.startsWith('/embed/')) continue;
    const [, language = 'en'] = /^\/(fr)\//.exec(path) ?? [];
    expect(html, path).toContain(`href="/${language}/record/"`);
  }
});

/** What a page says on paper of its line in the ledger. */
function printedLine(html: string | undefined): string | undefined {
  return /<div><dt>[^<]*<\/dt><dd><code>([0-9a-f]{64})<\/code>/.exec(html ?? '')?.[1];
}

test('on paper, articles and editions have the hash of the line that published them', async () => {
  const [old, first, second] = (site['published/ledger.jsonl'] ?? '').split('\n').map((line) => sha256(line));
  expect(printedLine(pages.get(`/en/incidents/${OLD}/`))).toBe(old);
  expect(printedLine(pages.get(`/en/incidents/${OLD}/v/001/`))).toBe(old);
  // In French it is the English text, which has no line of its own.
  expect(pages.get(`/fr/incidents/${OLD}/`)).toContain(`<dd><code>${old}</code></dd>`);
  expect(printedLine(pages.get(`/en/incidents/${NEW}/v/001/`))).toBe(first);
  expect(printedLine(pages.get(`/en/incidents/${NEW}/`))).toBe(second);
  const pending = await buildSite({ ...site, [live('en', NEW)]: text(NEW, 3) });
  const waiting = pagesOf(pending.files);
  for (const path of ['', 'v/003/']) {
    expect(waiting.get(`/en/incidents/${NEW}/${path}`)).toContain('Version 003');
    expect(printedLine(waiting.get(`/en/incidents/${NEW}/${path}`))).toBeUndefined();
  }
});

test('a publication changes no byte of the pages, entries and archives of another report', async () => {
  const next = await publishAll({ ...site, [live('en', NEW)]: text(NEW, 3) }, '2026-03-04T12:00:00Z');
  const { files } = await buildSite(next);
  const after = new Map<string, string>(files.map(({ path, body }) => [path, String(body)]));
  const entries = (text = '') => text.split(/(?=<entry|<item)/).filter((each) => each.includes(`incidents/${OLD}/`));
  const kept = [...served.keys()].filter((path) => path.includes(OLD) || /feed-\d+-\d+\.atom$/.test(path));
  expect(kept).toContain(`en/incidents/${OLD}/v/001/index.html`);
  expect(kept).toContain('en/feed-2025-1.atom');
  for (const path of kept) expect(after.get(path), path).toBe(served.get(path));
  for (const path of ['en/feed.atom', 'en/feed.rss', 'fr/feed.atom']) {
    expect(entries(served.get(path)).join()).toContain('<ledger:line>');
    expect(entries(after.get(path))).toEqual(entries(served.get(path)));
    expect(after.get(path)).not.toBe(served.get(path));
  }
});

test('a redaction is a line of its own', async () => {
  const ledger = site['published/ledger.jsonl'] ?? '';
  const last = ledger.trimEnd().split('\n').find((line) => line.includes(NEW)) ?? '';
  const line = last.replace(/"published":"[^"]*"/, '"published":"2026-03-05T10:00:00Z"');
  const { files } = await buildSite({ ...site, 'published/ledger.jsonl': `${ledger}${line}\n` }, true);
  const own = pagesOf(files).get('/en/record/2026/') ?? '';
  expect(own.split('<strong>redacted</strong>').length).toBe(2);
  expect(own.indexOf('redacted')).toBeGreaterThan(own.lastIndexOf('Version 002'));
});

test('a site that has published nothing says so, and one without histories has no record', async () => {
  const empty = pagesOf((await buildSite({ ...SITE, [live('en', NEW)]: text(NEW, 1) })).files);
  expect(empty.get('/en/record/')).toContain('Nothing has been published yet.');
  const none = { 'site.yaml': siteYaml(['en'], 'outputs: [articles, index]\n'), [live('en', NEW)]: text(NEW, 1) };
  expect([...pagesOf((await buildSite(none)).files).keys()].filter((path) => path.includes('record'))).toEqual([]);
});

test('a publication makes the pages of its own year anew, and of other years none', async () => {
  const options = { strict: false, keepGoing: false, drafts: false, mode: 'build' } as const;
  const input = (files: Files) => ({ files: sourceFiles(files), theme: readTheme(), generator: GENERATOR, options });
  const first = await build(input(site), parseInline);
  const next = await publishAll({ ...site, [live('en', NEW)]: text(NEW, 3) }, '2026-03-04T12:00:00Z');
  const { rendered } = await build(input(next), parseInline, first.memory);
  const years = rendered.map(({ path }) => path).filter((path) => /^\w+\/record\//.test(path));
  expect(years.toSorted()).toEqual([
    'en/record/2026/index.html',
    'en/record/index.html',
    'fr/record/2026/index.html',
    'fr/record/index.html',
  ]);
});
