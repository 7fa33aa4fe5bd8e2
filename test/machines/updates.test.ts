import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../src/source/content-hash.ts';
import { FEEDPARSER, NEWSBOAT, PYTHON, testWith } from '../programs.ts';
import { makeFolder } from '../run.ts';
import { makeExample, makeFrom, reportFile } from './made.ts';
import type { Made } from './made.ts';
import { openSite } from './step-by-step.ts';

const SITE = `name: Example
url: https://status.example.com/
id_authority: "status.example.com,2020"
languages: [en, fr]
services:
  - {id: web, name: Web}
  - {id: api, name: API}
`;

const FIRST = '{at: 2026-03-01T10:00:00Z, state: investigating, title: "Pages fail"}';
const SECOND = '{at: 2026-03-01T10:20:00Z, state: monitoring, title: "A server is back"}';
const LAST = '{at: 2026-03-01T11:00:00Z, state: resolved, title: "Solved"}';

let example: Made;
let builds: readonly Made[];
beforeAll(async () => {
  example = await makeExample();
  builds = await fiveBuilds();
});

/** A report about the service `web`, with more lines of front matter. */
function web(version: string, entries: readonly string[], more = ''): string {
  return reportFile('Web is down', entries, `services: [web]\n${more}`).replace('001', version);
}

const EN = 'incidents/2026-03-01-web/en.md';
const FR = 'incidents/2026-03-01-web/fr.md';

function itemsOf(made: Made, path: string): string[] {
  return (parseAtomFeed(made.text(path)).entries ?? []).map(
    ({ title, updated }) => `${String(updated)} ${title}`,
  );
}

function idsOf(made: Made, path: string): string[] {
  return (parseAtomFeed(made.text(path)).entries ?? []).map(({ id }) => id ?? '');
}

test('each entry is an item of its own, dated when readers were told of it', async () => {
  const site = openSite({ 'site.yaml': SITE, [EN]: web('001', [FIRST]) });
  const one = await site.publish('2026-03-01T10:05:00Z');
  expect(itemsOf(one, 'en/updates.atom')).toEqual([
    '2026-03-01T10:05:00Z [Investigating] Web is down: Pages fail',
  ]);
  const two = await site.publish('2026-03-01T11:02:00Z', { [EN]: web('002', [FIRST, SECOND, LAST]) });
  expect(itemsOf(two, 'en/updates.atom')).toEqual([
    '2026-03-01T11:02:00Z [Resolved] Web is down: Solved',
    '2026-03-01T11:01:59Z [Monitoring] Web is down: A server is back',
    '2026-03-01T10:05:00Z [Investigating] Web is down: Pages fail',
  ]);
  expect(idsOf(two, 'en/updates.atom').slice(2)).toEqual(idsOf(one, 'en/updates.atom'));
  expect(idsOf(two, 'en/updates.atom')[0]).toBe(
    'tag:status.example.com,2020:2026-03-01-web/en#t-20260301T110000Z',
  );
  const rows = two
    .text('ledger.jsonl')
    .trimEnd()
    .split('\n')
    .map((row) => sha256(row));
  const lines = [...two.text('en/updates.atom').matchAll(/<ledger:line>(\w+)</g)].map(([, line]) => line);
  expect(lines).toEqual([rows[1], rows[1], rows[0]]);
  for (const path of ['en/services/web/updates.atom', 'en/incidents/2026-03-01-web/updates.atom'])
    expect(itemsOf(two, path), path).toEqual(itemsOf(two, 'en/updates.atom'));
  expect(itemsOf(two, 'en/services/api/updates.atom')).toEqual([]);
  site.close();
});

