import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { OutputFile } from '../../model/file.ts';
import type { FooterView, Lead, Page } from '../../model/page.ts';
import { helpersFor } from './helpers.ts';
import type { RenderContext } from './context.ts';
import { writeScriptJson } from '../json.ts';
import { rebase } from '../machines/rebase.ts';

/**
 * Renders a page with the template of its kind. If a template fails, the diagnostics say so and the body is
 * empty. The names of the templates it uses are added to `used`.
 */
export function renderPage(page: Page, context: RenderContext, used?: Set<string>): Outcome<OutputFile> {
  const { basePath } = context.site;
  const view = {
    ...page,
    site: { ...page.site, footer: page.site.footer && rebaseFooter(page.site.footer, basePath) },
    ...('html' in page ? { html: rebase(page.html, basePath) } : {}),
    ...('lead' in page ? { lead: page.lead && rebaseLead(page.lead, basePath) } : {}),
    ...('structured' in page ? { structured: page.structured && writeScriptJson(page.structured) } : {}),
  };
  const helpers = helpersFor(page.language, context, basePath);
  const { value, diagnostics } = context.templates.render(`page/${page.kind}`, view, helpers, used);
  return { value: { path: page.path, body: value }, diagnostics };
}

function rebaseFooter(footer: FooterView, basePath: string): FooterView {
  return { ...footer, html: rebase(footer.html, basePath) };
}

function rebaseLead({ entry, advice, ...rest }: Lead, basePath: string): Lead {
  return {
    ...rest,
    entry: { ...entry, html: entry.html === undefined ? undefined : rebase(entry.html, basePath) },
    advice: advice && { ...advice, html: rebase(advice.html, basePath) },
  };
}
