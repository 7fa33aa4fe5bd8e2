import type { PageBase, PageUrl } from './base.ts';

/** A page that only redirects: an old address of a report. */
export interface RedirectPage extends PageBase {
  readonly kind: 'redirect';
  readonly target: PageUrl;
}
