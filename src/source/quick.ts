/** A text shorter than this (in bytes) is short; most reports are a quarter of it. */
const SHORT = 16_384;

const LINES = 500;

/**
 * How many characters that can nest lists and quotes may start a line, and how many all lines may have
 * together.
 */
const LEADING = { line: 16, all: 2_000 };

/** Characters that open or close something in YAML or Markdown. */
const MARKS = 400;

const isLeading = tableOf(' \t>*+-.)0123456789');
const isMark = tableOf('[]{}*_`<>|~&!\\');

/**
 * True for a file that certainly parses in a few tenths of a second, so that it needs no thread with a time
 * limit. Parsers get slow when many marks wait for their partners: the time grows with the square of their
 * number, which is small in a short text with a few hundred of them. Most reports are like that.
 */
export function isQuick(bytes: Uint8Array): boolean {
  if (bytes.length > SHORT) return false;
  const all = { lines: 0, leading: 0, marks: 0 };
  let leading = 0;
  let isStart = true;
  for (const byte of bytes) {
    if (byte === 0x0a) {
      all.lines += 1;
      leading = 0;
    }
    isStart = byte === 0x0a || (isStart && isLeading[byte] === true);
    if (isStart && byte !== 0x0a) {
      leading += 1;
      all.leading += 1;
    }
    if (isMark[byte]) all.marks += 1;
    if (leading > LEADING.line) return false;
  }
  return all.lines <= LINES && all.leading <= LEADING.all && all.marks <= MARKS;
}

function tableOf(characters: string): readonly boolean[] {
  return Array.from({ length: 256 }, (_, byte) => characters.includes(String.fromCharCode(byte)));
}
