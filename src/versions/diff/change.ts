import type { Block } from './tree.ts';
import type { Stretch } from './words.ts';

/**
 * What happened to a block. The block is that of the newer text if both have it; `inside` has changed parts,
 * `moved` was elsewhere among its siblings, `gap` replaces blocks left out, `empty` fills a row of a table
 * that had no such column.
 */
export type Change =
  | { readonly kind: 'same' | 'added' | 'removed' | 'empty'; readonly block: Block }
  | { readonly kind: 'words'; readonly block: Block; readonly stretches: readonly Stretch[] }
  | { readonly kind: 'inside'; readonly block: Block; readonly parts: readonly Change[] }
  | { readonly kind: 'moved'; readonly block: Block; readonly change: Change }
  | { readonly kind: 'gap'; readonly columns: number };
