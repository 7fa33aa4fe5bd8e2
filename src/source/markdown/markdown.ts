import type { Root } from 'hast';
import { VFile } from 'vfile';
import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Outcome } from '../../diagnostics/diagnostic.ts';
import { fromVFileMessage } from '../../diagnostics/message.ts';
import type { Prose } from '../../model/edition.ts';
import { loadHighlighter, mayNeedHighlighter } from './highlight.ts';
import type { Highlighter } from './highlight.ts';
import { findExcess } from './limits.ts';
import type { MarkdownOptions } from './options.ts';
import { plainText } from './plain-text.ts';
import { processorFor } from './processor.ts';
import { escapeInTags } from './to-html.ts';

export const NO_PROSE: Prose = { html: '', text: '', headings: [], links: [], pictures: [] };

/**
 * Renders CommonMark 0.31 with GFM, GitHub's alerts and footnotes as safe HTML, with what later stages need
 * to know of it. Addresses inside the site begin with `/`. What had to be left out is a diagnostic.
 */
export async function renderMarkdown(text: string, options: MarkdownOptions): Promise<Outcome<Prose>> {
  if (text.trim() === '') return { value: NO_PROSE, diagnostics: [] };
  const excess = findExcess(text, options);
  if (excess) return { value: NO_PROSE, diagnostics: [excess] };
  const highlighter = mayNeedHighlighter(text) ? await loadHighlighter() : undefined;
  const file = new VFile(text);
  const prose = toProse(file, options, highlighter);
  if (!prose) return { value: NO_PROSE, diagnostics: [tooDeep(options)] };
  return { value: prose, diagnostics: file.messages.flatMap((message) => fromVFileMessage(message) ?? []) };
}

/** Undefined where the text is nested so deeply that one of the steps ran out of stack. */
function toProse(
  file: VFile,
  options: MarkdownOptions,
  highlighter: Highlighter | undefined,
): Prose | undefined {
  const chain = processorFor(String(file));
  const rendering = {
    options,
    highlighter,
    messages: file.messages,
    headings: [],
    links: [],
    pictures: new Set<string>(),
  };
  file.data.rendering = rendering;
  try {
    const tree: Root = chain.runSync(chain.parse(file), file);
    return {
      html: escapeInTags(chain.stringify(tree, file)),
      text: plainText(tree),
      headings: rendering.headings,
      links: rendering.links,
      pictures: [...rendering.pictures].toSorted(),
    };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function tooDeep({ file, firstLine }: MarkdownOptions) {
  return diagnose(
    'INC310',
    placeOf(file, [firstLine, 1, firstLine, 1]),
    undefined,
    'Remove repeated brackets, asterisks, quote or list marks.',
  );
}
