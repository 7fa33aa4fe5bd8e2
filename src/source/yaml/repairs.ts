import { continuation, depth } from './indentation.ts';
import { indentOf, KNOWN_KEYS, pairOf } from './line.ts';
import type { PairLine } from './line.ts';
import type { Propose, Repair } from './repair.ts';
import { quoted } from './quoted.ts';

/**
 * What the line at an index may have been meant to be, the likeliest first. The parser decides which one
 * makes the whole readable.
 */
export function repairsOf(lines: readonly string[], at: number): Repair[] {
  if ((lines[at] ?? '').trim() === '') return [];
  return PROPOSALS.flatMap((propose) => propose(lines, at));
}

const withoutTabs: Propose = (lines, at) => {
  if (!/^ *\t/.test(lines[at] ?? '')) return [];
  return [2, 4].map((width) => {
    const right = new Map<number, string>();
    for (const [index, line] of lines.entries())
      if (/^ *\t/.test(line))
        right.set(
          index,
          line.replace(/^[ \t]+/, (lead) => lead.replaceAll('\t', ' '.repeat(width))),
        );
    return {
      code: 'INC106',
      message: 'This line is indented with a tab',
      todo: 'Indent with spaces',
      lines: right,
    };
  });
};

/** In a list or map on one line, a `#` turns the closing brackets into a comment too. */
const hashInBrackets: Propose = (lines, at) => {
  const line = lines[at] ?? '';
  const right = line.replaceAll(/(?<=[[{,]\s*|:\s+)#[^\s,}\]]*/g, (value) => `"${value}"`);
  const message = 'YAML takes what follows `#` for a comment';
  return right === line
    ? []
    : [
        {
          code: 'INC106',
          message,
          todo: 'Write',
          lines: one(at, right),
          from: line.search(/(?<=[[{,]\s*|:\s+)#/),
        },
      ];
};

const dashAndBlank: Propose = (lines, at) => {
  const [, lead = '', rest = ''] = /^(\s*-)([A-Za-z_]+:.*)$/.exec(lines[at] ?? '') ?? [];
  return rest === ''
    ? []
    : [
        {
          code: 'INC106',
          message: 'There is no space after the dash',
          todo: 'Write',
          lines: one(at, `${lead} ${rest}`),
        },
      ];
};

const colonAndBlank: Propose = (lines, at) => {
  const [, lead = '', key = '', mark = '', value = ''] =
    /^(\s*(?:-\s+)*)([A-Za-z_]+)(\s*[:=]\s*|\s+)(\S.*)$/.exec(lines[at] ?? '') ?? [];
  if (!KNOWN_KEYS.has(key) || /^:\s/.test(mark)) return [];
  const message = mark.includes(':')
    ? 'There is no space after the colon'
    : mark.includes('=')
      ? 'There is an equals sign in place of the colon'
      : `There is no colon after \`${key}\``;
  return [{ code: 'INC106', message, todo: 'Write', lines: one(at, `${lead}${key}: ${value}`) }];
};

/** The first line of an entry that lost its dash: its keys are taken for those of the entry above. */
const dashMissing: Propose = (lines, at) => {
  const [, lead = '', rest = ''] = /^( {2,})([a-z_]+:\s.*)$/.exec(lines[at] ?? '') ?? [];
  const end = lines.findIndex(
    (line, index) => index > at && (/^\s*- /.test(line) || indentOf(line) < lead.length),
  );
  const entry = lines.slice(at, end < 0 ? lines.length : end).map((line) => line.slice(lead.length));
  const isWhole = entry.some((line) => /^at:\s/.test(line)) || /^text:\s/.test(rest);
  if (rest === '' || !isWhole || !isInList(lines, at)) return [];
  const message = 'This entry has no dash: the line that begins it starts with `- `';
  return [{ code: 'INC106', message, todo: 'Write', lines: one(at, `${lead.slice(2)}- ${rest}`) }];
};

/** True below `actions:` for lines with a text, and below `timeline:` for any other. */
function isInList(lines: readonly string[], at: number): boolean {
  const list = lines.slice(0, at).findLast((line) => /^\w/.test(line)) ?? '';
  return list.startsWith(/^\s*text:/.test(lines[at] ?? '') ? 'actions:' : 'timeline:');
}

const textBehindMark: Propose = (lines, at) => {
  const pair = pairOf(lines[at] ?? '');
  const text = /^[|>][-+]?\s+([^#\s].*)$/.exec(pair?.value ?? '')?.[1];
  if (!pair || text === undefined) return [];
  const message = 'A text below `|` begins on the next line';
  const line = `${pair.lead}${pair.key}: ${quoted(text.trimEnd())}`;
  return [{ code: 'INC106', message, todo: 'Write', lines: one(at, line), from: columnOf(pair) }];
};

const quotes: Propose = (lines, at) => {
  const pair = pairOf(lines[at] ?? '');
  const value = pair?.value.trimEnd() ?? '';
  if (!pair || value === '' || /^(?:[|>]$|!)/.test(value)) return [];
  const repair = (code: Repair['code'], message: string, text: string): readonly Repair[] => {
    const line = `${pair.lead}${pair.key}: ${quoted(text)}`;
    return [
      {
        code,
        message,
        todo: code === 'INC105' ? `Quote the ${pair.key}` : 'Write',
        lines: one(at, line),
        from: columnOf(pair),
      },
    ];
  };
  const mark = /^["']/.exec(value)?.[0];
  if (mark === undefined)
    return repair(
      'INC105',
      'This text must be in quotation marks: some of its characters mean something in YAML',
      value,
    );
  if (value.length > 1 && value.endsWith(mark)) {
    const inner = value.slice(1, -1).replaceAll('\\"', '"');
    return repair('INC105', 'There is a quotation mark or a backslash inside this text', inner);
  }
  return value.indexOf(mark, 1) > 0
    ? repair('INC105', 'The quotation marks are only around part of this text', value)
    : repair('INC106', 'This quotation mark is not closed', value.slice(1));
};

const brackets: Propose = (lines, at) => {
  const pair = pairOf(lines[at] ?? '');
  const open = /^[[{]/.exec(pair?.value ?? '')?.[0];
  if (!pair || open === undefined) return [];
  const closing = open === '[' ? ']' : '}';
  const message = `The list or map that begins with \`${open}\` is not closed`;
  const line = `${(lines[at] ?? '').trimEnd().replace(/,$/, '')}${closing}`;
  return pair.value.trimEnd().endsWith(closing)
    ? []
    : [{ code: 'INC106', message, todo: 'Write', lines: one(at, line), from: columnOf(pair) }];
};

const PROPOSALS: readonly Propose[] = [
  withoutTabs,
  hashInBrackets,
  dashAndBlank,
  colonAndBlank,
  dashMissing,
  textBehindMark,
  brackets,
  quotes,
  depth,
  continuation,
];

/** Columns before the value. */
function columnOf({ lead, key, gap }: PairLine): number {
  return lead.length + key.length + gap.length;
}

function one(at: number, line: string): ReadonlyMap<number, string> {
  return new Map([[at, line]]);
}
