import type { Instant } from '../../model/instant.ts';
import type { Facts } from '../../model/edition.ts';
import type { Outline } from '../../model/row.ts';
import { sha256 } from '../../source/content-hash.ts';

/** Characters of an id, and how many hexadecimal digits of the hash are needed for that. */
const LENGTH = 12;
const HEX_DIGITS = 16;
const LETTERS_AND_DIGITS = 36;

/**
 * An id in the form of the status API: twelve lower-case letters and digits. It is made from the permanent
 * name of a thing, so it never changes.
 */
export function statusId(kind: 'page' | 'component' | 'group' | 'incident', name: string): string {
  const number = BigInt(`0x${sha256(`${kind} ${name}`).slice(0, HEX_DIGITS)}`);
  return number.toString(LETTERS_AND_DIGITS).padStart(LENGTH, '0').slice(-LENGTH);
}

/**
 * The id of a report: the one on the page it was imported from, if that page had this API, so that its
 * clients do not take the report for a new incident.
 */
export function incidentId({
  reference,
  original,
}: Pick<Outline, 'reference'> & { readonly original: Pick<Outline['original'], 'facts'> }): string {
  return oldIncidentId(original.facts) ?? statusId('incident', reference);
}

/** The id that a report had on a page of the Statuspage kind, if it comes from one. */
function oldIncidentId({ imported }: Pick<Facts, 'imported'>): string | undefined {
  const isUsable = imported?.from === 'statuspage' && /^[a-z0-9]{1,40}$/i.test(imported.id);
  return isUsable && imported.id !== 'unresolved' ? imported.id : undefined;
}

/** The id of an entry in the timeline of a report. */
export function updateId(reference: string, at: Instant): string {
  return statusId('incident', `${reference} ${at}`);
}

/** An instant as the status API writes it: with milliseconds, `2020-09-15T11:45:00.000Z`. */
export function withMilliseconds(instant: Instant): string {
  return instant.replace(/Z$/, '.000Z');
}