test('corrections, better words that are told, and the post-mortem are items; a comma is not', async () => {
  const all = [FIRST, LAST];
  const site = openSite({ 'site.yaml': SITE, [EN]: web('001', all) });
  await site.publish('2026-03-01T11:05:00Z');
  await site.publish('2026-03-02T09:00:00Z', {
    [EN]: web('002', all, 'severity: major\nchanges: "The severity was wrong"\n'),
  });
  await site.publish('2026-03-03T09:00:00Z', {
    [EN]: web('002r2', all, 'severity: major\nchanges: "A clearer text"\n').replace(
      'Text.',
      'A better text.',
    ),
  });
  await site.publish('2026-03-04T09:00:00Z', {
    [EN]: web('002r3', all, 'severity: major\n').replace('Text.', 'A better, text.'),
  });
  const made = await site.publish('2026-03-05T09:00:00Z', {
    [EN]: web('003', all, 'severity: major\npostmortem: true\nchanges: "What we learnt"\n'),
  });
  expect(itemsOf(made, 'en/updates.atom')).toEqual([
    '2026-03-05T09:00:00Z [Post-mortem] Web is down: What we learnt',
    '2026-03-03T09:00:00Z [Correction] Web is down: A clearer text',
    '2026-03-02T09:00:00Z [Correction] Web is down: The severity was wrong',
    '2026-03-01T11:05:00Z [Resolved] Web is down: Solved',
    '2026-03-01T11:04:59Z [Investigating] Web is down: Pages fail',
  ]);
  const [first] = parseAtomFeed(made.text('en/updates.atom')).entries ?? [];
  expect(first?.id).toBe('tag:status.example.com,2020:2026-03-01-web/en/v/003');
  expect(first?.links?.[0]?.href).toBe('https://status.example.com/en/incidents/2026-03-01-web/v/003/');
  expect(made.paths).toContain('en/incidents/2026-03-01-web/v/003/index.html');
  expect(first?.content).toContain('<p>Text.</p>');
  site.close();
});

test('lessons added to a closed report are a post-mortem in feeds, lists, menu, API and sitemap', async () => {
  const all = [FIRST, LAST];
  const site = openSite({ 'site.yaml': SITE, [EN]: web('001', all) });
  const before = await site.publish('2026-03-01T11:05:00Z');
  expect(before.paths).not.toContain('en/postmortems/index.html');
  expect(before.text('en/index.html')).not.toContain('Post-mortem');
  const lessons = web('002', all, 'severity: major\nchanges: "What we learnt"\n');
  const made = await site.publish('2026-03-05T09:00:00Z', {
    [EN]: `${lessons}\n## Lessons learnt\n\nMany.\n`,
  });
  expect(itemsOf(made, 'en/updates.atom')[0]).toBe(
    '2026-03-05T09:00:00Z [Post-mortem] Web is down: What we learnt',
  );
  expect((made.json('changes.json') as { changes: { headline: string }[] }).changes[0]?.headline).toBe(
    '[Post-mortem] Web is down: What we learnt',
  );
  const { incidents } = made.json('api/v2/incidents.json') as {
    incidents: { status: string }[];
  };
  expect(incidents.map(({ status }) => status)).toEqual(['postmortem']);
  const list = made.text('en/postmortems/index.html');
  expect(list).toContain('href="/en/incidents/2026-03-01-web/"');
  expect(list).toMatch(/<a href="\/en\/postmortems\/" aria-current="page">/);
  expect(made.text('en/index.html')).toMatch(/<li>Post-mortem<\/li>/);
  expect(made.text('en/incidents/2026-03-01-web/index.html')).toContain('href="/en/postmortems/"');
  expect(made.text('sitemap.xml')).toContain('https://status.example.com/en/postmortems/');
  site.close();
});

/** A report; its end; a translation; another title; and a new address of the site, with a new report. */
async function fiveBuilds(): Promise<readonly Made[]> {
  const site = openSite({ 'site.yaml': SITE, [EN]: web('001', [FIRST]) });
  const french =
    '---\nversion: 002\ntitle: "Le web est en panne"\ntimeline:\n  - {at: 2026-03-01T11:00:00Z, title: "Résolu"}\n---\n\nTexte.\n';
  const builds = [
    await site.publish('2026-03-01T10:05:00Z'),
    await site.publish('2026-03-01T11:02:00Z', { [EN]: web('002', [FIRST, LAST]) }),
    await site.publish('2026-03-01T12:00:00Z', { [FR]: french }),
    await site.publish('2026-03-01T13:00:00Z', {
      [EN]: web('002r2', [FIRST, LAST]).replace('Web is down', 'Web was down'),
    }),
    await site.publish('2026-03-02T13:00:00Z', {
      'site.yaml': SITE.replace('https://status.example.com/', 'https://new.example.org/status/'),
      'incidents/2026-03-02-api/en.md': reportFile('API slow', [
        '{at: 2026-03-02T12:00:00Z, state: investigating, title: "Slow"}',
      ]),
    }),
  ];
  site.close();
  return builds;
}

