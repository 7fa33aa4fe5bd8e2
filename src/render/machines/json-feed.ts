import type { Feed, FeedEntry } from '../../model/feed.ts';
import { writeJson } from '../json.ts';

/**
 * A feed in the format JSON Feed 1.1. Reference, version and state are in an extension, `_incident`; what is
 * needed to check the site's ledger is in another one, `_incident_press`.
 */
export function jsonFeed(feed: Feed): string {
  return writeJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: feed.self.json,
    description: feed.description,
    authors: [feed.author],
    language: feed.language,
    _incident_press: feed.checkpoint === undefined ? undefined : { checkpoint: feed.checkpoint },
    items: feed.entries.map((entry) => item(entry)),
  });
}

function item(entry: FeedEntry) {
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    summary: entry.summary,
    content_html: entry.content,
    date_published: entry.published,
    date_modified: entry.updated,
    language: entry.language,
    tags: entry.categories.map(({ label }) => label),
    _incident: {
      ...entry.facts,
      severity: entry.categories.find(({ scheme }) => scheme === 'severity')?.term ?? null,
      services: entry.categories.filter(({ scheme }) => scheme === 'service').map(({ term }) => term),
    },
    _incident_press: entry.line === undefined ? undefined : { line: entry.line },
  };
}
