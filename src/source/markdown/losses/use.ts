import type { Definition, FootnoteDefinition, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Rendering } from '../options.ts';
import { reportAt } from '../report.ts';

/** Definitions used as notes to other writers, or to switch off a rule. */
const NOTES = /^(?:\/\/|#|comment|incident-press-ignore)$/i;

/** Unused definitions and footnotes are dropped, and their words with them. */
export function checkUse(tree: Root, rendering: Rendering): void {
  const links = new Set<string>();
  const footnotes = new Set<string>();
  const defined: (Definition | FootnoteDefinition)[] = [];
  visit(tree, (node) => {
    if (node.type === 'linkReference' || node.type === 'imageReference') links.add(node.identifier);
    else if (node.type === 'footnoteReference') footnotes.add(node.identifier);
    else if (node.type === 'definition' || node.type === 'footnoteDefinition') defined.push(node);
  });
  const seen = new Set<string>();
  for (const node of defined) {
    const { identifier, type, position } = node;
    const label = node.label ?? identifier;
    const mark = type === 'definition' ? `[${label}]` : `[^${label}]`;
    const isUsed = type === 'definition' ? links.has(identifier) : footnotes.has(identifier);
    const isFirst = !seen.has(mark.toLowerCase());
    seen.add(mark.toLowerCase());
    if (NOTES.test(identifier) || (isFirst && (isUsed || isUsedElsewhere(mark, rendering)))) continue;
    reportAt(
      rendering,
      position && {
        start: position.start,
        end: { ...position.start, column: position.start.column + mark.length + 1 },
      },
      'INC318',
      isFirst
        ? `Nothing refers to \`${mark}\`, so it is not shown`
        : `\`${mark}\` is defined twice; the first one counts`,
    );
  }
}

function isUsedElsewhere(mark: string, { options }: Rendering): boolean {
  return options.elsewhere?.toLowerCase().includes(mark.toLowerCase()) ?? false;
}
