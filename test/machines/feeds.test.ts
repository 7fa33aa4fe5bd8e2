import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { writeOutput } from '../../src/host/files/write-output.ts';
import { serveFolder } from '../browser/static-server.ts';
import { makeFolder, ROOT } from '../run.ts';
import { makeExample, makeFrom, reportFile } from './made.ts';
import type { Made } from './made.ts';

/** What an item says of the version it is about. */
interface Published {
  readonly reference: string;
  readonly version: string;
}

const GRAMMAR = join(ROOT, '../shared/conformance/atom.rng');
const LANGUAGES = ['en', 'fr', 'ar', 'de', 'ja', 'pt-br'];
const validateJsonFeed = new Ajv({ strict: false, validateFormats: false }).compile(
  createRequire(import.meta.url)('jsonfeed-schema/schema-v1.1.json') as object,
);

let example: Made;
beforeAll(async () => {
  example = await makeExample();
});

test('every language and every service has its feed in three formats', () => {
  for (const language of LANGUAGES) {
    for (const format of ['atom', 'rss', 'json']) {
      expect(example.paths).toContain(`${language}/feed.${format}`);
      expect(example.paths).toContain(`${language}/services/web-frontend/feed.${format}`);
    }
  }
});

const title = 'Atom feeds and their archives follow the grammar of RFC 4287';
test.skipIf(!existsSync(GRAMMAR))(
  `${title} (skipped where the grammar is not beside the repository)`,
  async () => {
    const paths = example.paths.filter((path) => path.endsWith('.atom'));
    expect(paths.length).toBeGreaterThan(LANGUAGES.length * 2);
    const grammar = readFileSync(GRAMMAR, 'utf8');
    const check = (documents: readonly string[]) =>
      validateXML({
        xml: documents.map((contents, index) => ({ fileName: `${index}.atom`, contents })),
        schema: grammar,
        extension: 'relaxng',
        maxMemoryPages: 4_096,
      });
    const documents = paths.map(example.text);
    expect((await check(documents)).errors).toEqual([]);
    const wrong = documents.slice(0, 1).map((text) => text.replace(/<updated>[^<]*<\/updated>/, ''));
    expect((await check(wrong)).valid).toBe(false);
  },
);

test('JSON feeds follow the schema of JSON Feed 1.1', () => {
  for (const path of example.paths.filter((each) => each.endsWith('feed.json'))) {
    expect(validateJsonFeed(example.json(path)), `${path}: ${JSON.stringify(validateJsonFeed.errors)}`).toBe(
      true,
    );
  }
  expect(validateJsonFeed({ version: 'https://jsonfeed.org/version/1.1' })).toBe(false);
});

describe.each(LANGUAGES)('the feeds in %s', (language) => {
  test('say the same in all formats, to independent readers', async () => {
    const atom = parseAtomFeed(example.text(`${language}/feed.atom`));
    const rss = await new RssParser().parseString(example.text(`${language}/feed.rss`));
    const rssToo = parseRssFeed(example.text(`${language}/feed.rss`));
    const json = parseJsonFeed(example.text(`${language}/feed.json`));
    expect(atom.entries?.length).toBe(12);
    const inOrderOfRss = new Map(rss.items.map(({ guid }, at) => [guid, at]));
    const entries = (atom.entries ?? []).toSorted(
      (a, b) => (inOrderOfRss.get(a.id) ?? -1) - (inOrderOfRss.get(b.id) ?? -1),
    );
    expect(rss.items.map(({ guid }) => guid)).toEqual(entries.map(({ id }) => id));
    expect(json.items?.map(({ id }) => id)).toEqual(atom.entries?.map(({ id }) => id));
    expect(rss.items.map((item) => item['content:encoded'] as string)).toEqual(
      entries.map(({ content }) => content),
    );
    expect(json.items?.map((item) => item.content_html)).toEqual(atom.entries?.map(({ content }) => content));
    expect(rssToo.items?.map(({ title }) => title)).toEqual(entries.map(({ title }) => title));
    expect(json.items?.map(({ title }) => title)).toEqual(atom.entries?.map(({ title }) => title));
    const updated = atom.entries?.map((entry) => String(entry.updated)) ?? [];
    expect(updated).toEqual(updated.toSorted().toReversed());
    expect(String(atom.updated)).toBe(updated[0]);
  });

  test('have full content, every address in it absolute', () => {
    for (const { content_html: html, id } of parseJsonFeed(example.text(`${language}/feed.json`)).items ??
      []) {
      const tree = fromHtml(html ?? '', { fragment: true });
      visit(tree, 'element', ({ properties }) => {
        for (const address of [properties['href'], properties['src']]) {
          if (typeof address === 'string') expect(address, id).toMatch(/^(?:https?:\/\/|mailto:)/);
        }
      });
    }
    const model = parseJsonFeed(example.text(`${language}/feed.json`)).items?.find(({ id }) =>
      id?.includes('2020-09-15-web-frontend'),
    );
    expect(model?.id).toBe(
      `tag:status.example.com,2020-09-15:2020-09-15-web-frontend/${language.replace('br', 'BR')}`,
    );
    expect(model?.content_html?.match(/<h3>/g)?.length).toBe(4);
    expect(model?.content_html).toContain('forum.example.net');
  });
});

