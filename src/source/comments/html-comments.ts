import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { Stretch } from './removal.ts';

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();

/** An unclosed comment hides the rest of its block. */
const COMMENT = /<!---?>|<!--[\s\S]*?(?:-->|$(?![\s\S]))/g;

/** Where HTML comments are in Markdown, as it is read: what looks like one inside code is text. */
export function htmlComments(text: string): readonly Stretch[] {
  if (!text.includes('<!--')) return [];
  const found: Stretch[] = [];
  visit(parse(text), 'html', ({ position }) => {
    const [from, to] = [position?.start.offset ?? 0, position?.end.offset ?? 0];
    for (const match of text.slice(from, to).matchAll(COMMENT)) {
      found.push({ start: from + match.index, end: from + match.index + match[0].length });
    }
  });
  return found;
}

/** Text nested too deeply for the parser is refused when it is rendered. */
function parse(text: string) {
  try {
    return markdown.parse(text);
  } catch (error) {
    if (error instanceof RangeError) return markdown.parse('');
    throw error;
  }
}
