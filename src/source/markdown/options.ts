import type { Heading, ReportLink } from '../../model/edition.ts';
import type { Range } from '../../model/range.ts';
import type { SitePath } from '../../model/file.ts';
import type { Language } from '../../model/language.ts';
import type { Limits } from '../site-schema.ts';
import type { PictureTable, ProseLabels } from '../request.ts';
import type { Highlighter } from './highlighter.ts';
import type { Transforms } from './transforms.ts';
import type { Position } from 'unist';
import type { VFileMessage } from 'vfile-message';

/** What rendering a text needs to know, and where the text is in its file. */
export interface MarkdownOptions {
  readonly file: SitePath;
  /** The line of the file the text's first line is. */
  readonly firstLine: number;
  /** Columns before each line of the text. */
  readonly indent: number;
  readonly language: Language;
  readonly pictures: PictureTable;
  readonly limits: Pick<Limits, 'nesting'>;
  readonly labels: ProseLabels;
  /** Prefix for the ids of headings and footnotes, so that two texts on one page never share an id. */
  readonly idPrefix: string;
  /** The headings of the body, which entries on the same page may link to. */
  readonly bodyHeadings?: readonly Heading[] | undefined;
  /** The other texts of the file, which may use definitions of this one. */
  readonly elsewhere?: string | undefined;
  /** True if the text is one of the site's own pages, not a report: `../` then leads to another page. */
  readonly isOwnPage?: boolean | undefined;
  /** The plugins of the site. */
  readonly transforms?: Transforms | undefined;
  /** `off` leaves every block to remark-parse. */
  readonly scanner?: 'off' | undefined;
}

/** What the plug-ins of one rendering share; travels as `data` of the virtual file. */
export interface Rendering {
  readonly options: MarkdownOptions;
  /** `undefined` where the text has no code to colour. */
  readonly highlighter: Highlighter | undefined;
  /** The diagnostics among the messages of the virtual file. */
  readonly messages: VFileMessage[];
  readonly headings: Heading[];
  readonly links: ReportLink[];
  readonly pictures: Set<string>;
}

declare module 'vfile' {
  interface DataMap {
    rendering: Rendering;
  }
}

/** The place in the writer's file of a node of the text. */
export function rangeOf(position: Position | undefined, { firstLine, indent }: MarkdownOptions): Range {
  if (!position) return [firstLine, indent + 1, firstLine, indent + 1];
  const { start, end } = position;
  return [start.line + firstLine - 1, start.column + indent, end.line + firstLine - 1, end.column + indent];
}
