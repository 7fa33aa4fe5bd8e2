import { createRequire } from 'node:module';
import type { Root } from 'hast';
import type { DefaultTreeAdapterTypes, TokenHandler } from 'parse5';

/*
 * The parsers of HTML, each loaded when it is first needed: most runs have nothing to parse, and loading them
 * takes 45 ms.
 */
const require = createRequire(import.meta.url);

/** Parses a fragment of a page, which cannot fail. */
export function parseFragment(html: string): Root {
  const { fromHtml } = require('hast-util-from-html') as typeof import('hast-util-from-html');
  return fromHtml(html, { fragment: true });
}

/** Parses a whole page as browsers do, with the place of each element. */
export function parsePage(html: string): DefaultTreeAdapterTypes.Document {
  const { parse } = require('parse5') as typeof import('parse5');
  return parse(html, { sourceCodeLocationInfo: true });
}

/** Gives the tokens of the HTML standard to a handler, one after another. */
export function readTokens(html: string, handler: TokenHandler): void {
  const { Tokenizer } = require('parse5') as typeof import('parse5');
  new Tokenizer({ sourceCodeLocationInfo: false }, handler).write(html, true);
}
