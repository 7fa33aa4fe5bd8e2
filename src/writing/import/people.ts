import type { Noting, ToldEntry } from './told.ts';

/** Patterns that identify people: a mail address, and a handle such as `@name`. */
const PEOPLE =
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+\.[\p{L}\p{N}.-]+|(?<![\p{L}\p{N}/.])@[a-z\d][a-z\d-]{1,38}(?![\p{L}\p{N}@/])/giu;

/** The mail addresses and handles in a text. */
export function peopleIn(text: string): readonly string[] {
  return [...text.replaceAll('\\', '').matchAll(PEOPLE)].map(([name]) => name.replace(/[.-]+$/, ''));
}

/**
 * Notes once per report who is named in its timeline, `others` included. Nothing is removed: a person has
 * to decide whether someone may be named.
 */
export function notePeople(
  entries: readonly Pick<ToldEntry, 'title' | 'text'>[],
  id: string,
  { note }: Noting,
  others: readonly string[] = [],
): void {
  const named = new Set([
    ...others,
    ...entries.flatMap(({ title, text = '' }) => peopleIn(text.includes(title) ? text : `${title} ${text}`)),
  ]);
  if (named.size > 0) note('people', id, `people named: ${named.size} (${[...named].join(', ')})`);
}
