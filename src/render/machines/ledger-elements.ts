import type { Feed, FeedEntry } from '../../model/feed.ts';
import { xml } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** The namespace of the elements below, declared on the root of a feed (docs/ledger.md). */
export const LEDGER_NAMESPACE = { 'xmlns:ledger': 'urn:incident-press:ledger' };

/** In the head of an Atom or RSS feed: the checkpoint over the site's ledger, as text. */
export function checkpointElement({ checkpoint }: Pick<Feed, 'checkpoint'>): XmlElement | undefined {
  return checkpoint === undefined ? undefined : xml('ledger:checkpoint', {}, checkpoint);
}

/** In an entry of an Atom or RSS feed: the hash of the line that published its text. */
export function lineElement({ line }: Pick<FeedEntry, 'line'>): XmlElement | undefined {
  return line === undefined ? undefined : xml('ledger:line', {}, line);
}
