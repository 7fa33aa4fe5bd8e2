import { ADDRESSES, ATTRIBUTES, SVG_ELEMENTS, VOID_ELEMENTS } from './fragment-list.ts';

/** A tag as the shipped templates and the Markdown processor write it: values in double quotation marks, one space. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"]*")?)*)(\/?)>/y;
const ATTRIBUTE = / ([a-zA-Z0-9-]+)(?:="([^"]*)")?/y;

/**
 * True if an article certainly contains nothing that is not allowed. It is much faster than reading it as a
 * browser does, which whatever is written in any other way needs.
 */
export function isPlainFragment(html: string): boolean {
  if (html.includes('\0')) return false;
  const open: string[] = [];
  let at = 0;
  do {
    TAG.lastIndex = at;
    const tag = TAG.exec(html);
    if (!tag || !isPlainTag(tag, open)) return false;
    const end = TAG.lastIndex;
    const next = html.indexOf('<', end);
    at = next < 0 ? html.length : next;
    // Nothing comes after the article.
    if (open.length === 0) return end === html.length;
  } while (at < html.length);
  return false;
}

/** Checks a tag, and notes in `open` which elements are open after it. */
function isPlainTag(
  [, slash, name = '', attributes = '', selfClosing]: RegExpExecArray,
  open: string[],
): boolean {
  if (slash !== '') return open.pop() === name && attributes === '' && selfClosing === '';
  // The article is the outermost element, and there is only one.
  if ((open.length === 0) !== (name === 'article')) return false;
  if (selfClosing !== '' && !SVG_ELEMENTS.has(name)) return false;
  if (selfClosing === '' && !VOID_ELEMENTS.has(name)) open.push(name);
  const allowed = ATTRIBUTES.get(name);
  return allowed !== undefined && hasPlainAttributes(attributes, allowed);
}

function hasPlainAttributes(attributes: string, allowed: ReadonlySet<string>): boolean {
  if (attributes === '') return true;
  ATTRIBUTE.lastIndex = 0;
  for (let found = ATTRIBUTE.exec(attributes); found; found = ATTRIBUTE.exec(attributes)) {
    const [, written = '', value = ''] = found;
    const name = written.toLowerCase();
    if (!allowed.has(name)) return false;
    const address = ADDRESSES.get(name);
    // A character reference may stand for anything.
    if (address && (value.includes('&') || !address.test(value))) return false;
  }
  return true;
}