test.each(['en/feed', 'fr/feed', 'ja/services/web-frontend/feed'])(
  'each entry of %s has the hash of the line that published it, and the head has the checkpoint',
  async (path) => {
    const rows = example.text('ledger.jsonl').trim().split('\n');
    const json = example.json(`${path}.json`) as {
      _incident_press: { checkpoint: string };
      items: { language: string; _incident: Published; _incident_press: { line: string } }[];
    };
    const lines = json.items.map((item) => item._incident_press.line);
    expect(lines.length).toBeGreaterThan(0);
    for (const { language, _incident: own, _incident_press: proof } of json.items) {
      const row = rows.find((each) => createHash('sha256').update(each).digest('hex') === proof.line);
      expect(row).toContain(
        `"reference":"${own.reference}","language":"${language}","version":"${own.version}"`,
      );
    }
    expect(json._incident_press.checkpoint).toBe(example.text('checkpoint'));
    const options = { customFields: { item: ['ledger:line'], feed: ['ledger:checkpoint'] } };
    for (const format of ['atom', 'rss']) {
      const parser = new RssParser<Record<string, unknown>, Record<string, unknown>>(options);
      const feed = await parser.parseString(example.text(`${path}.${format}`));
      expect(feed.items.map((item) => item['ledger:line'])).toEqual(lines);
      expect(feed['ledger:checkpoint']).toBe(example.text('checkpoint'));
    }
  },
);

test('an archive of a feed, which never changes, has the lines and no checkpoint', () => {
  const archives = example.paths.filter((path) => /feed-\d{4}-\d+\.atom$/.test(path));
  expect(archives.length).toBeGreaterThan(0);
  for (const path of archives) {
    expect(example.text(path)).toContain('<ledger:line>');
    expect(example.text(path)).not.toContain('ledger:checkpoint');
  }
});

test('the pages name the feeds of their language', () => {
  const links: string[] = [];
  visit(fromHtml(example.text('fr/index.html')), 'element', ({ tagName, properties }) => {
    if (
      tagName === 'link' &&
      [properties['rel']].flat().includes('alternate') &&
      properties['type'] !== undefined &&
      properties['type'] !== 'application/json+oembed'
    )
      links.push(`${String(properties['type'])} ${String(properties['href'])}`);
  });
  expect(links).toEqual([
    'application/atom+xml /fr/updates.atom',
    'application/rss+xml /fr/updates.rss',
    'application/atom+xml /fr/feed.atom',
    'application/rss+xml /fr/feed.rss',
    'application/feed+json /fr/feed.json',
    'text/calendar /fr/calendar.ics',
  ]);
  for (const link of links) expect(example.paths).toContain(link.split(' /')[1]);
});

test('a text in another language than its feed says so', () => {
  const feed = example.json('ja/feed.json') as {
    items: { id: string; language: string; content_html: string }[];
  };
  const report = feed.items.find(({ id }) => id.includes('2025-04-27-control-panel'));
  expect(report?.language).toBe('en');
  expect(report?.content_html).toMatch(/^<div lang="en" dir="ltr">/);
  expect(example.text('ar/feed.atom')).toContain('<entry xml:lang="ar">');
  const arabic = example.json('ar/feed.json') as typeof feed;
  expect(arabic.items.find(({ id }) => id.includes('2020-09-15'))?.content_html).toMatch(
    /^<div lang="ar" dir="rtl">/,
  );
});

