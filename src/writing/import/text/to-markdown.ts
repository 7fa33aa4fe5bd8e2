import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { Paragraph, PhrasingContent, Root } from 'mdast';
import { safeSchema } from '../../../source/markdown/safe-schema.ts';
import { cleanTree, plainText } from './clean-tree.ts';
import type { Changes, Surroundings } from './clean-tree.ts';

/** A text of a source in the form that reports use. */
export interface Converted extends Changes {
  /** Markdown with a line end at its end; empty for no words. */
  readonly markdown: string;
  /** Its words, paragraphs set apart by blank lines. */
  readonly plain: string;
}

const writer = unified()
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', emphasis: '_', rule: '-', fences: true, listItemIndent: 'one' })
  .freeze();
const htmlReader = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeSanitize, safeSchema)
  .use(rehypeRemark, { newlines: false })
  .freeze();
const markdownReader = unified().use(remarkParse).use(remarkGfm).freeze();

/** Words, and punctuation without a meaning in Markdown; most updates contain nothing else. */
const PLAIN_LINE = /^\p{L}(?:[\p{L}\p{N} ,.'’“”()%?;/–]|:(?= )|(?<=\p{L})-(?=\p{L}))*$/u;
const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^[\]]*[^\s<>"'`{}|\\^[\].,;:!?)]/gi;
/** Elements that occur in texts of hosted pages; `<id>` in plain text is not one of them. */
const ELEMENTS = new Set(
  'a abbr b blockquote br code dd del details div dl dt em figure h1 h2 h3 h4 h5 h6 hr i iframe img ins kbd li ol p pre q s script section small span strike strong style sub summary sup table tbody td tfoot th thead time tr tt u ul var'.split(
    ' ',
  ),
);
const TAG = /<\/?([a-z][\w-]*)(?:\s[^<>]*)?\/?>/gi;
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);/i;

/** Turns HTML into Markdown; tags that reports cannot have are removed, their words stay. */
export function fromHtml(html: string, around: Surroundings = {}): Converted {
  const converted = written(htmlReader.runSync(htmlReader.parse(withoutControls(html))) as Root, around);
  const unknown = new Set(tagsIn(html).filter((tag) => !ELEMENTS.has(tag)));
  return { ...converted, losses: [...converted.losses, ...[...unknown].map((tag) => `the tag <${tag}>`)] };
}

/** Takes over Markdown; what reports cannot have becomes text. */
export function fromMarkdown(markdown: string, around: Surroundings = {}): Converted {
  return written(markdownReader.parse(withoutControls(markdown)), around);
}

/** Text of a source that may hold HTML, and otherwise means itself. */
export function fromText(text: string, around: Surroundings = {}): Converted {
  return tagsIn(text).some((tag) => ELEMENTS.has(tag)) || ENTITY.test(text)
    ? fromHtml(text, around)
    : fromPlainText(text, around);
}

function tagsIn(text: string): string[] {
  return [...text.matchAll(TAG)].map(([, tag = '']) => tag.toLowerCase());
}

/** Plain text: whatever would mean something in Markdown is escaped, web addresses become links. */
export function fromPlainText(text: string, around: Surroundings = {}): Converted {
  const clean = withoutControls(text).trim();
  if (PLAIN_LINE.test(clean) && !/\bwww\./i.test(clean))
    return { markdown: `${clean}\n`, plain: clean, remotePictures: [], losses: [] };
  const blocks = clean.split(/\n[ \t]*\n\s*/).filter((block) => block.trim() !== '');
  return written({ type: 'root', children: blocks.map(paragraphOf) }, around);
}

/** Text without the control characters that no file of a site may hold. */
export function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\uFEFF\u200B\u2060]/g, '');
}

function paragraphOf(block: string): Paragraph {
  const lines = block.split('\n').map((line) => line.trim());
  const children = lines.flatMap((line, index): PhrasingContent[] => [
    ...(index === 0 ? [] : [{ type: 'break' } as const]),
    ...withLinks(line),
  ]);
  return { type: 'paragraph', children };
}

function withLinks(line: string): PhrasingContent[] {
  const parts: PhrasingContent[] = [];
  let end = 0;
  for (const match of line.matchAll(ADDRESS)) {
    if (match.index > end) parts.push({ type: 'text', value: line.slice(end, match.index) });
    parts.push({ type: 'link', url: match[0], children: [{ type: 'text', value: match[0] }] });
    end = match.index + match[0].length;
  }
  return end < line.length ? [...parts, { type: 'text', value: line.slice(end) }] : parts;
}

function written(tree: Root, around: Surroundings): Converted {
  const changes = cleanTree(tree, around);
  const markdown = writer.stringify(tree);
  return { markdown, plain: plainText(tree), ...changes };
}
