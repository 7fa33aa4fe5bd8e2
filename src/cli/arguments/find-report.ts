import { nearest } from '../../diagnostics/nearest.ts';
import { Refused } from '../../host/refused.ts';

/** What is needed to tell reports apart. */
export interface Candidate {
  readonly reference: string;
  readonly open: boolean;
  /** The instant or date it began; sorts as text. */
  readonly start: string;
}

/** More candidates than this are no help on a small screen. */
const MOST_SHOWN = 8;

/**
 * The report that is meant by a text: its reference, or any part that no other reference has; without a
 * text, the newest open report. Throws Refused with the candidates, or the nearest name.
 */
export function findReport(reports: readonly Candidate[], text: string | undefined): string {
  if (text === undefined) return newestOpen(reports);
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/^incidents\//, '')
    .replace(/\/.*$/, '');
  if (reports.some(({ reference }) => reference === wanted)) return wanted;
  const found = reports.filter(({ reference }) => wanted !== '' && reference.includes(wanted));
  const [only] = found;
  if (only && found.length === 1) return only.reference;
  if (only) {
    throw new Refused(
      'usage',
      `\`${text}\` could be any of ${found.length} reports`,
      `Say more of the name: ${list(found)}.`,
    );
  }
  throw new Refused('usage', `There is no report \`${text}\``, guess(reports, wanted));
}

/** Newest first; of two that began together the one whose name is later. */
export function byStart(a: Candidate, b: Candidate): number {
  if (a.start !== b.start) return a.start < b.start ? 1 : -1;
  return a.reference < b.reference ? 1 : -1;
}

function newestOpen(reports: readonly Candidate[]): string {
  const [newest] = reports.filter(({ open }) => open).toSorted(byStart);
  if (newest) return newest.reference;
  throw new Refused(
    'usage',
    reports.length === 0 ? 'There is no report yet' : 'No report is open',
    reports.length === 0
      ? 'Begin one with `incident-press new "What users notice"`.'
      : `Name the one you mean: ${list(reports.toSorted(byStart))}.`,
  );
}

function guess(reports: readonly Candidate[], wanted: string): string {
  const words = new Map(
    reports.flatMap(({ reference }) => [
      [reference, reference],
      [reference.slice('2020-09-15-'.length), reference],
    ]),
  );
  const near = nearest(wanted, words.keys());
  if (near !== undefined) return `Did you mean \`${words.get(near)}\`?`;
  return reports.length === 0
    ? 'There is none yet: `incident-press new "What users notice"` begins one.'
    : '`incident-press list` shows all of them.';
}

function list(reports: readonly Candidate[]): string {
  const names = reports.slice(0, MOST_SHOWN).map(({ reference }) => `\`${reference}\``);
  return names.join(', ') + (reports.length > MOST_SHOWN ? ' and others' : '');
}
