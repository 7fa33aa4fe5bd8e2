import type { Outcome } from '../diagnostics/diagnostic.ts';
import { loadMessages } from '../languages/messages.ts';
import type { SourceFile } from '../model/file.ts';
import { recall } from '../model/recall.ts';
import type { Site } from '../source/site-schema.ts';
import type { RenderContext } from '../render/pages/context.ts';
import { createTemplates } from '../render/pages/template.ts';

/** Templates and interface texts of a site: those that come with the program, and its own over them. */
export function renderContext(
  settings: readonly SourceFile[],
  theme: readonly SourceFile[],
  site: Site,
): Outcome<RenderContext> {
  return contextOf(site, theme, ...settings.filter(({ path }) => path.startsWith('templates/')));
}

const contextOf = recall(
  (site: Site, theme: readonly SourceFile[], ...own: readonly SourceFile[]): Outcome<RenderContext> => {
    const messages = loadMessages([...theme, ...own], site.languages);
    const templates = createTemplates(theme, own, { strict: true });
    return {
      value: { messages: messages.value, templates: templates.value, site },
      diagnostics: [...messages.diagnostics, ...templates.diagnostics],
    };
  },
);
