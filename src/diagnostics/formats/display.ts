import stringWidth from 'fast-string-width';

/** Columns a tab takes in a code frame; it is shown as that many spaces. */
const TAB = 2;

/**
 * Zero-width characters that the library counts as one column: hints on how to write or where to break. The
 * one that joins emoji stays, or the library would count each part.
 */
const UNSEEN =
  /[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d/gu;

/**
 * Text that is safe to print on a terminal: tabs become spaces; control characters, escapes and characters
 * that turn the direction of text become visible ones of the same width (U+2400 and following, or `·`).
 */
export function makeVisible(text: string): string {
  return [...text].map((character) => visible(character)).join('');
}

/** Columns that a text takes in a terminal once it is made visible. */
export function displayWidth(text: string): number {
  return columnsOf(makeVisible(text));
}

/** Columns of a text that is printed unchanged: colours take none. */
export function columnsOf(text: string): number {
  return stringWidth(text.replaceAll(UNSEEN, ''));
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\t') return ' '.repeat(TAB);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return isTrojan(code) ? '·' : character;
}

/** C1 controls, and the direction characters that can make source look like other source (CVE-2021-42574). */
function isTrojan(code: number): boolean {
  return (
    (code >= 0x80 && code <= 0x9f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
  );
}
