import type { Token } from 'parse5';
import type { Edition } from '../../model/edition.ts';
import { prosesOf } from '../../model/proses.ts';
import { readTokens } from '../../source/parse-html.ts';
import { ADDRESSES, ATTRIBUTES, SVG_ELEMENTS, VOID_ELEMENTS } from './fragment-list.ts';
import { isPlainFragment } from './plain-fragment.ts';

/**
 * The first thing in an article that is not allowed, in words; undefined if all of it is allowed. An article
 * is one `<article>` with every element closed, nothing before or after it and no other article inside, made
 * of the elements, attributes and addresses that `fragment-list.ts` lists. The tokens are those of the HTML
 * standard; since every element is listed and closed, and none of them has special rules for its text, they
 * describe its tree.
 */
export function fragmentFault(html: string): string | undefined {
  if (isPlainFragment(html)) return undefined;
  const reader = new Reader();
  readTokens(html, reader);
  return reader.fault;
}

/**
 * The same check for the data of an edition, whose prose is shown in feeds and histories. Prose that is also
 * in the article, byte for byte, was checked there.
 */
export function dataFault(edition: Edition, article: string): string | undefined {
  for (const prose of prosesOf(edition)) {
    const picture = prose.pictures.find((address) => !ADDRESSES.get('src')?.test(`/assets/${address}`));
    if (picture !== undefined) return `it shows \`${picture}\``;
    const fault = article.includes(prose.html)
      ? undefined
      : fragmentFault(`<article>${prose.html}</article>`);
    if (fault !== undefined) return fault;
  }
  const wrong = edition.actions.find(({ url }) => url !== undefined && !ADDRESSES.get('href')?.test(url));
  return wrong && `an action leads to \`${wrong.url}\``;
}

/** Where the links of an article lead and what pictures it shows, sorted, each once. */
export function addressesIn(html: string): readonly string[] {
  const reader = new Reader();
  readTokens(html, reader);
  return [...reader.addresses].toSorted();
}

/** The text of each element of an article in the order they end, with white space collapsed. */
export function elementTexts(html: string): readonly { readonly name: string; readonly text: string }[] {
  const reader = new TextReader();
  readTokens(html, reader);
  return reader.texts;
}

/** A text with every run of white space collapsed to one space, for comparison. */
export function plainText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Takes the tokens of a valid fragment, and collects the text of its elements. */
class TextReader {
  readonly texts: { name: string; text: string }[] = [];
  readonly onParseError = null;
  readonly #open: { name: string; text: string }[] = [];

  onStartTag({ tagName, selfClosing }: Token.TagToken): void {
    if (!VOID_ELEMENTS.has(tagName) && !selfClosing) this.#open.push({ name: tagName, text: '' });
  }

  onEndTag(): void {
    const { name, text } = this.#open.pop() ?? { name: '', text: '' };
    this.texts.push({ name, text: plainText(text) });
    const around = this.#open.at(-1);
    if (around) around.text += text;
  }

  onCharacter({ chars }: Token.CharacterToken): void {
    const own = this.#open.at(-1);
    if (own) own.text += chars;
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token);
  }

  onNullCharacter(): void {}
  onComment(): void {}
  onDoctype(): void {}
  onEof(): void {}
}

/** Takes the tokens of a fragment, and records the first thing that is wrong. */
class Reader {
  fault: string | undefined;
  readonly addresses = new Set<string>();
  readonly onParseError = null;
  readonly #open: string[] = [];
  #isBegun = false;

  onStartTag({ tagName, attrs, selfClosing }: Token.TagToken): void {
    for (const { name, value } of attrs) if (ADDRESSES.has(name)) this.addresses.add(value);
    if (this.fault !== undefined) return;
    this.fault = this.#placeFault(tagName) ?? startFault(tagName, attrs, selfClosing);
    this.#isBegun = true;
    if (!VOID_ELEMENTS.has(tagName) && !selfClosing) this.#open.push(tagName);
  }

  onEndTag({ tagName }: Token.TagToken): void {
    const open = this.#open.pop();
    if (open !== tagName)
      this.fault ??= open === undefined ? `\`</${tagName}>\` closes nothing` : `\`<${open}>\` is not closed`;
  }

  onCharacter(): void {
    if (this.#open.length === 0) this.fault ??= 'there is text outside the `<article>`';
  }

  onWhitespaceCharacter(): void {
    this.onCharacter();
  }

  onNullCharacter(): void {
    this.fault ??= 'there is a NUL character';
  }

  onComment(): void {
    this.fault ??= 'there is a comment';
  }

  onDoctype(): void {
    this.fault ??= 'there is a `<!doctype>`';
  }

  onEof(): void {
    const open = this.#open.pop();
    if (open !== undefined) this.fault ??= `\`<${open}>\` is not closed`;
    else if (!this.#isBegun) this.fault ??= 'there is no `<article>`';
  }

  /** It begins with `<article>`, which is never opened again. */
  #placeFault(tagName: string): string | undefined {
    if (this.#open.length > 0) return tagName === 'article' ? 'there is a second `<article>`' : undefined;
    if (this.#isBegun) return `\`<${tagName}>\` is outside the \`<article>\``;
    return tagName === 'article' ? undefined : `it begins with \`<${tagName}>\``;
  }
}

function startFault(
  tagName: string,
  attrs: readonly Token.Attribute[],
  selfClosing: boolean,
): string | undefined {
  const allowed = ATTRIBUTES.get(tagName);
  if (!allowed) return `there is a \`<${tagName}>\``;
  if (selfClosing && !VOID_ELEMENTS.has(tagName) && !SVG_ELEMENTS.has(tagName))
    return `\`<${tagName}/>\` is not closed`;
  for (const { name, value } of attrs) {
    if (!allowed.has(name)) return `\`<${tagName}>\` has the attribute \`${name}\``;
    const address = ADDRESSES.get(name);
    if (address && !address.test(value)) return `\`${name}\` leads to \`${value}\``;
  }
  return undefined;
}
