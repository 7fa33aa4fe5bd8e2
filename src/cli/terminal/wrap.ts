import { displayWidth } from '../../diagnostics/formats/display.ts';

/** Columns of a narrow terminal, less two for what may stand beside. */
export const NARROW = 78;

export const INDENT = '    ';

/**
 * Text in lines of at most `width` columns: broken between words, and inside a word only where it alone is
 * too wide (text without spaces, long addresses). Line breaks of the text stay; each line is indented.
 */
export function wrap(text: string, width: number, indent = ''): string {
  const room = Math.max(10, width - displayWidth(indent));
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, room))
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n');
}

function wrapLine(line: string, room: number): string[] {
  const lines: string[] = [];
  let current = /^\s*/.exec(line)?.[0] ?? '';
  let isEmpty = true;
  for (const word of line.split(/\s+/).filter((each) => each !== '')) {
    const joined = isEmpty ? current + word : `${current} ${word}`;
    if (displayWidth(joined) <= room) {
      current = joined;
    } else {
      if (!isEmpty) lines.push(current);
      const pieces = cut(word, room);
      lines.push(...pieces.slice(0, -1));
      current = pieces.at(-1) ?? '';
    }
    isEmpty = false;
  }
  return isEmpty ? [''] : [...lines, current];
}

/** A word in pieces that fit; marks stay with the letters they join. */
function cut(word: string, room: number): string[] {
  const pieces = [''];
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word)) {
    const last = pieces.at(-1) ?? '';
    if (last !== '' && displayWidth(last + segment) > room) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
}

/** Four spaces before each line that has something in it. */
export function indent(text: string): string {
  return text.replaceAll(/^(?=.*\S)/gm, INDENT);
}

/** A text that takes one line: cut with `…` where it is wider than `width` columns. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return `${(cut(text.replaceAll(/\s/g, ' '), Math.max(1, width - 1))[0] ?? '').trimEnd()}…`;
}
