import type { Edition, Prose } from './edition.ts';

/** All rendered texts of an edition: its body, those of its entries, and those of its actions. */
export function prosesOf(edition: Edition): Prose[] {
  const entries: readonly { readonly text: Prose | undefined }[] =
    edition.role === 'original' ? edition.timeline : edition.entries;
  const inFrontMatter = [...entries.map(({ text }) => text), ...edition.actions.map(({ prose }) => prose)];
  return [edition.body, ...inFrontMatter.filter((prose) => prose !== undefined)];
}
