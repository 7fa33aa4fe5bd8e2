/**
 * Writes plain data as JSON (RFC 8259) with a line end. Half a surrogate pair, which UTF-8 cannot represent
 * and strict readers refuse, becomes U+FFFD. `indent` counts spaces.
 */
export function writeJson(value: unknown, indent = 2): string {
  return `${stringify(value, indent)}\n`;
}

/**
 * Writes plain data as JSON that may be in a `<script>` element: nothing in it can end the element or
 * begin a comment in it, and the line separators that scripts once took for line ends are escaped.
 */
export function writeScriptJson(value: unknown): string {
  return stringify(value, 0).replace(
    /[<>&\u2028\u2029]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function stringify(value: unknown, indent: number): string {
  const text = JSON.stringify(value, undefined, indent);
  // Checking every string of a large manifest costs more than searching the text for what is almost never
  // there.
  return /\\ud[89a-f]/.test(text) ? JSON.stringify(value, wellFormed, indent) : text;
}

const LONE_SURROGATE = /\p{Surrogate}/gu;

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(LONE_SURROGATE, '\uFFFD') : value;
}
