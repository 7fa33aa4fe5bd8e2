import type { Outcome } from '../diagnostics/diagnostic.ts';
import { loadMessages } from '../languages/messages.ts';
import type { Messages } from '../languages/messages.ts';
import type { SourceFile } from '../model/file.ts';
import type { Site } from '../source/site-schema.ts';
import { createTemplates } from '../render/pages/template.ts';
import type { Templates } from '../render/pages/template.ts';

/** What pages are written with. */
export interface SiteTheme {
  readonly messages: Messages;
  readonly templates: Templates;
}

/** Templates and interface texts of a site: those that come with the program, and its own over them. */
export function readTheme(
  settings: readonly SourceFile[],
  theme: readonly SourceFile[],
  { languages }: Pick<Site, 'languages'>,
): Outcome<SiteTheme> {
  const own = settings.filter(({ path }) => path.startsWith('templates/'));
  const messages = loadMessages([...theme, ...own], languages);
  const templates = createTemplates(theme, own, { strict: true });
  return {
    value: { messages: messages.value, templates: templates.value },
    diagnostics: [...messages.diagnostics, ...templates.diagnostics],
  };
}
