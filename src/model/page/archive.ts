import type { PageBase, PageUrl } from './base.ts';
import type { Count } from './figures.ts';

/** `/<lang>/archive/`: all years. */
export interface ArchivePage extends PageBase {
  readonly kind: 'archive';
  readonly years: readonly (YearLink & { readonly counts: Count })[];
  readonly total: number;
}

export interface YearLink {
  readonly year: string;
  readonly url: PageUrl;
  readonly total: number;
}
