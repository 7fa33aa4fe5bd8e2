import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { ArticleView } from '../../model/page.ts';
import { fragmentFault } from '../../versions/fragment/fragment.ts';
import { helpersFor } from './helpers.ts';
import type { RenderContext } from './context.ts';

/**
 * Renders the `<article>` of a report in one language. Nothing in it depends on another report or on the
 * site's address: addresses begin with `/`, and `rebase` puts the base path before them. The names of the
 * templates it uses are added to `used`.
 */
export function renderArticle(
  view: ArticleView,
  context: RenderContext,
  used?: Set<string>,
): Outcome<string> {
  const helpers = helpersFor(view.language, context);
  const { value, diagnostics } = context.templates.render('partials/article', view, helpers, used);
  const html = value.trim();
  // The shipped templates write nothing else, which a test ensures; `freeze` checks everything again.
  const isOurs = !context.templates.hasOwn && context.site.plugins.length === 0;
  if (diagnostics.length > 0 || isOurs) return { value: html, diagnostics };
  const fault = fragmentFault(html);
  return { value: html, diagnostics: fault === undefined ? [] : [notToBePublished(view, fault)] };
}

/** Reports that the article contains something that could not be read back, at the text it was made from. */
export function notToBePublished(
  { reference, language }: Pick<ArticleView, 'reference' | 'language'>,
  fault: string,
): Diagnostic {
  const message = `The article that templates/partials/article.eta makes of this text may not be published: ${fault}`;
  return diagnose('INC727', placeOf(`incidents/${reference}/${language}.md`), message);
}
