import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Instant } from '../model/instant.ts';
import type { KnownSite } from '../pipeline/live-site.ts';
import type { Addresses } from './problems.ts';

/** A site as an editor has it open, unsaved texts included. */
export interface SiteView extends Addresses {
  /** What is known of its reports and services; undefined until site.yaml could be read once. */
  readonly known: KnownSite | undefined;
  /** All that was last said of it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Names of all folders of reports, those with mistakes too. */
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

/** What an editor can do with what is offered. */
export interface Completing {
  /** It has places to jump between in what is inserted. */
  readonly hasSnippets: boolean;
}