/** What is new for readers of a language in each of the builds, by the ends of the ids. */
const NEWS: readonly (readonly string[])[] = [
  ['2026-03-01-web/%#t-20260301T100000Z'],
  ['2026-03-01-web/%#t-20260301T110000Z'],
  [],
  [],
  ['2026-03-02-api/%#t-20260302T120000Z'],
];

test.each(['en', 'fr'])(
  'readers in %s see new ids exactly when there is news, whatever else changes',
  async (language) => {
    const known = new Set<string>();
    for (const [index, made] of builds.entries()) {
      const atom = idsOf(made, `${language}/updates.atom`);
      const rss = (await new RssParser().parseString(made.text(`${language}/updates.rss`))).items;
      expect(rss.map(({ guid }) => guid)).toEqual(atom);
      const fresh = atom.filter((id) => !known.has(id)).map((id) => id.slice(id.indexOf('2026-')));
      expect(fresh).toEqual(NEWS[index]?.map((id) => id.replace('%', language)));
      for (const id of atom) known.add(id);
    }
  },
);

test('what changes besides is in the items that are there already', () => {
  const [, , three, four, five] = builds;
  expect(three && itemsOf(three, 'fr/updates.atom')[0]).toMatch(/Le web est en panne.*Résolu$/);
  expect(four && itemsOf(four, 'en/updates.atom')[0]).toContain('Web was down: Solved');
  expect(five && parseAtomFeed(five.text('en/updates.atom')).id).toBe(
    'tag:status.example.com,2020:updates/en',
  );
});

testWith(NEWSBOAT)(
  'newsboat, which polls after each build, counts what is new as unread, and nothing twice',
  () => {
    const folder = makeFolder();
    const feeds = ['en/updates.atom', 'en/updates.rss', 'fr/updates.atom', 'fr/updates.rss'];
    const path = (name: string) => join(folder, name.replace('/', '-'));
    writeFileSync(join(folder, 'urls'), feeds.map((name) => `file://${path(name)}\n`).join(''));
    writeFileSync(join(folder, 'config'), '');
    let unread = 0;
    for (const [index, made] of builds.entries()) {
      for (const name of feeds) writeFileSync(path(name), made.text(name));
      const options = ['-C', 'config', '-u', 'urls', '-c', 'cache.db', '-x', 'reload', 'print-unread'];
      const env = { ...process.env, HOME: folder };
      const { stdout } = spawnSync('newsboat', options, { cwd: folder, env, encoding: 'utf8' });
      // Both formats of a feed have the same ids, which it takes for one item.
      unread += 2 * (NEWS[index]?.length ?? 0);
      expect(stdout).toBe(`${unread} unread articles\n`);
    }
    rmSync(folder, { recursive: true });
  },
);

testWith(FEEDPARSER)('feedparser reads the same items from both formats, and finds nothing wrong', () => {
  const folder = makeFolder();
  const script = `import feedparser, json, sys
print(json.dumps([[bool(feed.bozo), [each.id for each in feed.entries], [each.title for each in feed.entries]]
    for feed in map(feedparser.parse, sys.argv[1:])]))`;
  const made = builds.at(-1);
  for (const language of ['en', 'fr']) {
    const paths = ['atom', 'rss'].map((format) => {
      writeFileSync(join(folder, format), made?.text(`${language}/updates.${format}`) ?? '');
      return join(folder, format);
    });
    const { stdout } = spawnSync(PYTHON ?? '', ['-c', script, ...paths], { encoding: 'utf8' });
    const entries = parseAtomFeed(made?.text(`${language}/updates.atom`) ?? '').entries ?? [];
    const read = [false, entries.map(({ id }) => id), entries.map(({ title }) => title)];
    expect(JSON.parse(stdout)).toEqual([read, read]);
  }
  rmSync(folder, { recursive: true });
});

