import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { ArticleView } from '../model/page.ts';
import { helpersFor } from './helpers.ts';
import type { RenderContext } from './helpers.ts';

/**
 * Renders the `<article>` of a report in one language, in that language. Nothing in it depends on another
 * report or on where the site lives: addresses begin with `/`, and `rebase` puts the base path before them.
 */
export function renderArticle(view: ArticleView, context: RenderContext): Outcome<string> {
  return context.templates.render('partials/article', view, helpersFor(view.language, context));
}
