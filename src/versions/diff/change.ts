import type { Block } from './tree.ts';
import type { Stretch } from './words.ts';

/**
 * What became of a block. The block is the one of the newer text where both have it; `inside` is changed in
 * its parts, `moved` was elsewhere among its siblings, `gap` stands for blocks left out, `empty` fills a row of
 * a table that had no such column.
 */
export type Change =
  | { readonly kind: 'same' | 'added' | 'removed' | 'empty'; readonly block: Block }
  | { readonly kind: 'words'; readonly block: Block; readonly stretches: readonly Stretch[] }
  | { readonly kind: 'inside'; readonly block: Block; readonly parts: readonly Change[] }
  | { readonly kind: 'moved'; readonly block: Block; readonly change: Change }
  | { readonly kind: 'gap'; readonly columns: number };
