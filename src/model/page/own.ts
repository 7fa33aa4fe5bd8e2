import type { SitePath } from '../file.ts';
import type { Language } from '../language.ts';
import type { Direction, PageBase } from './base.ts';

/** `/<lang>/<name>/`: one of the site's own pages, from `pages/<name>/<lang>.md`. */
export interface OwnPage extends PageBase {
  readonly kind: 'own';
  /** What its writer says it is about, shown below the title. */
  readonly summary: string | undefined;
  /** The language of the text and its direction; differs from the page's if the text is not translated. */
  readonly textLanguage: Language;
  readonly textDirection: Direction;
  /** The file of the text. */
  readonly file: SitePath;
  /** Safe HTML; its headings begin with the second level. */
  readonly html: string;
  /** True if readers of the page cannot be expected to read the text. */
  readonly isForeign: boolean;
}
