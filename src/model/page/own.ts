import type { SitePath } from '../file.ts';
import type { Language } from '../language.ts';
import type { Direction, PageBase } from './base.ts';

/** `/<lang>/<name>/`: a page of the site's own, from `pages/<name>/<lang>.md`. */
export interface OwnPage extends PageBase {
  readonly kind: 'own';
  /** The language of the text, and the way it is read; another one than the page's if it is not translated. */
  readonly textLanguage: Language;
  readonly textDirection: Direction;
  /** Where the text is from. */
  readonly file: SitePath;
  /** Safe HTML; its headings begin with the second level. */
  readonly html: string;
  /** True if readers of the page cannot be expected to read the text. */
  readonly isForeign: boolean;
}
