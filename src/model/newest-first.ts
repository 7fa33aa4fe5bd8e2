/**
 * Orders reports by when they began, the newest first; of two that began together the later name comes first.
 */
export function newestFirst(a: Started, b: Started): number {
  return inOrder(a.start, b.start) || inOrder(a.reference, b.reference);
}

interface Started {
  readonly reference: string;
  /** A time or date in a form that sorts: `2020-09-15T11:45:00Z`. */
  readonly start: string;
}

/** The same for reports as they are read. */
export function newestReportFirst(a: StartedReport, b: StartedReport): number {
  return inOrder(a.derived.start, b.derived.start) || inOrder(a.reference, b.reference);
}

/** Without objects: there are a hundred thousand comparisons. */
function inOrder(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

interface StartedReport {
  readonly reference: string;
  readonly derived: { readonly start: string };
}
