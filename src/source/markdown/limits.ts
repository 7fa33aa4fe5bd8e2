import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import { startCosting } from './cost.ts';
import type { MarkdownOptions } from './options.ts';

/** Columns that one level of nesting takes at least. */
const LEAST_INDENT = 2;

/** Marks in one paragraph; no paragraph that people read comes near. */
const MOST_MARKS = 5_000;

/** Open square brackets in one paragraph; beyond some thousands, each one costs more than the last. */
const MOST_OPEN = 500;

/** Quote and list marks before it, its own marks, and what comes after them. */
const FENCE = /^[ \t>*+\d.)-]{0,99}?(`{3,}|~{3,})(.*)$/;

/** What ends a paragraph, judging by one line alone. */
const NEW_BLOCK = /^[ \t>]*(?:$|(?:[-+*]|\d{1,9}[.)])\s)/;

/**
 * What a text may cost to parse, in the units of `costOf`. Calibrated so that no text takes more than about a
 * second of processor time or 150 MB in addition to the program: 20 000 lines of prose are a third of it, and
 * so are 3 000 cells of a table.
 */
const MOST_COST = 120_000;

/**
 * The first thing in a text that would make the parser extremely slow or overflow its stack: nested
 * containers, brackets left open, runs of emphasis marks. One pass, in linear time. Code may contain any
 * number of them. What this misses is stopped by the time limit of the worker.
 */
export function findExcess(text: string, options: MarkdownOptions): Diagnostic | undefined {
  const { nesting } = options.limits;
  let paragraph = NOTHING;
  let fence: string | undefined;
  const count = startCosting();
  for (const [index, line] of text.split('\n').entries()) {
    if (containerDepth(line) > nesting && fence === undefined) {
      return excess(index, `more than ${nesting} nested lists or quotes`, options);
    }
    const wasCode = fence !== undefined;
    fence = fenceAfter(line, fence);
    if (count(line, wasCode && fence !== undefined) > MOST_COST) {
      return excess(index, 'more list items, table cells, links and other marks than can be shown', options);
    }
    if (wasCode || fence !== undefined) {
      paragraph = NOTHING;
      continue;
    }
    paragraph = countMarks(line, NEW_BLOCK.test(line) ? NOTHING : paragraph);
    if (paragraph.open > MOST_OPEN) {
      return excess(index, `more than ${MOST_OPEN} open square brackets`, options);
    }
    if (paragraph.marks > MOST_MARKS && !line.includes('|')) {
      return excess(index, `more than ${MOST_MARKS} emphasis marks in one paragraph`, options);
    }
  }
  return undefined;
}

const NOTHING = { open: 0, marks: 0 };

/** The code fence that is open after a line, judging by the line alone. */
function fenceAfter(line: string, fence: string | undefined): string | undefined {
  const [, marks, rest = ''] = (/[`~]/.test(line) ? FENCE.exec(line) : undefined) ?? [];
  if (marks === undefined) return fence;
  // Backticks that follow other backticks are inline code.
  if (fence === undefined) return marks.startsWith('`') && rest.includes('`') ? undefined : marks;
  return marks.startsWith(fence) && rest.trim() === '' ? undefined : fence;
}

/** Quote and list marks at the beginning of a line, and the levels its indentation can stand for. */
function containerDepth(line: string): number {
  let depth = 0;
  let column = 0;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === ' ') column += 1;
    else if (character === '\t') column += 4;
    else if (character === '>') depth += 1;
    else if ('-+*'.includes(character) && /\s/.test(line[at + 1] ?? ' ')) depth += 1;
    else if (/\d/.test(character)) {
      const number = /^\d{1,9}[.)](?=\s|$)/.exec(line.slice(at, at + 11))?.[0];
      if (number === undefined) break;
      depth += 1;
      at += number.length - 1;
    } else break;
  }
  return Math.max(depth, Math.floor(column / LEAST_INDENT / 2));
}

function countMarks(line: string, before: { open: number; marks: number }): { open: number; marks: number } {
  if (!/[\\[\]*_]/.test(line)) return before;
  let { open, marks } = before;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at];
    if (character === '\\') at += 1;
    else if (character === '[') open += 1;
    else if (character === ']') open = Math.max(0, open - 1);
    else if ((character === '*' || character === '_') && line[at - 1] !== character) marks += 1;
  }
  return { open, marks };
}

function excess(index: number, what: string, { file, firstLine, indent }: MarkdownOptions): Diagnostic {
  const line = firstLine + index;
  return diagnose(
    'INC310',
    placeOf(file, [line, indent + 1, line, indent + 2]),
    `This text has ${what}`,
    'Remove the repeated characters, or put them in a code block between two lines of three backticks.',
  );
}
