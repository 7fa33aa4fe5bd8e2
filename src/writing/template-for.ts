import { fallbackChain } from '../languages/fallback.ts';
import type { SourceFile } from '../model/file.ts';
import type { Language } from '../model/language.ts';
import { withoutNote } from './eject/note.ts';

/**
 * The template of a new report: for the language, then each one it falls back to, finally English; each time
 * the site's own template (`own`) comes before the shipped one.
 */
export function templateFor(
  language: Language,
  own: readonly SourceFile[],
  shipped: readonly SourceFile[],
): string {
  const tags = [...fallbackChain(language), 'en'];
  const found = tags
    .map((tag) => `templates/new/${tag}.md`)
    .map((path) => own.find((file) => file.path === path) ?? shipped.find((file) => file.path === path))
    .find((file) => file && !file.refused);
  return withoutNote(new TextDecoder().decode(found?.bytes));
}
