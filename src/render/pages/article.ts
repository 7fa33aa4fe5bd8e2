import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { ArticleView } from '../../model/page.ts';
import { helpersFor } from './helpers.ts';
import type { RenderContext } from './context.ts';

/**
 * Renders the `<article>` of a report in one language, in that language. Nothing in it depends on another
 * report or on where the site lives: addresses begin with `/`, and `rebase` puts the base path before them.
 * The names of the templates it takes are added to `used`.
 */
export function renderArticle(
  view: ArticleView,
  context: RenderContext,
  used?: Set<string>,
): Outcome<string> {
  const helpers = helpersFor(view.language, context);
  const { value, diagnostics } = context.templates.render('partials/article', view, helpers, used);
  const html = value.trim();
  if (diagnostics.length > 0 || ARTICLE.test(html)) return { value: html, diagnostics };
  return { value: html, diagnostics: [notOneElement()] };
}

/** What is frozen and hashed is the element, so that it can be found again in any page around it. */
const ARTICLE = /^<article[\s>](?:(?!<article[\s>])[\s\S])*<\/article>$/;

function notOneElement(): Diagnostic {
  return diagnose('INC727', placeOf('templates/partials/article.eta'));
}
