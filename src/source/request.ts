import type { Language } from '../model/language.ts';
import type { SitePlugins } from '../model/plugins.ts';
import type { Transforms } from './markdown/transforms.ts';
import type { Reference } from '../model/reference.ts';
import type { Limits } from './site-schema.ts';
import type { SitePath } from '../model/file.ts';
import type { Site } from './site-schema.ts';

/** All that is needed to read one language file; plain data, so that a worker can do it. */
export interface EditionRequest {
  readonly path: SitePath;
  readonly bytes: Uint8Array;
  readonly reference: Reference;
  readonly language: Language;
  readonly role: 'original' | 'translation';
  readonly context: SourceContext;
  /** The pictures of the report's folder by the name a writer uses: `graph.png`. */
  readonly pictures: PictureTable;
  /** The plugins of the site; only set in the thread that has imported them. */
  readonly transforms?: Transforms | undefined;
  /** `off` uses remark-parse for all Markdown; the result is the same. */
  readonly scanner?: 'off' | undefined;
}

/** The settings of site.yaml that affect reading a report. */
export interface SourceContext {
  readonly languages: readonly Language[];
  readonly serviceIds: readonly string[];
  readonly limits: Limits;
  readonly rulesOff: readonly string[];
  readonly plugins?: SitePlugins | undefined;
  /** The words that Markdown alone cannot supply, by language. */
  readonly labels: Readonly<Record<string, ProseLabels>>;
}

/** Texts added to rendered Markdown: titles of alerts, names for elements without text. */
export interface ProseLabels {
  readonly note: string;
  readonly tip: string;
  readonly important: string;
  readonly warning: string;
  readonly caution: string;
  readonly footnotes: string;
  /** The name of the link from a footnote back to the text. */
  readonly footnoteBack: string;
  /** The name of a table that can be scrolled. */
  readonly table: string;
  readonly done: string;
  readonly notDone: string;
}

/** `refused` is a file that cannot be shown, for which there is a separate diagnostic. */
export type PictureTable = Readonly<Record<string, Picture | 'refused'>>;

export interface Picture {
  /** Content address: `<sha256>.png`; served at `/assets/<address>`. */
  readonly address: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The parts of site.yaml that reading one report may use. */
export type ReadSettings = Pick<Site, 'languages' | 'defaultLanguage' | 'services' | 'limits' | 'rulesOff'>;
