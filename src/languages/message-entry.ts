import type { Place } from '../diagnostics/diagnostic.ts';

/** One interface text, as in its file. */
export interface MessageEntry {
  /** Dotted, whether the file nests its keys or not: `index.calm`. */
  readonly key: string;
  /** MessageFormat 2. */
  readonly source: string;
  readonly place: Place;
}
