import type { Parents, Root, RootContent } from 'mdast';
import type { VFile } from 'vfile';
import type { Rendering } from '../options.ts';
import { checkFence } from './fences.ts';
import { checkSentence } from './sentences.ts';
import { checkTable, checkTableMarks } from './tables.ts';
import { checkUse } from './use.ts';

/**
 * If a text has none of these characters, none of the checks below can find anything; most texts have few of
 * them.
 */
const MAY_LOSE = /[[|`~]|\{[{%]|:::/;

/**
 * Finds what Markdown would drop or show as typed because of a wrong mark: cells beyond the head of a
 * table, tables without a delimiter row, unclosed code, references to missing definitions, unused
 * definitions, links with a space in them, the syntax of other generators.
 */
export function losses() {
  return (tree: Root, file: VFile): void => {
    const text = String(file);
    if (!MAY_LOSE.test(text)) return;
    const rendering = file.data.rendering!;
    checkIn(tree, text, rendering);
    if (text.includes(']:')) checkUse(tree, rendering);
  };
}

function checkIn({ children }: Parents, text: string, rendering: Rendering): void {
  for (const node of children as RootContent[]) {
    switch (node.type) {
      case 'code':
        checkFence(node, text, rendering);
        break;
      case 'table':
        checkTable(node, text, rendering);
        for (const row of node.children)
          for (const cell of row.children) checkSentence(cell, text, rendering);
        break;
      case 'paragraph':
        checkTableMarks(node, text, rendering);
        checkSentence(node, text, rendering);
        break;
      case 'heading':
        checkSentence(node, text, rendering);
        break;
      default:
        if ('children' in node) checkIn(node, text, rendering);
    }
  }
}
