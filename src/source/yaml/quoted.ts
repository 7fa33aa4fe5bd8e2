/**
 * A text of one line as a quoted scalar of YAML: in double quotation marks, or in single ones if it holds
 * double ones.
 */
export function quoted(text: string): string {
  if (!/["\\]/.test(text)) return `"${text}"`;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}
