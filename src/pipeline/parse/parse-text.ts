import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition, Prose } from '../../model/edition.ts';
import type { OwnText } from '../../model/own-page.ts';
import { parseEdition } from '../../source/edition.ts';
import { parseOwnText } from '../../source/own-page/parse.ts';
import type { OwnTextRequest } from '../../source/own-page/request.ts';
import type { EditionRequest } from '../../source/request.ts';
import { parseFooter } from '../../source/site-yaml/footer.ts';
import type { FooterRequest } from '../../source/site-yaml/footer.ts';

/** A text to be read: of a report, of a page of the site's own, or what stands below every page. */
export type TextRequest = EditionRequest | OwnTextRequest | FooterRequest;

/** The result of reading a text. */
export type Parsed<R extends TextRequest = TextRequest> = Outcome<
  (R extends FooterRequest ? Prose : R extends OwnTextRequest ? OwnText : Edition) | undefined
>;

/** Reads one text of either kind. */
export async function parseText<R extends TextRequest>(request: R): Promise<Parsed<R>> {
  return (await parseByRole(request)) as Parsed<R>;
}

function parseByRole(request: TextRequest): Promise<Parsed> {
  switch (request.role) {
    case 'footer':
      return parseFooter(request);
    case 'page':
      return parseOwnText(request);
    case 'original':
    case 'translation':
      return parseEdition(request);
  }
}
