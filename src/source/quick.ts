/** Bytes of a text that is short: four times as many as most reports have. */
const SHORT = 16_384;

const LINES = 500;

/**
 * Characters at the start of a line that can put lists and quotes inside each other, and in all lines
 * together.
 */
const LEADING = { line: 16, all: 2_000 };

/** Characters that open, close or change something, in YAML or in Markdown. */
const MARKS = 400;

const isLeading = tableOf(' \t>*+-.)0123456789');
const isMark = tableOf('[]{}*_`<>|~&!\\');

/**
 * True for a file that is certainly parsed in some tenths of a second at most, so that it needs no thread
 * with a limit of time. What makes a parser slow are marks that wait for each other: its time grows with the
 * square of their number, which is small in a short text with a few hundred of them. Most reports are such
 * files.
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
