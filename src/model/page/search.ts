import type { YearLink } from './archive.ts';
import type { PageBase, PageUrl } from './base.ts';

/** `/<lang>/search/`. */
export interface SearchPage extends PageBase {
  readonly kind: 'search';
  /** Where the browser finds the index; undefined if there is none. */
  readonly bundle: PageUrl | undefined;
  readonly script: PageUrl | undefined;
  readonly scriptIntegrity: string | undefined;
  readonly years: readonly YearLink[];
  readonly services: readonly { readonly name: string; readonly url: PageUrl }[];
}
