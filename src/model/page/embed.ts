import type { PageBase } from './base.ts';
import type { IndexPage } from './index.ts';
import type { Teaser } from './teaser.ts';

/** `/embed/<lang>/`: how things stand, for frames of other sites. */
export interface EmbedPage extends PageBase {
  readonly kind: 'embed';
  readonly verdict: IndexPage['verdict'];
  /** The gravest of what is open; the status page has the others. */
  readonly open: readonly Teaser[];
}
