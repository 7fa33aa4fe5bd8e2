/** A comment, or a tag with its attributes. In HTML this program made, a `<` in text is always escaped. */
const TAG = /<!--[\s\S]*?-->|<[a-zA-Z][^\s"'<>/]*(?:[^"'<>]|"[^"]*"|'[^']*')*>/g;

/** Attributes that hold one address (WHATWG HTML, index of attributes), when it begins with one `/`. */
const ATTRIBUTE = /(\s(?:href|src|poster|cite|action|formaction|data)\s*=\s*)("|'|)(\/(?![/\\]))/gi;

const QUOTED = /"[^"]*"|'[^']*'/g;

/**
 * Puts the path of a site's address (`/status/`, starting and ending in `/`) before every address in a
 * fragment that begins with `/`. Looks into tags only, never into text, comments or other attributes.
 */
export function rebase(html: string, basePath: string): string {
  return rewrite(html, basePath, (path) => basePath + path);
}

/** The fragment that `rebase` made this from. */
export function unbase(html: string, basePath: string): string {
  return rewrite(html, basePath, (path) =>
    `/${path}`.startsWith(basePath) ? `/${path.slice(basePath.length - 1)}` : `/${path}`,
  );
}

/** Replaces every address in a tag that begins with `/`; `make` gets what comes after that `/`. */
function rewrite(html: string, basePath: string, make: (path: string) => string): string {
  if (basePath === '/') return html;
  return html.replace(TAG, (tag) => (tag.startsWith('<!--') ? tag : rewriteTag(tag, make)));
}

function rewriteTag(tag: string, make: (path: string) => string): string {
  const values: readonly (readonly [start: number, end: number])[] = [...tag.matchAll(QUOTED)].map(
    (match) => [match.index, match.index + match[0].length],
  );
  const pieces: string[] = [];
  let from = 0;
  for (const match of tag.matchAll(ATTRIBUTE)) {
    // `title=" href=/x"`: what looks like an attribute may be part of another one's value.
    const isInsideValue = values.some(([start, end]) => match.index > start && match.index < end - 1);
    if (isInsideValue) continue;
    const [whole, , quote = ''] = match;
    const start = match.index + whole.length;
    const length = tag.slice(start).search(quote === '' ? /[\s>]/ : quote);
    const end = length < 0 ? tag.length : start + length;
    pieces.push(tag.slice(from, start - 1), make(tag.slice(start, end)));
    from = end;
  }
  return pieces.join('') + tag.slice(from);
}
