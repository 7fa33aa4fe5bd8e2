/** A point in time as RFC 3339 text in UTC with whole seconds: `2020-09-15T11:45:00Z`. Sorts as text. */
export type Instant = string & { readonly brand: 'Instant' };

/**
 * Clocks differ, and people round up: a time may be this far in the future (in seconds) and still count as
 * past.
 */
export const TOLERANCE = 600;

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Makes an instant from text in the canonical form. Returns undefined for anything else. */
export function parseInstant(text: string): Instant | undefined {
  if (!SHAPE.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) || instantOf(milliseconds / 1000) !== text
    ? undefined
    : (text as Instant);
}

/** The instant this many whole seconds after 1970-01-01T00:00:00Z. */
export function instantOf(seconds: number): Instant {
  return `${new Date(seconds * 1000).toISOString().slice(0, -'.000Z'.length)}Z` as Instant;
}

/** Seconds since 1970-01-01T00:00:00Z. */
export function secondsOf(instant: Instant): number {
  return Date.parse(instant) / 1000;
}

/** Seconds from one instant to a later one (negative if it is earlier). */
export function secondsBetween(from: Instant, to: Instant): number {
  return secondsOf(to) - secondsOf(from);
}

/** The later of two instants; undefined counts as earliest. */
export function latest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined) return b;
  return b === undefined || a >= b ? a : b;
}

/** The part of an anchor that stands for an instant: `20200915T114500Z`. */
export function compactInstant(instant: Instant): string {
  return instant.replaceAll(/[-:]/g, '');
}
