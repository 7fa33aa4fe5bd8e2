import type { Feed, FeedEntry } from '../../model/feed.ts';
import { secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { escapeHtml } from '../pages/safe-html.ts';
import { GENERATOR_NAME } from './generator-name.ts';
import { checkpointElement, LEDGER_NAMESPACE, lineElement } from './ledger-elements.ts';
import { writeXml, xml } from './xml.ts';
import type { XmlElement } from './xml.ts';

const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  ...LEDGER_NAMESPACE,
};

/**
 * A feed in the format RSS 2.0. RSS knows no updates, so `pubDate` is when something was first published, and
 * an Atom element next to it says when it was last updated. Readers in chats take the first items for the
 * newest, so these are in the order of `pubDate`.
 */
export function rssFeed(feed: Feed): string {
  const channel = xml(
    'channel',
    {},
    xml('title', {}, eitherWay(feed.title)),
    xml('link', {}, feed.home),
    xml('description', {}, escapeHtml(feed.description ?? feed.title)),
    xml('language', {}, feed.language),
    xml('lastBuildDate', {}, httpDate(feed.updated)),
    xml('generator', {}, GENERATOR_NAME),
    xml('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.self.rss }),
    checkpointElement(feed),
    ...feed.entries.toSorted(newestFirst).map((entry) => rssItem(entry, feed)),
  );
  return writeXml(xml('rss', { version: '2.0', ...NAMESPACES }, channel));
}

function newestFirst(a: FeedEntry, b: FeedEntry): number {
  if (a.published === b.published) return 0;
  return a.published > b.published ? -1 : 1;
}

function rssItem(entry: FeedEntry, feed: Feed): XmlElement {
  return xml(
    'item',
    { 'xml:lang': entry.language },
    xml('title', {}, eitherWay(entry.title)),
    xml('link', {}, entry.url),
    xml('guid', { isPermaLink: 'false' }, entry.id),
    xml('pubDate', {}, httpDate(entry.published)),
    xml('atom:updated', {}, entry.updated),
    xml('dc:creator', {}, eitherWay(feed.author.name)),
    ...entry.categories.map(({ scheme, label }) =>
      xml('category', { domain: `urn:incident-press:${scheme}` }, eitherWay(label)),
    ),
    entry.summary === undefined ? undefined : xml('description', {}, escapeHtml(entry.summary)),
    xml('content:encoded', {}, entry.content),
    lineElement(entry),
  );
}

/**
 * A text that means the same as plain text and as HTML. RSS defines a description as HTML but does not define
 * a title, so readers differ. A word joiner, which nobody sees, keeps `<` and `&` from beginning a tag or a
 * reference.
 */
function eitherWay(text: string): string {
  return text.replaceAll(/<(?=[a-z/!?])|&(?=[a-z#])/gi, '$&\u2060');
}

/** `Tue, 15 Sep 2020 11:00:00 GMT` (RFC 822 with four digits of the year, as RSS asks for). */
function httpDate(instant: Instant): string {
  return new Date(secondsOf(instant) * 1000).toUTCString();
}
