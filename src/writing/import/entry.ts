import type { ServiceState, State } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import { fittingTitle, headlineOf } from './text/headline.ts';
import { fromPlainText } from './text/to-markdown.ts';
import type { Converted } from './text/to-markdown.ts';
import type { ImportOptions, Noting, ToldEntry } from './told.ts';

/** What is known about an entry besides its text. */
export interface EntryFacts {
  /** The id of its report, for notes. */
  readonly id: string;
  readonly at: Instant;
  readonly state: State | undefined;
  readonly services?: Readonly<Record<string, ServiceState>>;
}

/** Makes an entry from a text of the source, and notes what is lost or stays elsewhere. */
export function makeEntry(
  text: Converted,
  { id, at, state, services = {} }: EntryFacts,
  { stateTitles }: Pick<ImportOptions, 'stateTitles'>,
  noting: Noting,
): ToldEntry {
  noteLosses(text, id, noting);
  const headline = headlineOf(text.markdown, text.plain, state, stateTitles);
  return { at, precision: undefined, state, services, ...headline };
}

/** Makes an entry that the source has no text for. */
export function bareEntry(at: Instant, state: State | undefined, title: string): ToldEntry {
  return { at, precision: undefined, state, services: {}, title, text: undefined };
}

/** Notes what a text loses, and the pictures that stay where they are. */
export function noteLosses({ losses, remotePictures }: Converted, id: string, { note }: Noting): void {
  for (const loss of losses) note('loss', id, loss);
  for (const picture of remotePictures) note('picture', id, picture);
}

/** The title of a report, and the beginning of its body if the title had to be cut. */
export function titleOf(name: string): { readonly title: string; readonly body: string } {
  const { title, whole } = fittingTitle(name);
  return { title, body: whole === undefined ? '' : fromPlainText(whole).markdown };
}

/** Entries by time; of two at the same time the one that came first in the source stays first. */
export function inOrder(entries: readonly ToldEntry[]): ToldEntry[] {
  return entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
