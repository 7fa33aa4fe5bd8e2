import type { Original } from '../model/edition.ts';
import type { HeldEdition } from '../model/history.ts';
import { instantOf, secondsOf } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { LocalReport, Report } from '../model/report.ts';
import type { PublicationRow, Row } from '../model/row.ts';
import { bestLanguage } from '../languages/fallback.ts';
import { localEdition } from './pages/edition.ts';
import { localise } from './localise.ts';
import { servicesOf } from './figures/services.ts';

/** One version of one report as readers of a language got it: what a feed tells of. */
export interface Publication {
  readonly report: Report;
  /** When it was published: its last update, in any case later than that of the version before. */
  readonly updated: Instant;
  /** The oldest instant of the report's timeline. */
  readonly begun: Instant;
  /** The report as this version tells it; the newest version as the article shows it. */
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
 * Everything that was published of a report, in a language, oldest first. Only what is held counts: without
 * `published/` that is the newest version. Wording alone (revisions) is not a publication of its own.
 */
export function publicationsOfReport(report: Report, language: Language): readonly Publication[] {
  const newest = report.original.version.number;
  // A draft is on the site only where its writer looks at it.
  if (newest === 0) return [];
  const publications: Publication[] = [];
  const services = new Set<string>();
  let before: Instant | undefined;
  for (const [number, original] of versionsOf(report)) {
    for (const id of servicesOf(original)) services.add(id);
    const updated = later(original.lastUpdate, before);
    publications.push({
      report,
      updated,
      begun: original.timeline[0]?.at ?? original.lastUpdate,
      local: number === newest ? localise(report, language) : past(report, number, language, original),
      number,
      isNewest: number === newest,
      services: [...services],
    });
    before = updated;
  }
  return publications;
}

/** Readers notice a new version by its time, so two versions never share one. */
function later(instant: Instant, before: Instant | undefined): Instant {
  return before === undefined || instant > before ? instant : instantOf(secondsOf(before) + 1);
}

/** The originals that were published, by number, oldest first, each in its first wording. */
function versionsOf({ history, original }: Report): [number: number, original: Original][] {
  const versions = new Map<number, Original>();
  for (const { edition, version } of held(history, original.language)) {
    if (edition?.role === 'original' && !versions.has(version.number)) versions.set(version.number, edition);
  }
  if (!versions.has(original.version.number)) versions.set(original.version.number, original);
  return [...versions]
    .filter(([number]) => number > 0 && number <= original.version.number)
    .toSorted(([a], [b]) => a - b);
}

/** An old version in the best language it is held in. */
function past(report: Report, number: number, language: Language, original: Original): LocalReport {
  const languages = report.history.map((each) => each.language);
  const best = bestLanguage(language, [report.original.language, ...languages]);
  const text = held(report.history, best ?? original.language).findLast(
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

function held(history: Report['history'], language: Language): readonly HeldEdition[] {
  return history.find((each) => each.language === language)?.editions ?? [];
}
