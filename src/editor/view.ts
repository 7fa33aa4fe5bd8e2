import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Instant } from '../model/instant.ts';
import type { KnownSite } from '../pipeline/live-site.ts';
import type { Addresses } from './problems.ts';

/** A site open in an editor, unsaved texts included. */
export interface SiteView extends Addresses {
  /** What is known about its reports and services; undefined until site.yaml has been read once. */
  readonly known: KnownSite | undefined;
  /** All its diagnostics from the last check. */
  readonly diagnostics: readonly Diagnostic[];
  /** Names of all report folders, including those with mistakes. */
  readonly references: () => readonly string[];
  /** Paths of all files of a report. */
  readonly pathsOf: (reference: string) => readonly string[];
  /** The text of a file that comes with the program: a template, interface texts. */
  readonly shippedText: (path: string) => string | undefined;
  /** Where such a file is. */
  readonly shippedUriOf: (path: string) => string;
  /** The present. */
  readonly now: Instant;
}

/** One of its files. */
export interface FileView {
  readonly site: SiteView;
  readonly path: string;
  readonly text: string;
}

/** What an editor supports in completions. */
export interface Completing {
  /** It supports places to jump between in inserted text. */
  readonly hasSnippets: boolean;
}