const SITE =
  'name: Example\nurl: https://status.example.com/\nservices:\n  - {id: web, name: Web}\n  - {id: api, name: API}\n';

test('hostile texts and very long ones survive the way through every format', async () => {
  const title = ']]> & <b> "x" ‮مرحبا 😀 </title>';
  const long = 'Wörter & ]]> 😀 '.repeat(6_250);
  const made = await makeFrom({
    'site.yaml': SITE,
    'incidents/2026-03-04-web/en.md': reportFile(
      title,
      ['{at: 2026-03-04T10:00:00Z, state: resolved, title: "a"}'],
      'services: [web]\n',
      `${long}\n\n\`]]></content>\`\n\n[up](#here)`,
    ),
  });
  expect(long.length).toBeGreaterThanOrEqual(100_000);
  const [atom] = parseAtomFeed(made.text('en/feed.atom')).entries ?? [];
  const [rss] = (await new RssParser().parseString(made.text('en/feed.rss'))).items;
  const [json] = (made.json('en/feed.json') as { items: { title: string; content_html: string }[] }).items;
  // What turns the direction around ends with the title.
  const closed = `${title}\u202c`;
  // RSS does not say what a title is, so that tags in one have a character in them that nobody sees.
  const seen = rss?.title?.replaceAll('\u2060', '');
  expect([atom?.title, seen, json?.title]).toEqual([closed, closed, closed]);
  expect(atom?.content).toBe(json?.content_html);
  expect(rss?.['content:encoded']).toBe(json?.content_html);
  const words = toString(fromHtml(json!.content_html, { fragment: true }));
  expect(words).toContain(long.trim());
  expect(words).toContain(']]></content>');
});

test('ids outlive the address, the title and the languages of a site where id_authority is set', async () => {
  const report = {
    'incidents/2026-03-04-web/en.md': reportFile(
      'One',
      ['{at: 2026-03-04T10:00:00Z, state: resolved, title: "a"}'],
      'services: [web]\n',
    ),
  };
  const idsOf = async (site: string, files: Record<string, string> = report) => {
    const feed = parseAtomFeed((await makeFrom({ 'site.yaml': site, ...files })).text('en/feed.atom'));
    return [feed.id, ...(feed.entries ?? []).map(({ id }) => id)];
  };
  const named = `${SITE}id_authority: "status.example.com,2020"\n`;
  const before = await idsOf(named);
  expect(before).toEqual([
    'tag:status.example.com,2020:feed/en',
    'tag:status.example.com,2020:2026-03-04-web/en',
  ]);
  expect(
    await idsOf(named.replace('https://status.example.com/', 'https://other.example.org/status/')),
  ).toEqual(before);
  expect(
    await idsOf(named, {
      'incidents/2026-03-04-web/en.md': report['incidents/2026-03-04-web/en.md'].replace('One', 'Two'),
    }),
  ).toEqual(before);
  expect(await idsOf(SITE)).toEqual([
    'https://status.example.com/en/feed.atom',
    'tag:status.example.com,2026-03-04:2026-03-04-web/en',
  ]);
});

/** `count` reports, one a day from 1 January 2025 on. */
function many(count: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index += 1) {
    const day = new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
    files[`incidents/${day}-web/en.md`] = reportFile(
      `Number ${index + 1}`,
      [`{at: "${day}T10:00:00Z", state: resolved, title: "a"}`],
      'services: [web]\n',
    );
  }
  return files;
}

