import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

const KINDS = ['note', 'tip', 'important', 'warning', 'caution'] as const;
const MARK = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** True if a text may have a quote, and an exclamation mark, which may be written as a character reference. */
function mayHaveAlert(text: string): boolean {
  return text.includes('>') && /[!&]/.test(text);
}

/**
 * Turns a block quote that begins with a line `[!NOTE]` (or TIP, IMPORTANT, WARNING, CAUTION) into an alert.
 */
export function alerts() {
  return (tree: Root, file: VFile): void => {
    const { labels, transforms } = file.data.rendering!.options;
    if (!transforms && !mayHaveAlert(String(file))) return;
    visit(tree, 'blockquote', (quote) => {
      const paragraph = quote.children[0];
      const text = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
      if (paragraph?.type !== 'paragraph' || text?.type !== 'text') return;
      const name = MARK.exec(text.value)?.[1]?.toLowerCase();
      const kind = KINDS.find((each) => each === name);
      if (!kind) return;
      text.value = text.value.replace(MARK, '');
      if (text.value === '') paragraph.children.shift();
      // A hard break after the mark would leave an empty line at the start of the alert.
      if (paragraph.children[0]?.type === 'break') paragraph.children.shift();
      if (paragraph.children.length === 0) quote.children.shift();
      quote.data = { hName: 'aside', hProperties: { className: ['alert', `alert-${kind}`] } };
      quote.children.unshift({
        type: 'paragraph',
        children: [{ type: 'text', value: labels[kind] }],
        data: { hProperties: { className: ['alert-title'] } },
      });
    });
  };
}