test('a translation that arrives moves the feeds of reports in its language, and no other', async () => {
  const site = openSite({ 'site.yaml': SITE, [EN]: web('001', [FIRST]) });
  await site.publish('2026-03-01T10:05:00Z');
  const french = '---\nversion: 001\ntitle: "Le web est en panne"\n---\n\nTexte.\n';
  const made = await site.publish('2026-03-01T12:00:00Z', { [FR]: french });
  expect(itemsOf(made, 'fr/feed.atom')).toEqual(['2026-03-01T12:00:00Z Le web est en panne']);
  expect(String(parseAtomFeed(made.text('fr/feed.atom')).updated)).toBe('2026-03-01T12:00:00Z');
  expect(itemsOf(made, 'en/feed.atom')).toEqual(['2026-03-01T10:05:00Z Web is down']);
  site.close();
});

test('no two items have the same date, newest first, fifty at most', async () => {
  const entries = Array.from(
    { length: 30 },
    (_, minute) => `{at: "2026-03-01T10:${String(minute).padStart(2, '0')}:00Z", title: "Word ${minute}"}`,
  );
  const files = Object.fromEntries(
    ['web', 'api', 'mail'].map((name) => [`incidents/2026-03-01-${name}/en.md`, reportFile(name, entries)]),
  );
  const made = await makeFrom({ 'site.yaml': SITE, ...files });
  for (const text of [made.text('en/updates.rss'), example.text('en/updates.rss')]) {
    const dates = (parseRssFeed(text).items ?? []).map(({ pubDate }) => Date.parse(String(pubDate)));
    expect(dates.length).toBe(50);
    for (const [at, date] of dates.entries()) expect(date).toBeLessThan(dates[at - 1] ?? Infinity);
  }
  expect(itemsOf(made, 'en/incidents/2026-03-01-web/updates.atom').length).toBe(30);
});

test('RSS with one item for each report is in the order of its dates', () => {
  for (const language of ['en', 'fr', 'ar']) {
    const items = parseRssFeed(example.text(`${language}/feed.rss`)).items ?? [];
    const dates = items.map(({ pubDate }) => Date.parse(String(pubDate)));
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
  }
});

test('the follow page names the feed to give away, for each language and each service', () => {
  const address = (path: string) => `https://status.example.com/${path}`;
  const page = example.text('fr/follow/index.html');
  expect(page).toContain(`<code>/feed subscribe ${address('fr/updates.rss')}</code>`);
  const named = [
    ...new Set(
      [...page.matchAll(/https:\/\/status\.example\.com\/([\w/.-]+\.(?:rss|ics|json))/g)].map(
        ([, path = '']) => path,
      ),
    ),
  ];
  expect(named).toEqual(
    expect.arrayContaining([
      'fr/updates.rss',
      'fr/services/mail/updates.rss',
      'de/updates.rss',
      'fr/calendar.ics',
      'api/v2/fr/summary.json',
    ]),
  );
  for (const path of named) expect(example.paths).toContain(path);
});

test('every page leads to the follow page, and articles to the feed of their report', () => {
  // In a frame of another site there is no room for that.
  const pages = example.paths.filter((each) => each.endsWith('.html') && !each.startsWith('embed/'));
  for (const path of pages) {
    if (!example.text(path).includes('http-equiv="refresh"'))
      expect(example.text(path), path).toMatch(/<a href="\/[\w-]+\/follow\/"/);
  }
  expect(example.text('fr/incidents/2020-09-15-web-frontend/index.html')).toContain(
    'href="/fr/incidents/2020-09-15-web-frontend/updates.atom"',
  );
  // Nothing of it is translated: its updates are those of the original.
  expect(example.text('fr/incidents/2025-04-27-control-panel/index.html')).toContain(
    'href="/en/incidents/2025-04-27-control-panel/updates.atom"',
  );
});

test('drafts have no updates, and a site without feeds has none', async () => {
  const draft = web('000', [FIRST]);
  const made = await makeFrom({ 'site.yaml': SITE, [EN]: draft }, { drafts: true });
  expect(itemsOf(made, 'en/updates.atom')).toEqual([]);
  const without = await makeFrom({
    'site.yaml': `${SITE}outputs: [articles, index]\n`,
    [EN]: web('001', [FIRST]),
  });
  expect(without.paths.filter((path) => path.includes('updates'))).toEqual([]);
});
