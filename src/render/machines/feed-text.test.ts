import { XMLParser } from 'fast-xml-parser';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { expect, test } from 'vitest';
import type { Feed } from '../../model/feed.ts';
import { atomFeed } from './atom.ts';
import { jsonFeed } from './json-feed.ts';
import { rssFeed } from './rss.ts';

/** Words that are tags and references of HTML to whoever takes them for HTML. */
const WORDS = [
  'GET /items/<id> fails',
  'a < b && c > d',
  '<b>bold</b> & <script>alert(1)</script>',
  '&lt;id&gt; and &amp; and &#60;',
  '<!-- x --> </p> <?php ?>',
  '<img src=x onerror=alert(1)>',
  'plain, and 3 <4',
];

/** A feed in which everything that people write is the same words. */
function feedOf(words: string): Feed {
  const entry = {
    id: 'tag:example.com,2026:a',
    url: 'https://example.com/a/',
    title: words,
    summary: words,
    content: '<p>x</p>',
    language: 'en',
    published: '2026-03-04T10:00:00Z',
    updated: '2026-03-04T10:00:00Z',
    categories: [{ scheme: 'service', term: 'web', label: words }],
    facts: {},
  };
  return {
    id: 'tag:example.com,2026:feed',
    title: words,
    description: words,
    home: 'https://example.com/',
    language: 'en',
    updated: '2026-03-04T10:00:00Z',
    author: { name: words, url: 'https://example.com/' },
    self: { atom: 'https://example.com/a', rss: 'https://example.com/r', json: 'https://example.com/j' },
    entries: [entry],
  } as unknown as Feed;
}

const xml = new XMLParser({ ignoreAttributes: false, trimValues: false, parseTagValue: false });
/** What a reader shows that takes a field for HTML; word joiners are not seen. */
const asHtml = (field: string) => seen(toString(fromHtml(field, { fragment: true })));
const seen = (text: string) => text.replaceAll('\u2060', '');

test.each(WORDS)('readers of RSS show %j, whatever they take a field for', (words) => {
  const { channel } = xml.parse(rssFeed(feedOf(words))).rss;
  for (const description of [channel.description, channel.item.description])
    expect(asHtml(description)).toBe(words);
  const { title, 'dc:creator': creator, category } = channel.item;
  for (const field of [channel.title, title, creator, category['#text']]) {
    expect(asHtml(field)).toBe(words);
    expect(seen(field)).toBe(words);
    expect(fromHtml(field, { fragment: true }).children.map(({ type }) => type)).toEqual(['text']);
  }
});

test.each(WORDS)('Atom and JSON Feed say that %j is text', (words) => {
  const { feed } = xml.parse(atomFeed(feedOf(words)));
  for (const field of [feed.title, feed.subtitle, feed.entry.title, feed.entry.summary])
    expect(field).toEqual({ '#text': words, '@_type': 'text' });
  expect(feed.entry.content['@_type']).toBe('html');
  const [item] = (JSON.parse(jsonFeed(feedOf(words))) as { items: Record<string, unknown>[] }).items;
  expect(item).toMatchObject({ title: words, summary: words, content_html: '<p>x</p>' });
});
