import { instantOf, secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { parseTime } from '../../source/time.ts';
import type { CutList, Item, Part } from './cut.ts';
import { cutLists, mergeItem } from './list.ts';
import type { Lists } from './list.ts';
import { isSame } from './three.ts';
import type { Piece, Three } from './three.ts';

/**
 * Merges two timelines: the entries of both sides stay, in the order our side writes them in. Where both
 * sides added an entry at the same second, the other side's moves to the next free one, since a timeline
 * has one entry a second, and a note says so.
 */
export function mergeTimeline(three: Three<Part>, notes: string[]): readonly Piece[] {
  const lists = cutLists(three);
  const whole: readonly Piece[] = [
    { kind: 'conflict', ours: three.ours?.text ?? '', theirs: three.theirs?.text ?? '' },
  ];
  if (!lists) return whole;
  const parted = partTwins(lists, notes);
  const pieces = rowsOf(parted).flatMap((row) => mergeItem(row, parted));
  // Each side left entries that the other took out: of a report without any, only a person knows what was meant.
  if (pieces.length === 0) return whole;
  return [{ kind: 'text', text: lists.ours.lead }, ...pieces];
}

/**
 * Entries that both sides added at the same time stay two entries: the other side's moves to another second.
 */
function partTwins(lists: Lists, notes: string[]): Lists {
  const { base, ours, theirs } = lists;
  const taken = new Set([...ours.items, ...theirs.items].map(timeOf));
  const find = (list: CutList | undefined, at: string) => list?.items.find((item) => timeOf(item) === at);
  const items = theirs.items.map((item) => {
    const at = timeOf(item);
    const twin = find(ours, at);
    if (!twin || find(base, at) || isSame(twin.value, item.value)) return item;
    const free = nextFree(at, taken);
    if (free === undefined) return item;
    notes.push(`both sides have an entry at ${at}; "${titleOf(item)}" moves to ${free}`);
    return withTime(item, free);
  });
  return { ...lists, theirs: { ...theirs, items } };
}

function nextFree(at: string, taken: Set<string>): Instant | undefined {
  const read = parseTime(at);
  if (!('instant' in read)) return undefined;
  let seconds = secondsOf(read.instant);
  while (taken.has(instantOf(seconds))) seconds += 1;
  taken.add(instantOf(seconds));
  return instantOf(seconds);
}

function withTime(item: Item, at: Instant): Item {
  return {
    text: item.text.replace(/^(\s*(?:- +)?at:[ \t]*).*$/m, `$1${at}`),
    value: { ...(item.value as object), at },
  };
}

/** Every time once: ours in their order, each of theirs put where it belongs among them. */
function rowsOf({ base, ours, theirs }: Lists): readonly Three<Item>[] {
  const order = ours.items.map(timeOf);
  const isNewestFirst = (order[0] ?? '') > (order.at(-1) ?? '');
  for (const at of theirs.items.map(timeOf)) {
    if (order.includes(at)) continue;
    const next = order.findIndex((each) => (isNewestFirst ? each < at : each > at));
    order.splice(next < 0 ? order.length : next, 0, at);
  }
  return order.map((at) => {
    const find = (list: CutList | undefined) => list?.items.find((item) => timeOf(item) === at);
    return { base: find(base), ours: find(ours), theirs: find(theirs) };
  });
}

/** The time of an entry in UTC, or its text if that is not a time. */
function timeOf({ value }: Item): string {
  const at = String((value as { at?: unknown } | null)?.at ?? '');
  const read = parseTime(at);
  return 'instant' in read ? read.instant : at;
}

function titleOf({ value }: Item): string {
  return String((value as { title?: unknown } | null)?.title ?? '');
}
