import type { Root } from 'hast';
import type { Root as MdastRoot } from 'mdast';
import { VFile } from 'vfile';
import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Outcome } from '../../diagnostics/diagnostic.ts';
import { fromVFileMessage } from '../../diagnostics/message.ts';
import type { Prose } from '../../model/edition.ts';
import { loadHighlighter, mayNeedHighlighter } from './highlight.ts';
import type { Highlighter } from './highlighter.ts';
import { findExcess } from './limits.ts';
import type { MarkdownOptions, Rendering } from './options.ts';
import { PluginFailed, transformed } from './transforms.ts';
import type { Transforms } from './transforms.ts';
import { plainText } from './plain-text.ts';
import { parsePlain } from './plain/blocks.ts';
import { checking, converting, rendering as steps, securing } from './steps.ts';
import { escapeInTags } from './to-html.ts';

export const NO_PROSE: Prose = { html: '', text: '', headings: [], links: [], pictures: [] };

/**
 * Renders CommonMark 0.31 with GFM, GitHub's alerts and footnotes as safe HTML, with what later stages need
 * to know about it. Addresses inside the site begin with `/`. Each thing that had to be left out is a
 * diagnostic.
 */
export async function renderMarkdown(text: string, options: MarkdownOptions): Promise<Outcome<Prose>> {
  if (text.trim() === '') return { value: NO_PROSE, diagnostics: [] };
  const excess = findExcess(text, options);
  if (excess) return { value: NO_PROSE, diagnostics: [excess] };
  const highlighter = mayNeedHighlighter(text) ? await loadHighlighter() : undefined;
  const file = new VFile(text);
  const rendering = startRendering(file, options, highlighter);
  try {
    const tree = options.transforms ? await runWith(options.transforms, file) : await runAll(file);
    const prose = {
      html: escapeInTags(securing.stringify(tree, file)),
      text: plainText(tree),
      headings: rendering.headings,
      links: rendering.links,
      pictures: [...rendering.pictures].toSorted(),
    };
    return { value: prose, diagnostics: file.messages.flatMap((message) => fromVFileMessage(message) ?? []) };
  } catch (error) {
    // If a text is nested too deeply, one of the steps runs out of stack.
    if (error instanceof RangeError) return { value: NO_PROSE, diagnostics: [tooDeep(options)] };
    if (error instanceof PluginFailed)
      return { value: NO_PROSE, diagnostics: [pluginFailed(error, options)] };
    throw error;
  }
}

function startRendering(
  file: VFile,
  options: MarkdownOptions,
  highlighter: Highlighter | undefined,
): Rendering {
  const rendering: Rendering = {
    options,
    highlighter,
    messages: file.messages,
    headings: [],
    links: [],
    pictures: new Set<string>(),
  };
  file.data.rendering = rendering;
  return rendering;
}

async function runAll(file: VFile): Promise<Root> {
  return steps.runSync(await parse(file), file);
}

/** The same with the site's plugins between the steps; they cannot change any of the program's own steps. */
async function runWith({ remark, rehype }: Transforms, file: VFile): Promise<Root> {
  const text = String(file);
  const markdown = checking.runSync(await parse(file), file);
  const html = converting.runSync(await transformed(markdown as MdastRoot, text, remark), file);
  return securing.runSync(await transformed(html, text, rehype), file);
}

/** Most texts need no parser for all of Markdown, and most runs have few texts to parse. */
async function parse(file: VFile): Promise<MdastRoot> {
  const text = String(file);
  const isScanned = file.data.rendering?.options.scanner !== 'off';
  const plain = isScanned ? parsePlain(text) : undefined;
  if (plain) return plain;
  const { parserFor, wholeParser } = await import('./parser.ts');
  return (file.data.rendering?.options.transforms ? wholeParser : parserFor(text)).parse(file);
}

function pluginFailed({ plugin, message }: PluginFailed, { file, firstLine }: MarkdownOptions) {
  return diagnose(
    'INC843',
    placeOf(file, [firstLine, 1, firstLine, 1]),
    `The plugin \`${plugin}\` failed on this text: ${message}`,
  );
}

function tooDeep({ file, firstLine }: MarkdownOptions) {
  return diagnose(
    'INC310',
    placeOf(file, [firstLine, 1, firstLine, 1]),
    undefined,
    'Remove repeated brackets, asterisks, quote or list marks.',
  );
}
