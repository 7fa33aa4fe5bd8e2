import type { LanguageLink, PageBase, Text } from './base.ts';
import type { Teaser } from './teaser.ts';

/** `/incidents/<ref>/`: one report, in all languages it exists in. */
export interface ReportPage extends PageBase {
  readonly kind: 'report';
  readonly report: Teaser;
  readonly editions: readonly (LanguageLink & { readonly title: Text; readonly version: string })[];
}
