import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Prose } from '../../model/edition.ts';
import { markdownOptions } from '../markdown/front-matter-texts.ts';
import { renderMarkdown } from '../markdown/markdown.ts';
import type { EditionRequest } from '../request.ts';
import type { FooterText } from './footer-texts.ts';

/**
 * All that is needed to read the footer of the pages in a language, which its links lead to as well. Plain data,
 * for a worker.
 */
export interface FooterRequest
  extends Omit<EditionRequest, 'reference' | 'role'>, Pick<FooterText, 'origin'> {
  readonly role: 'footer';
}

/** Makes safe HTML of a footer, as of any text. Links are written as on the site's own pages. */
export async function parseFooter(request: FooterRequest): Promise<Outcome<Prose>> {
  const { bytes, origin } = request;
  const options = markdownOptions(request, origin.line, origin.indent, 'footer-');
  return renderMarkdown(new TextDecoder().decode(bytes), { ...options, isOwnPage: true });
}
