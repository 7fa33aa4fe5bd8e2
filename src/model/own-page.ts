import type { Prose } from './edition.ts';
import type { SitePath } from './file.ts';
import type { Language } from './language.ts';

/** One of the site's own pages in one language, as in its file. */
export interface OwnText {
  readonly name: string;
  readonly language: Language;
  readonly file: SitePath;
  readonly title: string;
  readonly description: string | undefined;
  /** Its place in the menu, if the original states one. */
  readonly order: number | undefined;
  readonly body: Prose;
}

/** One of the site's own pages in all languages that it is written in. */
export interface OwnPageTexts {
  /** The name of its folder, which is part of its addresses. */
  readonly name: string;
  /** The language that the others are translated from. */
  readonly original: Language;
  readonly texts: readonly OwnText[];
}
