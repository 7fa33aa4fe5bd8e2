import { nearest } from '../diagnostics/nearest.ts';
import type { Reference } from '../model/reference.ts';
import type { Report } from '../model/report.ts';

/** What a resolver has to know of a report. */
export interface Findable {
  readonly reference: Reference;
  readonly derived: Pick<Report['derived'], 'open' | 'start'>;
}

/** The report somebody means, or why it is not known which. */
export type Found<R> =
  | { readonly kind: 'found'; readonly report: R }
  /** Several references have the part in them, sorted. */
  | { readonly kind: 'ambiguous'; readonly references: readonly Reference[] }
  /** None has; the names that are near, if any. */
  | { readonly kind: 'unknown'; readonly near: readonly Reference[] }
  /** No part was given, and no report is open. */
  | { readonly kind: 'none-open' };

/** More names than this help nobody. */
const MOST_NAMES = 3;

/**
 * Finds a report by any part of its reference that no other has; a whole reference always means its own
 * report. Without a part it is the newest open report: the one that started last, of two that started
 * together the one whose reference comes last.
 */
export function findReport<R extends Findable>(reports: readonly R[], part?: string): Found<R> {
  if (part === undefined) return newestOpen(reports);
  const wanted = part.trim().toLowerCase();
  const exact = reports.find(({ reference }) => reference === wanted);
  const holders = wanted === '' ? [] : reports.filter(({ reference }) => reference.includes(wanted));
  const report = exact ?? (holders.length === 1 ? holders[0] : undefined);
  if (report) return { kind: 'found', report };
  if (holders.length > 1) {
    return { kind: 'ambiguous', references: holders.map(({ reference }) => reference).toSorted() };
  }
  return { kind: 'unknown', near: nearNames(wanted, reports) };
}

function newestOpen<R extends Findable>(reports: readonly R[]): Found<R> {
  const [newest] = reports.filter(({ derived }) => derived.open).toSorted(newestFirst);
  return newest ? { kind: 'found', report: newest } : { kind: 'none-open' };
}

function newestFirst(a: Findable, b: Findable): number {
  if (a.derived.start !== b.derived.start) return a.derived.start < b.derived.start ? 1 : -1;
  return a.reference < b.reference ? 1 : -1;
}

/** By the whole name, by the words behind the date, and by each word of them. */
function nearNames(wanted: string, reports: readonly Findable[]): Reference[] {
  const names = reports.map(({ reference }) => reference).toSorted();
  const parts = new Map<string, Reference[]>();
  for (const name of names) {
    const words = name.slice('2020-09-15-'.length);
    for (const part of new Set([name, words, ...words.split('-')])) {
      parts.set(part, [...(parts.get(part) ?? []), name]);
    }
  }
  const near = nearest(wanted, parts.keys());
  return near === undefined ? [] : (parts.get(near) ?? []).slice(0, MOST_NAMES);
}
