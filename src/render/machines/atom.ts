import type { Feed, FeedEntry } from '../../model/feed.ts';
import { GENERATOR_NAME } from './generator-name.ts';
import { checkpointElement, LEDGER_NAMESPACE, lineElement } from './ledger-elements.ts';
import { writeXml, xml } from './xml.ts';
import type { XmlElement } from './xml.ts';

const ATOM = 'http://www.w3.org/2005/Atom';
/** Plain text, never HTML, whatever it looks like (RFC 4287, 3.1.1.1). */
const PLAIN = { type: 'text' };
const FEED_HISTORY = 'http://purl.org/syndication/history/1.0';

/** A feed in the Atom format (RFC 4287), with a link to its archive if there is one (RFC 5005). */
export function atomFeed(feed: Feed): string {
  return writeXml(atomRoot(feed, feed.self.atom));
}

/**
 * An archive of a feed, at the address `self`. It has no link to newer archives, since it would have to
 * change then.
 */
export function atomArchive(feed: Feed, self: string): string {
  return writeXml(atomRoot(feed, self));
}

function atomRoot(feed: Feed, self: string): XmlElement {
  const isArchive = self !== feed.self.atom;
  const link = (rel: string, href: string, type: string) => xml('link', { rel, type, href });
  return xml(
    'feed',
    {
      xmlns: ATOM,
      'xmlns:fh': isArchive ? FEED_HISTORY : undefined,
      ...LEDGER_NAMESPACE,
      'xml:lang': feed.language,
    },
    xml('id', {}, feed.id),
    xml('title', PLAIN, feed.title),
    feed.description === undefined ? undefined : xml('subtitle', PLAIN, feed.description),
    xml('updated', {}, feed.updated),
    link('self', self, 'application/atom+xml'),
    link('alternate', feed.home, 'text/html'),
    isArchive ? link('current', feed.self.atom, 'application/atom+xml') : undefined,
    feed.previous === undefined ? undefined : link('prev-archive', feed.previous, 'application/atom+xml'),
    isArchive ? xml('fh:archive') : undefined,
    xml('author', {}, xml('name', {}, feed.author.name), xml('uri', {}, feed.author.url)),
    xml('generator', {}, GENERATOR_NAME),
    checkpointElement(feed),
    ...feed.entries.map(atomEntry),
  );
}

function atomEntry(entry: FeedEntry): XmlElement {
  return xml(
    'entry',
    { 'xml:lang': entry.language },
    xml('id', {}, entry.id),
    xml('title', PLAIN, entry.title),
    xml('updated', {}, entry.updated),
    xml('published', {}, entry.published),
    xml('link', { rel: 'alternate', type: 'text/html', hreflang: entry.language, href: entry.url }),
    ...entry.categories.map(({ scheme, term, label }) =>
      xml('category', { scheme: `urn:incident-press:${scheme}`, term, label }),
    ),
    entry.summary === undefined ? undefined : xml('summary', PLAIN, entry.summary),
    xml('content', { type: 'html' }, entry.content),
    lineElement(entry),
  );
}
