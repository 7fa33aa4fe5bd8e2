import type { Entry, Original, Places } from '../model/edition.ts';
import { withoutComments } from '../source/comments/without-comments.ts';
import { contentHash } from '../source/content-hash.ts';
import { editFrontMatter } from '../source/edit/front-matter.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import { split } from '../source/split.ts';
import { bookkeepingEdits, bookkeepingOf } from '../versions/bookkeeping.ts';
import type { PublishedText } from '../versions/published.ts';
import type { Snapshot } from '../versions/snapshot.ts';
import { formatVersion } from '../model/version.ts';
import type { Instant } from '../model/instant.ts';

/** A report, the text of its file, and its published versions. */
export interface Undoing {
  readonly original: Original;
  readonly text: string;
  readonly published: PublishedText | undefined;
}

/** The edits that remove the last entry, or why it cannot be removed and the way out. */
export type Undo =
  | { readonly edits: readonly Edit[]; readonly entry: Entry }
  | { readonly message: string; readonly hint: string };

/**
 * Removes the entry that was added last and is not frozen, with the bookkeeping it brought. If nothing else
 * changed since, the file again has the content and number of the newest published version.
 */
export async function undoLastEntry(undoing: Undoing, now: Instant): Promise<Undo> {
  const { original, text, published } = undoing;
  const entry = lastUnfrozen(original, published);
  if (!entry) return nothingToUndo(original);
  if (original.timeline.length === 1) return onlyEntry(original);
  const remove: Edit = { kind: 'remove-item', key: 'timeline', index: placeInFile(original, entry) };
  const last = published?.snapshots.at(-1);
  const content = last && (await contentOf(editFrontMatter(text, [remove])));
  const isAsPublished = last?.line.content === content;
  const bookkeeping = last && isAsPublished ? asPublished(last) : bookkeepingWithout(undoing, entry, now);
  return { edits: [remove, ...bookkeeping], entry };
}

/** Entries of the live text that no published version has, in the order of time. */
export function unfrozenEntries(
  { timeline }: Pick<Original, 'timeline'>,
  published: PublishedText | undefined,
): readonly Entry[] {
  const last = published?.snapshots.at(-1);
  if (!last) return timeline;
  const { files, line } = last;
  // For a redacted or damaged version, only the time of publication is known.
  if (files?.edition.role !== 'original') return timeline.filter(({ at }) => at > line.published);
  const frozen = new Set(files.edition.timeline.map(({ at }) => at));
  return timeline.filter(({ at }) => !frozen.has(at));
}

/** Entries are added at the end of a file, by hand also at the beginning where the newest one is first. */
function lastUnfrozen(original: Original, published: PublishedText | undefined): Entry | undefined {
  const unfrozen = unfrozenEntries(original, published);
  const inFile = unfrozen.toSorted((a, b) => placeInFile(original, a) - placeInFile(original, b));
  return isNewestFirst(original) ? inFile[0] : inFile.at(-1);
}

function isNewestFirst(original: Original): boolean {
  const places = original.timeline.map((entry) => placeInFile(original, entry));
  return places.length > 1 && places.every((place, index) => place === places.length - 1 - index);
}

/** How many entries are above one in the file. */
export function placeInFile<E>(
  { timeline, places }: { readonly timeline: readonly E[]; readonly places: Places },
  entry: E,
): number {
  const startOf = (index: number) => places[`timeline.${index}.at`]?.slice(0, 2) ?? [0, 0];
  const [line = 0, column = 0] = startOf(timeline.indexOf(entry));
  return timeline.filter((_, index) => {
    const [other = 0, otherColumn = 0] = startOf(index);
    return other < line || (other === line && otherColumn < column);
  }).length;
}

/** The content hash of the text of a file, without its comments. */
export async function contentOf(text: string): Promise<string | undefined> {
  const { text: plain } = await withoutComments(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  const halves = split('en.md', plain).value;
  const matter = halves?.matter.value?.value;
  return halves && matter && contentHash(matter, halves.body);
}

/** Number, `changes` and `last_update` as they are in the newest published version. */
export function asPublished({ line, files }: Snapshot): Edit[] {
  const matter = files && split('en.md', files.source).value?.matter.value?.value;
  return [
    { kind: 'set', key: 'version', value: formatVersion(line.version), after: 'title' },
    ...['changes', 'last_update'].map((key) => keep(key, matter?.[key])),
  ];
}

function keep(key: string, value: unknown): Edit {
  return typeof value === 'string' ? { kind: 'set', key, value, after: 'version' } : { kind: 'remove', key };
}

/** The number stays, since something else is new; the description of the entry is removed. */
function bookkeepingWithout({ original, published }: Undoing, entry: Entry, now: Instant): Edit[] {
  const timeline = original.timeline.filter((each) => each !== entry);
  const newest = unfrozenEntries({ timeline }, published).at(-1);
  const rest: Original = { ...original, timeline };
  const { lastUpdate } = bookkeepingOf(rest, original.version, published);
  const isOwnTime = original.places['last_update'] !== undefined && original.lastUpdate === entry.at;
  return [
    ...(original.changes === entry.title ? [keep('changes', newest?.title)] : []),
    ...bookkeepingEdits(
      {
        version: undefined,
        lastUpdate: isOwnTime && lastUpdate === undefined ? 'remove' : lastUpdate,
        clearsChanges: false,
      },
      now,
    ),
  ];
}

function nothingToUndo({ reference, file }: Original): Undo {
  return {
    message: `The newest entry of ${reference} is already published`,
    hint: `Say what is right: \`incident-press update ${reference} "…"\`; or delete the entry in ${file}, and the next version will be without it.`,
  };
}

function onlyEntry({ reference }: Original): Undo {
  return {
    message: `${reference} has no other entry`,
    hint: `To remove the whole report, which is not published yet: \`rm -r incidents/${reference}\`.`,
  };
}
