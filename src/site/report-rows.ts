import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Instant } from '../model/instant.ts';
import { newestFirst } from '../model/newest-first.ts';
import type { ListedReport } from '../model/listed-report.ts';
import type { Report } from '../model/report.ts';
import { standingOf } from './figures/standing.ts';
import { formatVersion } from '../model/version.ts';

/** Which reports a list shows; all of them by default. */
export interface Wanted {
  /** Only those that are not over. */
  readonly open?: boolean;
  /** Only those that were updated at this time or later. */
  readonly since?: string | undefined;
}

/** The wanted reports, newest first, with what a list shows about each at a given time. Pure. */
export function reportRows(
  reports: readonly Report[],
  present: Instant,
  { open = false, since }: Wanted = {},
): ListedReport[] {
  return reports
    .map((report) => rowOf(report, present))
    .filter((row) => (!open || row.open) && (since === undefined || row.last_update >= since))
    .toSorted(newestFirst);
}

/**
 * What a list cannot show because it cannot be read: reports by reference, and faulty files that belong to
 * no report. Pure.
 */
export function unreadIn(
  references: readonly string[],
  reports: readonly Report[],
  diagnostics: readonly Diagnostic[],
): string[] {
  const shown = new Set<string>(reports.map(({ reference }) => reference));
  const isOfReport = (file: string) => references.includes(file.split('/')[1] ?? '');
  const others = diagnostics
    .filter(({ severity, place }) => severity === 'error' && !isOfReport(place.file))
    .map(({ place }) => place.file);
  return [...new Set([...references.filter((each) => !shown.has(each)), ...others])];
}

function rowOf(report: Report, present: Instant): ListedReport {
  const { reference, original, translations, derived } = report;
  const standing = standingOf(report, present);
  const { severity, kind } = original.facts;
  return {
    reference,
    title: original.title,
    state: standing.state,
    standing: standing.word,
    open: standing.open,
    kind,
    severity,
    version: formatVersion(original.version),
    languages: [original.language, ...translations.map(({ language }) => language)],
    start: derived.start,
    last_update: original.lastUpdate,
  };
}
