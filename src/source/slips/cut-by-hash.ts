import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf, replaceAt } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import { insideTexts } from '../yaml/line.ts';
import { quoted } from '../yaml/quoted.ts';

/** What comes before a value, its key, and the value with all that follows. */
const PAIR = /^(\s*(?:- +)*([\w-]+):\s+)(\S.*)$/;

/** Keys whose value is prose. After any other value, a comment is a comment. */
const PROSE = new Set(['title', 'summary', 'changes', 'text']);

/**
 * Texts of the front matter that end at a `#` in their middle, because they are not quoted: YAML takes the
 * rest of the line for a comment.
 *
 * @param yaml The lines of the front matter, as they are written.
 * @param firstLine The line of the file that they begin on.
 */
export function textsCutByHash(file: SitePath, yaml: string, firstLine: number): Diagnostic[] {
  if (!yaml.includes(' #')) return [];
  const lines = yaml.split('\n');
  const isText = insideTexts(lines);
  return lines.flatMap((line, index) => {
    const cut = cutOf(line);
    if (!cut || !PROSE.has(cut.key) || cut.value === '' || isText[index]) return [];
    const number = firstLine + index;
    const from = cut.start + cut.value.length + cut.gap.length;
    return [
      diagnose(
        'INC127',
        placeOf(file, [number, from + 1, number, line.length + 1]),
        `YAML takes what follows \`#\` for a comment: readers get “${cut.value}”`,
        // Not offered as an edit: it may be a note to the team, which the program must not publish.
        `Quote the ${cut.key}: \`${quoted(cut.whole)}\`. If it is a comment, put it on a line of its own.`,
      ),
    ];
  });
}

/** Values reported as empty or wrong because they begin with `#`, with the quotation marks they need. */
export function namedHashes(diagnostics: readonly Diagnostic[], text: string): Diagnostic[] {
  if (!/:[^\S\n]+#/.test(text)) return [...diagnostics];
  const lines = text.split('\n');
  return diagnostics.map((each) => {
    const { file, line } = each.place;
    const cut = each.code === 'INC110' ? undefined : cutOf(lines[line - 1] ?? '');
    if (!cut || cut.value !== '') return each;
    const range = [line, cut.start + 1, line, cut.start + cut.whole.length + 1] as const;
    const right = quoted(cut.whole);
    return {
      ...each,
      place: placeOf(file, range),
      message: `\`${cut.key}\` is empty: YAML takes what follows \`#\` for a comment`,
      hint: COLOUR.test(cut.whole)
        ? { text: `Quote it: \`${right}\`.`, write: replaceAt(file, range, right) }
        : { text: `Quote it: \`${right}\`. If it is a comment, write a value before it.` },
    };
  });
}

/** A colour cannot be a note to the team. */
const COLOUR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** A value and the comment after it; `start` is the number of columns before both. */
interface Cut {
  readonly key: string;
  readonly value: string;
  readonly gap: string;
  /** Value and comment, as they were probably meant. */
  readonly whole: string;
  readonly start: number;
}

function cutOf(line: string): Cut | undefined {
  const [, lead = '', key = '', rest = ''] = PAIR.exec(line) ?? [];
  if (rest === '' || /^["'|>[{&*!]/.test(rest)) return undefined;
  const hash = rest.search(/(?<=^|\s)#/);
  if (hash < 0) return undefined;
  const value = rest.slice(0, hash).trimEnd();
  return { key, value, gap: rest.slice(value.length, hash), whole: rest.trimEnd(), start: lead.length };
}
