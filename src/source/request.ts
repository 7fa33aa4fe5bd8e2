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
  /** What the plugins of the site do; only the thread that has imported them can say. */
  readonly transforms?: Transforms | undefined;
  /** `off` leaves all Markdown to remark-parse; the outcome is the same. */
  readonly scanner?: 'off' | undefined;
}

/** What site.yaml says that matters for reading a report. */
export interface SourceContext {
  readonly languages: readonly Language[];
  readonly serviceIds: readonly string[];
  readonly limits: Limits;
  readonly rulesOff: readonly string[];
  readonly plugins?: SitePlugins | undefined;
  /** The words that Markdown alone cannot supply, by language. */
  readonly labels: Readonly<Record<string, ProseLabels>>;
}

/** Words put into rendered Markdown: titles of alerts, names for what has no text of its own. */
export interface ProseLabels {
  readonly note: string;
  readonly tip: string;
  readonly important: string;
  readonly warning: string;
  readonly caution: string;
  readonly footnotes: string;
  /** What a link from a footnote back to the text is called. */
  readonly footnoteBack: string;
  /** The name of a table that can be scrolled. */
  readonly table: string;
  readonly done: string;
  readonly notDone: string;
}

/** `refused` is a file that cannot be shown, which has a diagnostic of its own. */
export type PictureTable = Readonly<Record<string, Picture | 'refused'>>;

export interface Picture {
  /** Content address: `<sha256>.png`; served at `/assets/<address>`. */
  readonly address: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What reading one report may know of site.yaml. */
export type ReadSettings = Pick<Site, 'languages' | 'defaultLanguage' | 'services' | 'limits' | 'rulesOff'>;
