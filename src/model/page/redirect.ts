import type { PageBase, PageUrl } from './base.ts';

/** A page that only says where another one is: an old name of a report. */
export interface RedirectPage extends PageBase {
  readonly kind: 'redirect';
  readonly target: PageUrl;
}
