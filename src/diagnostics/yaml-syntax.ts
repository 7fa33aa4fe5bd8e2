import type { ErrorCode } from 'yaml';

/** The parser's error codes in plain words. */
const MEANINGS: Readonly<Partial<Record<ErrorCode, string>>> = {
  DUPLICATE_KEY: 'This key is set twice',
  BAD_INDENT: 'This line is not indented like the lines it belongs to',
  MISSING_CHAR: 'Something is missing here: a colon, a dash, a bracket or a quotation mark',
  UNEXPECTED_TOKEN: 'This does not belong here',
  BAD_SCALAR_START: 'A text that begins with this character must be quoted',
  BAD_DQ_ESCAPE: 'In double quotation marks a backslash begins a code, and this is not one',
  TAB_AS_INDENT: 'This line is indented with a tab',
};

/** What is wrong with YAML that its parser does not understand, in words that a writer knows. */
export function syntaxSentence(code: ErrorCode): string {
  return MEANINGS[code] ?? 'This line does not fit the lines around it';
}
