import type { Language } from '../../model/language.ts';
import type { ProseLabels } from '../request.ts';
import type { MarkdownOptions } from './options.ts';

/** Labels as a test can recognise them. */
export const LABELS: ProseLabels = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
  footnotes: 'Footnotes',
  footnoteBack: 'Back to text',
  table: 'Table',
  done: 'done',
  notDone: 'not done',
};

/** Options for a text that is a file of its own. */
export function options(more: Partial<MarkdownOptions> = {}): MarkdownOptions {
  return {
    file: 'en.md',
    firstLine: 1,
    indent: 0,
    language: 'en' as Language,
    pictures: { 'graph.png': { address: `${'a'.repeat(64)}.png`, width: 600, height: 200 } },
    limits: { nesting: 100 },
    labels: LABELS,
    idPrefix: '',
    ...more,
  };
}
