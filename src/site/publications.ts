import type { Original } from '../model/edition.ts';
import { latest } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { LocalReport, Report } from '../model/report.ts';
import type { PublicationRow, Row } from '../model/row.ts';
import { bestLanguage } from '../languages/fallback.ts';
import { localEdition } from './pages/edition.ts';
import { localise } from './localise.ts';
import { servicesOf } from './figures/services.ts';
import { countedTimes, editionsIn } from './when-published.ts';

/** One version of a report as readers of a language got it: one item of a feed. */
export interface Publication {
  readonly report: Report;
  /** When its readers last got something new of it, until the version after it was published. */
  readonly updated: Instant;
  /** When readers first got anything of the report. */
  readonly first: Instant;
  /** The report as of this version; for the newest version, as the article shows it. */
  readonly local: LocalReport;
  readonly number: number;
  readonly isNewest: boolean;
  /** Ids of the services that this version or an earlier one names. */
  readonly services: readonly string[];
}

/** All publications of a site in a language, oldest first. */
export function inOrderOfFeeds(rows: readonly Row[], language: Language): readonly PublicationRow[] {
  return rows.flatMap(({ locals }) => locals[language]?.publications ?? []).toSorted(oldestFirst);
}

function oldestFirst(a: PublicationRow, b: PublicationRow): number {
  if (a.updated !== b.updated) return a.updated < b.updated ? -1 : 1;
  return a.reference < b.reference ? -1 : 1;
}

/**
 * All publications of a report in a language, oldest first. Only what the site has counts: without
 * `published/` that is the newest version. New wording alone (a revision) is not a separate publication. If
 * several versions were published in the same second, readers only ever saw the last one.
 */
export function publicationsOfReport(report: Report, language: Language): readonly Publication[] {
  const newest = report.original.version.number;
  // A draft is on the site only where its writer looks at it.
  if (newest === 0) return [];
  const services = new Set<string>();
  const versions = versionsOf(report);
  const times = timesOf(report, language, versions);
  const publications = versions.map(({ number, original }, at): Publication => {
    for (const id of servicesOf(original)) services.add(id);
    return {
      report,
      updated: times[at] ?? original.lastUpdate,
      first: times[0] ?? original.lastUpdate,
      local: number === newest ? localise(report, language) : past(report, number, language, original),
      number,
      isNewest: number === newest,
      services: [...services],
    };
  });
  return publications.filter(({ updated }, at) => updated !== publications[at + 1]?.updated);
}

/**
 * When each version was last new to readers of a language. A translation that comes later counts as news
 * about the version that was newest then.
 */
function timesOf(report: Report, language: Language, versions: readonly Told[]): Instant[] {
  const times = versions.map(({ from }) => from);
  const editions = language === report.original.language ? [] : editionsIn(report, language);
  const counted = countedTimes(report, editions);
  for (const [place, { version }] of editions.entries()) {
    const at = counted[place];
    if (version.number === editions[place - 1]?.version.number || at === undefined) continue;
    const current = versions.findLastIndex(({ from }) => from <= at);
    times[current] = latest(times[current], at) ?? at;
  }
  return times;
}

/** A version of the original, and when readers got it. */
interface Told {
  readonly number: number;
  readonly original: Original;
  readonly from: Instant;
}

/** The originals that were published, oldest first, each in its first wording. */
function versionsOf(report: Report): readonly Told[] {
  const { original } = report;
  const versions = new Map<number, Told>();
  const editions = editionsIn(report, original.language);
  const times = countedTimes(report, editions);
  for (const [place, { edition, version, lastUpdate }] of editions.entries()) {
    const { number } = version;
    if (edition?.role !== 'original' || versions.has(number)) continue;
    versions.set(number, { number, original: edition, from: times[place] ?? lastUpdate });
  }
  const { number } = original.version;
  if (!versions.has(number)) versions.set(number, { number, original, from: original.lastUpdate });
  return [...versions.values()]
    .filter((each) => each.number > 0 && each.number <= number)
    .toSorted((a, b) => a.number - b.number);
}

/** An old version in the best language the site has it in. */
function past(report: Report, number: number, language: Language, original: Original): LocalReport {
  const languages = report.history.map((each) => each.language);
  const best = bestLanguage(language, [report.original.language, ...languages]);
  const text = editionsIn(report, best ?? original.language).findLast(
    ({ version, edition }) => version.number === number && edition !== undefined,
  );
  const local = localEdition(
    report,
    text ?? {
      ...NOTHING_SAID,
      version: original.version,
      edition: original,
      lastUpdate: original.lastUpdate,
      published: undefined,
    },
  );
  if (!local) throw new Error('an edition that is held can be told');
  return { ...local, language };
}

const NOTHING_SAID = { changes: '', source: undefined, html: undefined, redacted: undefined } as const;
