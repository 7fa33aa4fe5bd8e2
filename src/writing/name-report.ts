import { parseReference } from '../model/reference.ts';
import type { Reference } from '../model/reference.ts';
import { slugOf } from '../source/slug.ts';

/** What the name of a new report is made from. */
export interface Naming {
  /** The day it began, `2020-09-15`. */
  readonly date: string;
  readonly title: string;
  readonly language: string;
  /** The name to use if no letter of the title can be in a reference. */
  readonly kind: string;
}

/** The name made from a title, with a number if it is taken. */
export function nameFromTitle(
  { date, title, language, kind }: Naming,
  taken: ReadonlySet<string>,
): { readonly first: string; readonly free: string } {
  const first = `${date}-${slugOf(title, language) || kind}`;
  if (!taken.has(first)) return { first, free: first };
  let number = 2;
  while (taken.has(`${first}-${number}`)) number += 1;
  return { first, free: `${first}-${number}` };
}

/** The requested name, or why it cannot be used and what to do. */
export type Named = { readonly reference: Reference } | { readonly message: string; readonly hint: string };

/** Reads a name as it was typed: a whole reference, or its words, before which the date is put. */
export function nameAsAsked(text: string, { date, language }: Naming, taken: ReadonlySet<string>): Named {
  const typed = text.trim();
  const [, day, rest = typed] = /^(\d{4}-\d{2}-\d{2})-(.*)$/s.exec(typed) ?? [];
  const reference = parseReference(day === undefined ? `${date}-${typed}` : typed);
  if (reference === undefined) {
    const words = slugOf(rest, language) || 'uploads';
    const right = parseReference(`${day ?? date}-${words}`) ?? `${date}-${words}`;
    const hint = `Write \`--ref ${right}\`: a date and lower-case words, joined by hyphens.`;
    return { message: `\`${text}\` cannot be the name of a report`, hint };
  }
  if (!taken.has(reference)) return { reference };
  return {
    message: `${reference} already exists`,
    hint: `To add to it: \`incident-press update ${reference} "What is new"\`.`,
  };
}
