import { fallbackChain } from '../languages/fallback.ts';
import type { SourceFile } from '../model/file.ts';
import type { Language } from '../model/language.ts';
import { withoutNote } from './eject/note.ts';

/**
 * What a new report begins with: the template of the site (`own`) for the language or one it falls back to,
 * each time before the shipped one, and in the end English.
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
