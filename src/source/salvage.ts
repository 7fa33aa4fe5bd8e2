import { frontMatter, parts } from './schema.ts';
import type { EntryMatter, FrontMatter } from './schema.ts';

/** A front matter of which parts may be missing; an entry that could not be read is a hole in its list. */
export type KnownMatter = Partial<Omit<FrontMatter, 'timeline'>> & {
  readonly timeline?: readonly (EntryMatter | undefined)[] | undefined;
};

/**
 * Reads what it can from front matter that is not valid as a whole, key by key and entry by entry. The
 * rules can then check the rest, and all problems show up in one run.
 */
export function salvage(value: Readonly<Record<string, unknown>>): KnownMatter {
  const read = Object.entries(frontMatter.shape).flatMap(([key, schema]) => {
    const result = schema.safeParse(value[key]);
    return result.success && result.data !== undefined ? [[key, result.data]] : [];
  });
  const timeline = Array.isArray(value['timeline'])
    ? value['timeline'].map((entry) => {
        const result = parts.entry.safeParse(entry);
        return result.success ? result.data : undefined;
      })
    : [];
  // Unreadable entries leave holes, so that the others keep their index and with it their place.
  return { ...Object.fromEntries(read), timeline: timeline.length > 0 ? timeline : undefined };
}
