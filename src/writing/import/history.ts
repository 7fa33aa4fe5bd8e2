import { latest } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { ImportDocument, ImportOptions, ReadSource, Told, ToldReport } from './told.ts';

/** Documents as a commit left them. */
export interface Past {
  readonly at: Instant;
  readonly documents: readonly ImportDocument[];
}

/**
 * The versions of reports in a series of commits, one import per commit. A report gets the next number
 * whenever a commit changes its content; reformatting is not a version. Drafts are not counted: no reader has
 * seen them.
 */
export function historyRounds(
  past: readonly Past[],
  read: ReadSource,
  options: ImportOptions,
): readonly Told[] {
  const known = new Map<string, { readonly said: string; readonly number: number }>();
  const rounds = past.map(({ at, documents }): Told => {
    const told = read(documents, options);
    const reports = told.reports.flatMap((report): ToldReport[] => {
      const said = JSON.stringify({ ...report, document: '' });
      const before = known.get(report.id);
      if (report.isDraft || before?.said === said || report.timeline.length === 0) return [];
      const number = (before?.number ?? 0) + 1;
      known.set(report.id, { said, number });
      return [{ ...report, version: String(number).padStart(3, '0') }];
    });
    const newest = reports.flatMap(({ timeline }) => timeline.map((entry) => entry.at));
    return { ...told, reports, at: newest.reduce((later, each) => latest(later, each) ?? later, at) };
  });
  return inOrder(rounds.filter(({ reports }) => reports.length > 0));
}

/** Each round at or after the one before: an entry may be later than the commit that first had it. */
function inOrder(rounds: readonly Told[]): readonly Told[] {
  let last: Instant | undefined;
  return rounds.map((round) => {
    last = latest(last, round.at);
    return last === undefined ? round : { ...round, at: last };
  });
}
