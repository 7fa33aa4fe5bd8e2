/**
 * Orders reports by when they began, the newest first; of two that began together the later name comes first.
 */
export function newestFirst(a: Started, b: Started): number {
  if (a.start !== b.start) return a.start < b.start ? 1 : -1;
  return a.reference < b.reference ? 1 : a.reference > b.reference ? -1 : 0;
}

interface Started {
  readonly reference: string;
  /** A time or date in a form that sorts: `2020-09-15T11:45:00Z`. */
  readonly start: string;
}

/** The same for reports as they are read. */
export function newestReportFirst(a: StartedReport, b: StartedReport): number {
  return newestFirst(
    { reference: a.reference, start: a.derived.start },
    { reference: b.reference, start: b.derived.start },
  );
}

interface StartedReport {
  readonly reference: string;
  readonly derived: { readonly start: string };
}
