import { readTheme } from '../../../host/files/site-files.ts';
import { fallbackChain } from '../../../languages/fallback.ts';
import type { SourceFile } from '../../../model/file.ts';
import type { Language } from '../../../model/language.ts';

/** What a new report begins with: the site's template (among `files`) for the language or one it falls back to, then the shipped one, then English. */
export function templateFor(language: Language, files: readonly SourceFile[]): string {
  const shipped = readTheme();
  const tags = [...fallbackChain(language), 'en'];
  const found = tags
    .map((tag) => `templates/new/${tag}.md`)
    .map((path) => files.find((file) => file.path === path) ?? shipped.find((file) => file.path === path))
    .find((file) => file && !file.refused);
  return new TextDecoder().decode(found?.bytes);
}
