/** Columns a tab takes in a code frame; it is shown as that many spaces. */
const TAB = 2;

/**
 * Text as it may go to a terminal: tabs become spaces; control characters, escapes and signs that turn the
 * direction of text become visible ones of the same width (U+2400 and following, or `·`).
 */
export function makeVisible(text: string): string {
  return [...text].map((character) => visible(character)).join('');
}

/** Columns a text takes in a terminal: two for wide letters, none for marks that join the one before. */
export function displayWidth(text: string): number {
  return [...text].reduce((width, character) => width + widthOf(character), 0);
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\t') return ' '.repeat(TAB);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return isTrojan(code) ? '·' : character;
}

/** C1 controls, and the direction signs that can make source look like other source (CVE-2021-42574). */
function isTrojan(code: number): boolean {
  return (
    (code >= 0x80 && code <= 0x9f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
  );
}

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\t') return TAB;
  if (/^(?:\p{Mn}|\p{Me}|\p{Cf})$/u.test(character)) return 0;
  return isWide(code) ? 2 : 1;
}

/** East Asian Wide and Fullwidth (Unicode UAX #11), as ranges of whole blocks, and emoji. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
