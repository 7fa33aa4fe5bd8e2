import { latest } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { recall } from '../../model/recall.ts';
import { isSameJson, recallRows } from '../../model/recall-rows.ts';
import type { Report } from '../../model/report.ts';

/** All reports of a site at a glance. */
export interface Overview {
  /** Newest start first; of two that started together, the higher reference first. */
  readonly ordered: readonly Report[];
  /** Those that are not over, in the same order. */
  readonly open: readonly Report[];
  /** The newest instant anything in the content happened or was published at; plans do not count. */
  readonly newest?: Instant;
  /** The oldest instant of any timeline. */
  readonly oldest?: Instant;
  /** The newest last update. */
  readonly updated?: Instant;
}

/** What an overview needs of a report. Most edits leave it as it is. */
interface Outline {
  readonly reference: string;
  readonly start: Instant;
  readonly oldest: Instant;
  readonly newest: Instant;
  readonly updated: Instant;
  readonly isOpen: boolean;
}

/** Sorts reports, and finds the ends of the time they tell of. */
export function overviewOf(reports: readonly Report[]): Overview {
  const { order, open, ...ends } = summary(outlineOfEach([], [reports]));
  const at = (index: number) => reports[index] as Report;
  return { ...ends, ordered: order.map(at), open: open.map(at) };
}

const outlineOfEach = recallRows(
  (_shared: readonly [], [{ reference, original, derived }]: readonly [Report]): Outline => ({
    reference,
    start: derived.start,
    oldest: original.timeline[0]?.at ?? derived.start,
    newest: latest(original.lastUpdate, original.timeline.at(-1)?.at) ?? original.lastUpdate,
    updated: original.lastUpdate,
    isOpen: derived.open,
  }),
  isSameJson,
);

const summary = recall((outlines: readonly Outline[]) => {
  const order = [...outlines.keys()].toSorted((a, b) => newestFirst(outlines[a], outlines[b]));
  const newest = outlines.reduce<Instant | undefined>((last, each) => latest(last, each.newest), undefined);
  const updated = outlines.reduce<Instant | undefined>((last, each) => latest(last, each.updated), undefined);
  const oldest = outlines.reduce<Instant | undefined>(
    (first, each) => (first === undefined || each.oldest < first ? each.oldest : first),
    undefined,
  );
  return {
    order,
    open: order.filter((index) => outlines[index]?.isOpen),
    ...(newest !== undefined && { newest }),
    ...(oldest !== undefined && { oldest }),
    ...(updated !== undefined && { updated }),
  };
});

function newestFirst(a: Outline | undefined, b: Outline | undefined): number {
  if (!a || !b) throw new Error('only outlines that there are can be sorted');
  if (a.start !== b.start) return a.start < b.start ? 1 : -1;
  return a.reference < b.reference ? 1 : -1;
}
