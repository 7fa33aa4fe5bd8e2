import { keysAt } from '../schema.ts';
import { siteKeysAt } from '../site-schema.ts';

/** A line of YAML with a key, in its parts; together they are the line. */
export interface PairLine {
  /** Blanks, dashes and the blanks after them. */
  readonly lead: string;
  readonly key: string;
  /** What is between key and value. */
  readonly gap: string;
  readonly value: string;
}

const PAIR = /^(\s*(?:-\s+)*)([A-Za-z_][\w-]*)(:(?:\s+|$))(.*)$/;

export function pairOf(line: string): PairLine | undefined {
  const [, lead = '', key, gap = '', value = ''] = PAIR.exec(line) ?? [];
  return key === undefined ? undefined : { lead, key, gap, value };
}

/** All keys of front matter and of site.yaml, wherever they are. */
export const KNOWN_KEYS: ReadonlySet<string> = new Set([
  ...['', 'timeline', 'actions', 'planned', 'imported'].flatMap((place) =>
    keysAt(place === '' ? [] : [place]),
  ),
  ...siteKeysAt([]),
]);

/** Keys of which the value is a fixed word, a time, a number or an id, and never prose in some language. */
export const FIXED_KEYS: ReadonlySet<string> = new Set(
  (
    'at state version kind severity services precision phase data_loss last_update next_update planned start end ' +
    'due done url postmortem original related languages time_zone'
  ).split(' '),
);

/** Blanks before the first other character. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** True for each line that belongs to a text below `|` or `>`, in which YAML means nothing. */
export function insideTexts(lines: readonly string[]): readonly boolean[] {
  let text = -1;
  return lines.map((line) => {
    if (text >= 0 && (line.trim() === '' || indentOf(line) > text)) return true;
    text = -1;
    if (/:\s+[|>][-+\d]*\s*(?:#.*)?$/.test(line)) text = /^\s*(?:-\s+)*/.exec(line)?.[0].length ?? 0;
    return false;
  });
}
