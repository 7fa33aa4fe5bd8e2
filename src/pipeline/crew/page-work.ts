import type { OutputFile, SourceFile } from '../../model/file.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Language } from '../../model/language.ts';
import type { MAKERS } from './makers.ts';

/** The files of templates and texts, from which a thread loads them. */
export interface ThemeFiles {
  readonly shipped: readonly SourceFile[];
  /** The site's own files, which override those. */
  readonly own: readonly SourceFile[];
  readonly languages: readonly Language[];
}

/** What a thread that renders pages gets at its start. */
export interface PageThreadData extends ThemeFiles {
  /** Where the thread notes which of `watched` it entered last, as an index into that list. */
  readonly entered: Int32Array;
  /** Templates of the site itself. */
  readonly watched: readonly string[];
}

/** A page to be rendered: its maker, and the values that gets. */
export interface PageWork {
  readonly maker: keyof typeof MAKERS;
  readonly values: Readonly<Record<string, unknown>>;
  /** Which of the values are interface texts: these are not sent. */
  readonly texts: readonly (readonly [name: string, languages: readonly Language[]])[];
  /** Those that are sent as the bytes they are stored in. */
  readonly stored: readonly (readonly [name: string, bytes: Uint8Array])[];
  /** Names of values that later pages of this thread use again. */
  readonly lasting?: readonly string[] | undefined;
  /** Names of values that an earlier page of this thread brought. */
  readonly same?: readonly string[] | undefined;
}

/** A page that a thread has rendered, with the templates it used. */
export interface PageMade {
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly used: readonly string[];
}
