import type { SourceFile } from '../model/file.ts';
import type { Instant } from '../model/instant.ts';
import type { SiteFile } from '../model/seen-file.ts';
import type { Compression } from '../model/compression.ts';
import type { Generator } from '../publish/manifest.ts';
import type { Mode } from '../versions/live-text.ts';
import type { PageCrew } from './crew/crew.ts';
import type { ThemeFiles } from './crew/page-work.ts';
import type { Finishing } from './finish-site.ts';
import type { ModuleUrl } from './parse/site-plugins.ts';
import type { Pause } from './pause.ts';
import type { IndexPages } from './search.ts';
import type { CardDrawer } from './share-images.ts';

/** Everything a build depends on. The same input gives the same output, byte for byte. */
export interface BuildInput {
  /** The site: site.yaml, incidents, templates and its other files, sorted by path. */
  readonly files: readonly SiteFile[];
  /** The templates that come with the program. */
  readonly theme: readonly SourceFile[];
  readonly generator: Generator;
  /** Where the plugins of the site are imported from; without it, a site with plugins cannot be built. */
  readonly moduleUrl?: ModuleUrl | undefined;
  readonly options: BuildOptions;
}

export interface BuildOptions {
  /** The present; left out, it follows from the content (`presentAt`). */
  readonly asOf?: Instant | undefined;
  /** The site is built as it stood at this time, from what had been published; used together with `asOf`. */
  readonly at?: Instant | undefined;
  /** The time on the clock, for `check` and `freeze`: it affects what is reported, never what is built. */
  readonly now?: Instant | undefined;
  /** Warnings count as errors. */
  readonly strict: boolean;
  /** Reports with errors are kept as they were last published, or left out, and the others are built. */
  readonly keepGoing: boolean;
  /** Drafts (version 000) are built, with a ribbon. */
  readonly drafts: boolean;
  /** Which compressed copies are made; what site.yaml says by default. */
  readonly compress?: readonly Compression[] | undefined;
  /** For `check`: every text is read again, and a forgotten version number is an error. */
  readonly mode: Mode;
}

/**
 * The optional packages of a site, and what is known about its output. A site without them has fewer
 * features.
 */
export interface Extras extends Pick<Finishing, 'isThere' | 'read' | 'sink'> {
  /** Makes the search index. */
  readonly index?: IndexPages | undefined;
  /** Renders pages in threads, each within this many milliseconds. */
  readonly crew?: ((theme: ThemeFiles, limit: number) => PageCrew) | undefined;
  /** Renders part of a large site in threads. Only for sites without templates of their own. */
  readonly beside?: ((theme: ThemeFiles) => PageCrew) | undefined;
  /** Draws the pictures that are shown where articles are shared. */
  readonly draw?: CardDrawer | undefined;
  /** Called again and again while a site is scanned, so that threads get their next work. */
  readonly pause?: Pause | undefined;
  /**
   * How many units, and how many pages, are kept as objects; more of them are packed, which takes longer and a
   * tenth of the memory. All, if left out.
   */
  readonly unpacked?: number | undefined;
  /** Called after each unit with how many there are already, and in all. */
  readonly onUnit?: ((done: number, all: number) => void) | undefined;
  /** Called when all texts are read: hardly anything is parsed afterwards. */
  readonly onScanned?: (() => Promise<void>) | undefined;
}
