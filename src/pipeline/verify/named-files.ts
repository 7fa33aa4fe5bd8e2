import type { Token } from 'parse5';
import { readTokens } from '../../source/parse-html.ts';

/**
 * The files of a site that one of its files names, as paths below the site: all addresses in a page, and
 * every absolute address in any other file. From addresses of other sites only the path is used: whether it
 * exists here has to be checked.
 */
export function namedFiles(path: string, text: string, basePath: string): readonly string[] {
  const addresses = path.endsWith('.html') ? addressesInPage(text) : (text.match(ADDRESS) ?? []);
  const own = new URL(basePath + path, NOWHERE);
  const found = addresses.flatMap((address) => {
    const url = URL.canParse(address, own.href) ? new URL(address, own) : undefined;
    if (!url?.pathname.startsWith(basePath) || !/^https?:$/.test(url.protocol)) return [];
    const below = decoded(url.pathname.slice(basePath.length));
    return below === undefined ? [] : [/(?:^|\/)$/.test(below) ? `${below}index.html` : below];
  });
  return [...new Set(found)].toSorted();
}

/** A host to resolve addresses against, if the site's own is not known. */
const NOWHERE = 'http://site.invalid';

const ADDRESS = /https?:\/\/[^\s"'<>\\()]+/g;

/** Every value of an attribute that can be an address; an intruder may have used any of them. */
function addressesInPage(html: string): string[] {
  const values: string[] = [];
  const take = ({ attrs }: Token.TagToken) => {
    for (const { value } of attrs) values.push(value);
  };
  const ignore = () => undefined;
  const handler = {
    onStartTag: take,
    onEndTag: ignore,
    onComment: ignore,
    onDoctype: ignore,
    onCharacter: ignore,
    onNullCharacter: ignore,
    onWhitespaceCharacter: ignore,
    onEof: ignore,
    onParseError: null,
  };
  readTokens(html, handler);
  return values.filter((value) => /[/.]/.test(value) && !/\s/.test(value.trim()));
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
