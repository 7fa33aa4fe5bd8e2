import type { HeldEdition, TextHistory } from '../../model/history.ts';
import type { Original } from '../../model/edition.ts';
import { instantOf, latest, secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';
import type { Row, UpdateRow } from '../../model/row.ts';
import { formatVersion } from '../../model/version.ts';
import { postmortemsAmong } from '../figures/postmortem.ts';
import { editionsIn, isTakenOver } from '../when-published.ts';

/**
 * All updates of a report, newest first: each entry of its timeline, each correction, and the post-mortem.
 * The time of an entry is its own, or when the version that brought it was published, whichever is later; of
 * several at once, each older one counts from a second earlier. Drafts have no updates.
 */
export function updatesOf(report: Report): readonly UpdateRow[] {
  if (report.original.version.number === 0) return [];
  const versions = versionsOf(report);
  const entries = report.original.timeline.map(({ at }): UpdateRow => {
    const from = versions.find(({ original }) => original?.timeline.some((entry) => entry.at === at));
    const version = formatVersion((from?.held ?? report.original).version);
    const told = latest(at, from && publicationOf(report, from.held)) ?? at;
    return { kind: 'entry', at, version, language: undefined, told };
  });
  const all = [...entries, ...corrections(report, versions), ...rewordings(report)];
  return apart(all.toSorted(newestFirst));
}

/** Updates at least a second apart, newest first; each that is not counts from a second before the next. */
export function apart<U extends { readonly told: Instant }>(newestToOldest: readonly U[]): readonly U[] {
  let before = Infinity;
  return newestToOldest.map((update) => {
    const own = secondsOf(update.told);
    const told = Math.min(own, before - 1);
    before = told;
    return told === own ? update : { ...update, told: instantOf(told) };
  });
}

/** True for updates that concern readers of a text: new wording in another text does not. */
export function isToldIn(textLanguage: Language | undefined): (update: UpdateRow) => boolean {
  return ({ language }) => language === undefined || language === textLanguage;
}

/** An update with the report it is about. */
export interface UpdateOfReport extends UpdateRow {
  readonly reference: Row['reference'];
}

/** The newest updates of many reports for readers of a language, newest first, each at a different time. */
export function newestUpdates(
  rows: readonly Pick<Row, 'reference' | 'updates' | 'locals'>[],
  language: Language,
  count: number,
): readonly UpdateOfReport[] {
  // The newest N updates belong to the N reports with the newest updates.
  const lists = rows.flatMap(({ reference, updates, locals }) => {
    const isTold = isToldIn(locals[language]?.textLanguage);
    const newest = updates.find(isTold);
    return newest ? [{ reference, updates, isTold, told: newest.told }] : [];
  });
  const updates = lists
    .toSorted(newestReportFirst)
    .slice(0, count)
    .flatMap(({ reference, updates: own, isTold }) =>
      own.filter(isTold).map((update) => ({ ...update, reference })),
    );
  return apart(updates.toSorted(newestReportFirst).slice(0, count));
}

function newestReportFirst(
  a: Pick<UpdateOfReport, 'told' | 'reference'>,
  b: Pick<UpdateOfReport, 'told' | 'reference'>,
): number {
  if (a.told !== b.told) return a.told > b.told ? -1 : 1;
  return a.reference === b.reference ? 0 : a.reference > b.reference ? -1 : 1;
}

/** A published version of the original; without its facts if it was redacted or is damaged. */
interface PublishedVersion {
  readonly held: HeldEdition;
  readonly original: Original | undefined;
}

function versionsOf(report: Report): readonly PublishedVersion[] {
  return editionsIn(report, report.original.language).map((held) => ({
    held,
    original: held.edition?.role === 'original' ? held.edition : undefined,
  }));
}

/**
 * When a version was published here; undefined before that, and for versions that were on another page
 * before.
 */
function publicationOf(report: Report, held: HeldEdition): Instant | undefined {
  return isTakenOver(report, held) ? undefined : held.published;
}

/** Versions that correct or add to what was known already, and the post-mortem. */
function corrections(report: Report, versions: readonly PublishedVersion[]): UpdateRow[] {
  const known = new Set<Instant>();
  const told = versions.flatMap(({ original }) => original ?? []);
  const arePostmortems = new Map(postmortemsAmong(told).map((is, place) => [told[place], is]));
  let before: PublishedVersion | undefined;
  return versions.flatMap((version): UpdateRow[] => {
    const [earlier, { held, original }] = [before, version];
    if (!original) return [];
    const brings = original.timeline.some(({ at }) => !known.has(at));
    for (const { at } of original.timeline) known.add(at);
    before = version;
    if (!earlier?.original || held.version.number === earlier.held.version.number) return [];
    const isPostmortem =
      arePostmortems.get(original) === true && arePostmortems.get(earlier.original) === false;
    if (brings && !isPostmortem) return [];
    return [updateOf(isPostmortem ? 'post-mortem' : 'correction', held, undefined)];
  });
}

/** Better wording counts if the writer says what is better: nobody needs to hear about each comma. */
function rewordings({ history }: Report): UpdateRow[] {
  return history.flatMap(({ language, editions }: TextHistory) =>
    editions
      .filter(({ version, changes }) => version.revision > 1 && changes !== '')
      .map((held) => updateOf('correction', held, language)),
  );
}

function updateOf(kind: UpdateRow['kind'], held: HeldEdition, language: Language | undefined): UpdateRow {
  const told = held.published ?? held.lastUpdate;
  return { kind, at: undefined, version: formatVersion(held.version), language, told };
}

/** Among updates at the same time, later entries are newer, and one about a whole version is newest. */
function newestFirst(a: UpdateRow, b: UpdateRow): number {
  if (a.told !== b.told) return a.told > b.told ? -1 : 1;
  const [one, other] = [a.at ?? '~', b.at ?? '~'];
  if (one !== other) return one > other ? -1 : 1;
  return a.version > b.version ? -1 : 1;
}
