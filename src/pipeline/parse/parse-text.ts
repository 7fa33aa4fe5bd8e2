import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { OwnText } from '../../model/own-page.ts';
import { parseEdition } from '../../source/edition.ts';
import { parseOwnText } from '../../source/own-page/parse.ts';
import type { OwnTextRequest } from '../../source/own-page/request.ts';
import type { EditionRequest } from '../../source/request.ts';

/** A text to be read: of a report, or of a page of the site's own. */
export type TextRequest = EditionRequest | OwnTextRequest;

/** What reading a text comes to. */
export type Parsed<R extends TextRequest = TextRequest> = Outcome<
  (R extends OwnTextRequest ? OwnText : Edition) | undefined
>;

/** Reads one text, whatever it belongs to. */
export async function parseText<R extends TextRequest>(request: R): Promise<Parsed<R>> {
  const { role } = request;
  const parsed =
    role === 'page' ? parseOwnText(request as OwnTextRequest) : parseEdition(request as EditionRequest);
  return (await parsed) as Parsed<R>;
}
