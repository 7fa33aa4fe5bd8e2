import type { Instant } from '../instant.ts';
import type { Reference } from '../reference.ts';
import type { StandingWord } from '../standing.ts';
import type { EditionLinks, PageBase, PageUrl } from './base.ts';
import type { Teaser } from './teaser.ts';
import type { Difference, PublicationView } from './history.ts';

/** `/<lang>/incidents/<ref>/v/NNN/`: one edition, as it was published. */
export interface EditionPage extends PageBase, PublicationView {
  readonly kind: 'edition';
  readonly reference: Reference;
  readonly version: string;
  /** The finished `<article>`; empty if the edition was redacted or is damaged. */
  readonly html: string;
  /** SHA-256 of that element, as in the ledger. */
  readonly hash: string | undefined;
  /** SHA-256 of the line of the site's ledger that published it; undefined while it is not published. */
  readonly line: string | undefined;
  readonly links: EditionLinks;
  /** The newest edition in this language, if this is an older one. */
  readonly newest: { readonly version: string; readonly at: Instant } | undefined;
  /** The present state of the report. */
  readonly state: StandingWord;
  /** What the report weighed in this version; undefined where the edition cannot be shown. */
  readonly weight: Pick<Teaser, 'harm' | 'kind' | 'severity'> | undefined;
  /** What the newest edition changed compared with this one, if both can be read. */
  readonly since: Difference | undefined;
  /** The address that always has the newest text in this language. */
  readonly latest: PageUrl;
  /** True if its files are not the ones that were published, so it cannot be shown. */
  readonly isDamaged: boolean;
  /** Why the edition was redacted. */
  readonly redacted: string | undefined;
}
