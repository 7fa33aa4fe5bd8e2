import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { Difference } from '../../model/page.ts';
import type { EditionRequest } from '../../source/request.ts';
import type { Fingerprint } from './stale.ts';

/** What a build leaves for the next one, so that it need not do again what would come out the same. */
export interface Memory {
  /** What parsing a language file gave, by the hash of all it depends on. */
  readonly editions: ReadonlyMap<string, Outcome<Edition | undefined>>;
  /** Rendered `<article>`s, by the hash of their view. */
  readonly articles: ReadonlyMap<string, KeptArticle>;
  /** What one edition changed against another, by the hashes of both. */
  readonly differences: ReadonlyMap<string, KeptDifference>;
  /** Every page that was rendered without a problem, by its path in the output. */
  readonly pages: ReadonlyMap<string, KeptPage>;
  /** The outcomes of the last build by its very requests; undefined where one may come out otherwise again. */
  readonly latest?: {
    readonly requests: readonly EditionRequest[];
    readonly outcomes: readonly (Outcome<Edition | undefined> | undefined)[];
  };
  /** The same in all builds of one process that were each given the memory of the one before. */
  readonly line?: object;
}

export interface KeptArticle {
  readonly html: string;
  /** What it was made with, besides its view. */
  readonly made: Fingerprint;
}

export type KeptDifference = Pick<Difference, 'facts' | 'entries' | 'prose'>;

/** A page as it was: not its bytes, which are in the output, but what says that they would be the same. */
export interface KeptPage {
  readonly made: Fingerprint;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** What the first build has. */
export const NOTHING_KEPT: Memory = {
  editions: new Map(),
  articles: new Map(),
  differences: new Map(),
  pages: new Map(),
};

/** How much a build really did. */
export interface Work {
  /** Language files read and parsed. */
  readonly parsed: number;
  readonly articles: number;
  readonly differences: number;
  readonly pages: number;
}

/** A page that was rendered, and the reasons. */
export interface Rendered {
  readonly path: string;
  readonly reasons: readonly string[];
}

/** Problems that would not come again on a faster machine; what has one is never kept. */
export function isOfTheMoment({ code }: Pick<Diagnostic, 'code'>): boolean {
  return code === 'INC311';
}
