/** A comment, or a tag with its attributes. In HTML this program made, a `<` in text is always escaped. */
const TAG = /<!--[\s\S]*?-->|<[a-zA-Z][^\s"'<>/]*(?:[^"'<>]|"[^"]*"|'[^']*')*>/g;

/** Attributes that hold one address (WHATWG HTML, index of attributes). */
const ATTRIBUTE = /(\s(?:href|src|poster|cite|action|formaction|data)\s*=\s*)("|'|)(\/(?![/\\]))/gi;

const QUOTED = /"[^"]*"|'[^']*'/g;

/**
 * Puts the path a site lives under (`/status/`, starting and ending in `/`) before every address in a
 * fragment that begins with `/`. Looks into tags only, never into text, comments or other attributes.
 */
export function rebase(html: string, basePath: string): string {
  if (basePath === '/') return html;
  return html.replace(TAG, (tag) => (tag.startsWith('<!--') ? tag : rebaseTag(tag, basePath)));
}

function rebaseTag(tag: string, basePath: string): string {
  const values: readonly (readonly [start: number, end: number])[] = [...tag.matchAll(QUOTED)].map(
    (match) => [match.index, match.index + match[0].length],
  );
  return tag.replace(ATTRIBUTE, (whole, name: string, quote: string, _slash: string, offset: number) => {
    // `title=" href=/x"`: what looks like an attribute may be part of another one's value.
    const isInsideValue = values.some(([start, end]) => offset > start && offset < end - 1);
    return isInsideValue ? whole : name + quote + basePath;
  });
}
