import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Original } from '../model/edition.ts';
import type { TextHistory } from '../model/history.ts';
import type { Frozen } from '../versions/freeze.ts';
import { publishedEditions, readLedger } from '../versions/ledger.ts';
import type { PublishedEdition } from '../versions/ledger.ts';

/** A text with all its editions rendered, and what freezing the pending one will write. */
export interface RenderedText {
  readonly history: TextHistory;
  /** The `<article>` of each edition, by its name; nothing for redacted ones. */
  readonly articles: ReadonlyMap<string, string>;
  /** The original that each edition belongs to, by the name of the edition. */
  readonly told: ReadonlyMap<string, Original>;
  /** Worked out on request. */
  readonly pending: Frozen | undefined;
  /** Why its pending edition could not be rendered. */
  readonly faults: readonly Diagnostic[];
}

type KnownLine = Omit<PublishedEdition, 'published'>;

/** The lines in the ledger of a text, including the one that a pending edition will get. Oldest first. */
export function publications({ history, pending }: RenderedText): readonly KnownLine[] {
  const lines: readonly KnownLine[] = publishedEditions(readLedger(history.ledger));
  return pending ? [...lines, { ...pending.line, redacted: undefined }] : lines;
}