test('a feed holds fifty entries; archives hold the rest, never change, and are all reached', async () => {
  const before = await makeFrom({ 'site.yaml': SITE, ...many(130) });
  const after = await makeFrom({ 'site.yaml': SITE, ...many(190) });
  const archives = before.paths.filter((path) => /^en\/feed-.*\.atom$/.test(path));
  expect(archives).toEqual(['en/feed-2025-1.atom', 'en/feed-2025-2.atom']);
  for (const path of archives) expect(after.text(path)).toBe(before.text(path));
  for (const [made, total] of [
    [before, 130],
    [after, 190],
  ] as const) {
    const seen = new Set<string>();
    let path: string | undefined = 'en/feed.atom';
    while (path !== undefined) {
      const feed = parseAtomFeed(made.text(path));
      expect(feed.entries?.length).toBeLessThanOrEqual(50);
      for (const { id } of feed.entries ?? []) seen.add(id ?? '');
      path = feed.links
        ?.find(({ rel }) => rel === 'prev-archive')
        ?.href?.replace('https://status.example.com/', '');
    }
    expect(seen.size).toBe(total);
  }
  expect((before.json('en/feed.json') as { items: unknown[] }).items.length).toBe(50);
  expect(before.text('en/feed-2025-1.atom')).toContain('<fh:archive/>');
});

test('a reader that polls across five builds gets each new report and each new version once', async () => {
  const folder = join(makeFolder(), 'dist');
  mkdirSync(folder);
  const first = (day: string) => [`{at: "${day}T10:00:00Z", state: investigating, title: "Pages fail"}`];
  const report = (title: string, day: string) => reportFile(title, first(day), 'services: [web]\n');
  const one = report('One', '2026-03-01');
  const two = report('Two', '2026-03-02');
  const news = one
    .replace('version: 001', 'version: 002')
    .replace(
      'title: "Pages fail"}',
      'title: "Pages fail"}\n  - {at: "2026-03-03T10:00:00Z", state: resolved, title: "Solved"}',
    );
  const builds: { files: Record<string, string>; expected: string[]; status: number }[] = [
    { files: { '01': one }, expected: ['One 2026-03-01T10:00:00Z'], status: 200 },
    { files: { '01': one, '02': two }, expected: ['Two 2026-03-02T10:00:00Z'], status: 200 },
    // Nothing was published: the bytes are the same, and so is the tag of the server.
    { files: { '01': one, '02': two }, expected: [], status: 304 },
    { files: { '01': news, '02': two }, expected: ['One 2026-03-03T10:00:00Z'], status: 200 },
    {
      files: { '01': news, '02': two, '05': report('Five', '2026-03-05') },
      expected: ['Five 2026-03-05T10:00:00Z'],
      status: 200,
    },
  ];
  const server = await serveFolder(folder);
  const known = new Map<string, string>();
  let tag = '';
  for (const { files, expected, status } of builds) {
    const sources = Object.fromEntries(
      Object.entries(files).map(([day, text]) => [`incidents/2026-03-${day}-web/en.md`, text]),
    );
    await writeOutput(folder, (await makeFrom({ 'site.yaml': SITE, ...sources })).files);
    const response = await fetch(`${server.url}en/feed.atom`, { headers: { 'if-none-match': tag } });
    expect(response.status).toBe(status);
    tag = response.headers.get('etag') ?? tag;
    const text = await response.text();
    const entries = text === '' ? [] : (parseAtomFeed(text).entries ?? []);
    const found = entries.filter(({ id, updated }) => known.get(id ?? '') !== String(updated));
    for (const { id, updated } of entries) known.set(id ?? '', String(updated));
    expect(found.map(({ title, updated }) => `${title} ${String(updated)}`)).toEqual(expected);
  }
  expect(known.size).toBe(3);
  await server.close();
});

test('a site without reports has feeds without entries', async () => {
  const made = await makeFrom({ 'site.yaml': SITE });
  expect(parseAtomFeed(made.text('en/feed.atom')).entries ?? []).toEqual([]);
  expect(made.text('en/feed.atom')).toContain('<updated>1970-01-01T00:00:00Z</updated>');
  expect(validateJsonFeed(made.json('en/feed.json'))).toBe(true);
});

test('no feed is made where site.yaml asks for other things only', async () => {
  const made = await makeFrom({ 'site.yaml': `${SITE}outputs: [articles, index]\n`, ...many(1) });
  expect(made.paths.filter((path) => /feed|calendar/.test(path))).toEqual([]);
  expect(made.text('en/index.html')).not.toContain('feed');
});
