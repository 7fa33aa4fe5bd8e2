import { expect, test } from 'vitest';
import { readTheme } from '../../src/host/files/site-files.ts';
import type { SourceFile } from '../../src/model/file.ts';
import { buildDoubting } from '../doubting.ts';
import { GENERATOR } from '../generator.ts';

const REPORT = `---
title: "Trouble with mail"
version: 001
services: [web]
timeline:
  - at: 2024-05-01T09:00:00Z
    state: investigating
    title: "It begins"
---
`;

/** Paths of the output but for assets, by what site.yaml says. */
async function paths(settings: string, older: readonly SourceFile[] = []): Promise<{ paths: string[]; article: string }> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const site = `name: Status\nurl: https://status.example.com/\nservices:\n  - {id: web, name: Web}\n${settings}`;
  const files = [
    ...older,
    { path: 'incidents/2024-05-01-mail/en.md', bytes: encode(REPORT) },
    { path: 'site.yaml', bytes: encode(site) },
  ];
  const options = { strict: true, keepGoing: false, drafts: false, mode: 'build' } as const;
  const result = await buildDoubting({ files, theme: readTheme(), generator: GENERATOR, options });
  expect(result.diagnostics).toEqual([]);
  const article = result.files.find(({ path }) => path === 'en/incidents/2024-05-01-mail/index.html');
  return {
    paths: result.files.map(({ path }) => path as string).filter((path) => !path.startsWith('assets/')),
    article: String(article?.body),
  };
}

const ALWAYS = ['en/404.html', '404.html', '_headers', 'build.json', 'robots.txt', 'sitemap.xml'];
const ARTICLE = ['en/incidents/2024-05-01-mail/index.html', 'en/incidents/2024-05-01-mail/index.md'];
const INDEX = ['en/index.html', 'index.html', 'llms.txt', 'embed/en/index.html', 'embed/en/oembed.json'];

test('articles alone, in one language, are articles alone', async () => {
  const { paths: found, article } = await paths('outputs: [articles]\n');
  expect(found.toSorted()).toEqual([...ALWAYS, ...ARTICLE].toSorted());
  expect(article).not.toContain('/history/');
  expect(article).not.toContain('/v/001/');
});

test('the index comes with the choice of a language', async () => {
  const { paths: found } = await paths('outputs: [articles, index]\n');
  expect(found.toSorted()).toEqual([...ALWAYS, ...ARTICLE, ...INDEX].toSorted());
});

test('a feed alone has neither archives nor feeds of services', async () => {
  const bytes = new TextEncoder().encode(REPORT.replaceAll('2024', '2023'));
  const older = [{ path: 'incidents/2023-05-01-mail/en.md', bytes }];
  const feeds = (found: readonly string[]) => found.filter((path) => path.includes('feed')).toSorted();
  const alone = await paths('outputs: [articles, index, feed]\n', older);
  expect(feeds(alone.paths)).toEqual(['en/feed.atom', 'en/feed.json', 'en/feed.rss']);
  const archived = await paths('outputs: [articles, feed, archive]\n', older);
  expect(feeds(archived.paths)).toEqual([...feeds(alone.paths), 'en/feed-2023-1.atom'].toSorted());
  const served = await paths('outputs: [articles, feed, services]\n', older);
  const own = ['atom', 'json', 'rss'].map((format) => `en/services/web/feed.${format}`);
  expect(feeds(served.paths)).toEqual([...feeds(alone.paths), ...own]);
});

test('each report has a feed of its own where its updates are asked for', async () => {
  const feed = 'en/incidents/2024-05-01-mail/updates.atom';
  const without = await paths('outputs: [articles, index, feed]\n');
  expect(without.paths).not.toContain(feed);
  expect(without.paths).toContain('en/updates.atom');
  expect(without.article).not.toContain("2024-05-01-mail/updates.atom");
  const withUpdates = await paths('outputs: [articles, index, feed, updates]\n');
  expect(withUpdates.paths).toContain(feed);
  expect(withUpdates.article).toContain('2024-05-01-mail/updates.atom');
  expect((await paths('outputs: [articles, updates]\n')).paths.join()).not.toContain('updates.atom');
});

test('two languages need the page that chooses between them', async () => {
  const { paths: found } = await paths('outputs: [articles]\nlanguages: [en, fr]\n');
  expect(found).toContain('incidents/2024-05-01-mail/index.html');
});

test('all outputs are what is made if nothing is said, and the history is among them', async () => {
  const { paths: found, article } = await paths('');
  for (const path of ['v/001/index.html', 'v/001/index.md', 'v/001/index.json', 'history/index.html', 'ledger.jsonl'])
    expect(found).toContain(`en/incidents/2024-05-01-mail/${path}`);
  expect(found).toContain('incidents/2024-05-01-mail/history.json');
  expect(article).toContain('/history/');
});
