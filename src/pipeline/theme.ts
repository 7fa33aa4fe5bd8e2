import type { Outcome } from '../diagnostics/diagnostic.ts';
import { hasMessages, loadMessages } from '../languages/messages.ts';
import type { Messages } from '../languages/messages.ts';
import type { SourceFile } from '../model/file.ts';
import type { ThemeFiles } from './crew/page-work.ts';
import type { Site } from '../source/site-schema.ts';
import { lookOf } from '../render/pages/renderer-name.ts';
import { createTemplates } from '../render/pages/template.ts';
import { templateName } from '../render/pages/template-name.ts';
import type { Templates } from '../render/pages/template.ts';

/** What pages are rendered with. */
export interface SiteTheme {
  readonly messages: Messages;
  readonly templates: Templates;
  /** The files that both are made from. */
  readonly files: ThemeFiles;
  /** True if the site has its own templates, which may loop or end their thread. */
  readonly hasOwnTemplates: boolean;
  /** A digest of the parts that show in articles. */
  readonly look: string;
}

/** Templates and interface texts of a site: those that come with the program, overridden by its own. */
export function readTheme(
  settings: readonly SourceFile[],
  theme: readonly SourceFile[],
  { languages }: Pick<Site, 'languages'>,
): Outcome<SiteTheme> {
  const own = settings.filter(({ path }) => path.startsWith('templates/'));
  const files = { shipped: theme, own, languages };
  const { value, diagnostics } = loadTheme(files);
  return { value: { ...value, files, look: lookOf(value, languages) }, diagnostics };
}

/** Templates and interface texts as made from their files; the site's own override those of the program. */
export function loadTheme({
  shipped,
  own,
  languages,
}: ThemeFiles): Outcome<Pick<SiteTheme, 'messages' | 'templates' | 'hasOwnTemplates'>> {
  const messages = loadMessages([...shipped, ...own], languages, !own.some(({ path }) => hasMessages(path)));
  const hasOwnTemplates = own.some(({ path }) => templateName(path) !== undefined);
  // Those that come with the program are tested with strict views.
  const templates = createTemplates(shipped, own, { strict: hasOwnTemplates });
  return {
    value: { messages: messages.value, templates: templates.value, hasOwnTemplates },
    diagnostics: [...messages.diagnostics, ...templates.diagnostics],
  };
}
