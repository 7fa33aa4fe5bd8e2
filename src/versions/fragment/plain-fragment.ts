import { ADDRESSES, ATTRIBUTES, SVG_ELEMENTS, VOID_ELEMENTS } from './fragment-list.ts';

/** A tag as the shipped templates and the Markdown processor write it: values in double quotation marks, one space. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"]*")?)*)(\/?)>/;
const ATTRIBUTE = / ([a-zA-Z0-9-]+)(?:="([^"]*)")?/;

/**
 * True if an article certainly contains nothing that is not allowed. It is much faster than reading it as a
 * browser does, which whatever is written in any other way needs.
 */
export function isPlainFragment(html: string): boolean {
  if (html.includes('\0')) return false;
  const open: string[] = [];
  const tags = new RegExp(TAG, 'y');
  const attributes = new RegExp(ATTRIBUTE, 'y');
  let at = 0;
  do {
    tags.lastIndex = at;
    const tag = tags.exec(html);
    if (!tag || !isPlainTag(tag, open, attributes)) return false;
    const end = tags.lastIndex;
    const next = html.indexOf('<', end);
    at = next < 0 ? html.length : next;
    // Nothing comes after the article.
    if (open.length === 0) return end === html.length;
  } while (at < html.length);
  return false;
}

/** Checks a tag, and notes in `open` which elements are open after it. `pattern` is for its attributes. */
function isPlainTag(
  [, slash, name = '', attributes = '', selfClosing]: RegExpExecArray,
  open: string[],
  pattern: RegExp,
): boolean {
  if (slash !== '') return open.pop() === name && attributes === '' && selfClosing === '';
  // The article is the outermost element, and there is only one.
  if ((open.length === 0) !== (name === 'article')) return false;
  if (selfClosing !== '' && !SVG_ELEMENTS.has(name)) return false;
  if (selfClosing === '' && !VOID_ELEMENTS.has(name)) open.push(name);
  const allowed = ATTRIBUTES.get(name);
  return allowed !== undefined && (attributes === '' || hasPlainAttributes(attributes, allowed, pattern));
}

function hasPlainAttributes(text: string, allowed: ReadonlySet<string>, pattern: RegExp): boolean {
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [, written = '', value = ''] = found;
    const name = written.toLowerCase();
    if (!allowed.has(name)) return false;
    const address = ADDRESSES.get(name);
    // A character reference may stand for anything.
    if (address && (value.includes('&') || !address.test(value))) return false;
  }
  return true;
}
