import type { PageBase } from './base.ts';
import type { Teaser } from './teaser.ts';

/** `/`: the choice of a language, in the default language. */
export interface LanguagesPage extends PageBase {
  readonly kind: 'languages';
  readonly open: readonly Teaser[];
}
