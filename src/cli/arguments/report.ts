import { nearest } from '../../diagnostics/nearest.ts';
import { Refused } from '../../host/refused.ts';
import { newestFirst } from '../../model/newest-first.ts';

/** What is needed to choose among reports when none is named. */
export interface Candidate {
  readonly reference: string;
  readonly open: boolean;
  /** The time or date it began; sorts as text. */
  readonly start: string;
  /** Its title; undefined if mistakes in it keep it from being read. */
  readonly title: string | undefined;
}

/** A longer list of names is of no help on a small screen. */
const MOST_SHOWN = 8;
/** How many similar names are suggested; more would only confuse. */
const MOST_GUESSES = 3;

/**
 * The reference of the report that a text means: its reference, a part that no other reference has, or a path
 * into its folder (`incidents/<reference>/en.md`, `published/<reference>`, the same below another folder).
 * Throws Refused with the candidates or the nearest names; a similar name is never used.
 */
export function findReport(references: readonly string[], text: string): string {
  const all = [...new Set(references)].toSorted().toReversed();
  const wanted = nameIn(text);
  if (all.includes(wanted)) return wanted;
  const found = wanted === '' ? [] : all.filter((reference) => reference.includes(wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) {
    throw new Refused(
      'usage',
      `\`${text}\` is part of ${found.length} references`,
      `Write more of the one you mean: ${listed(found)}.`,
    );
  }
  throw new Refused('usage', `There is no report \`${text}\``, wayOut(wanted, all));
}

/**
 * The reports that may be meant if none is named, newest first: the open ones. An unreadable one may be open
 * for all we know: if it is the newest, only it counts, so that no news goes into an older one by accident.
 * Throws Refused if none is open, and lists the reports.
 */
export function openOnes<C extends Candidate>(candidates: readonly C[]): readonly [C, ...C[]] {
  const [newest, ...others] = candidates.filter(({ open }) => open).toSorted(newestFirst);
  if (newest?.title === undefined && newest) return [newest];
  if (newest) return [newest, ...others.filter(({ title }) => title !== undefined)];
  if (candidates.length === 0) throw new Refused('usage', 'There are no reports yet', BEGIN);
  const names = candidates.toSorted(newestFirst).map(({ reference }) => reference);
  throw new Refused('usage', 'No report is open', `Name the one you mean: ${listed(names)}.`);
}

/**
 * The refusal for a script that names no report when several are possible; `what` says what they have in
 * common.
 */
export function ambiguous(candidates: readonly Candidate[], what: string): Refused {
  const names = candidates.map(({ reference }) => reference);
  return new Refused('usage', `${names.length} reports ${what}`, `Name the one you mean: ${listed(names)}.`);
}

const BEGIN = 'Start one with `incident-press new "What users notice"`.';

/** The reference in a path, or else the text itself, in the spelling of references. */
function nameIn(text: string): string {
  const path = text.trim().toLowerCase().replaceAll('\\', '/');
  const below = /(?:^|\/)(?:incidents|published)\/([^/]+)/.exec(path);
  return below?.[1] ?? path.replace(/^\.\//, '').replace(/\/.*$/, '');
}

function wayOut(wanted: string, all: readonly string[]): string {
  if (all.length === 0) return BEGIN;
  const near = nearNames(wanted, all);
  return near.length > 0
    ? `Did you mean ${near.map((name) => `\`${name}\``).join(' or ')}?`
    : '`incident-press list` shows all of them.';
}

/** By the whole name, by the words after the date, and by each of these words. */
function nearNames(wanted: string, all: readonly string[]): readonly string[] {
  const parts = new Map<string, string[]>();
  for (const name of all) {
    const words = name.slice('2020-09-15-'.length);
    for (const part of new Set([name, words, ...words.split('-')])) {
      parts.set(part, [...(parts.get(part) ?? []), name]);
    }
  }
  const near = nearest(wanted, parts.keys());
  return near === undefined ? [] : (parts.get(near) ?? []).slice(0, MOST_GUESSES);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_SHOWN).map((name) => `\`${name}\``);
  return shown.join(', ') + (names.length > MOST_SHOWN ? `, and ${names.length - MOST_SHOWN} more` : '');
}
