import type { DefaultTreeAdapterTypes } from 'parse5';
import { unbase } from '../../render/machines/rebase.ts';
import { parsePage } from '../../source/parse-html.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** An `<article>` of a page. */
export interface FoundArticle {
  /** Its bytes as they were frozen: addresses are without the base path. */
  readonly html: string;
  /** True if its attributes say that it is a report. */
  readonly isReport: boolean;
}

/** The `<article>` elements of a page, as a browser finds them, except those inside others. */
export function articlesIn(page: string, basePath: string): readonly FoundArticle[] {
  return outermost(parsePage(page)).map((element) => {
    const { startOffset = 0, endOffset = 0 } = element.sourceCodeLocation ?? {};
    const names = element.attrs.find(({ name }) => name === 'class')?.value.split(/\s+/) ?? [];
    return {
      html: unbase(page.slice(startOffset, endOffset), basePath),
      isReport: names.includes('report'),
    };
  });
}

/** Without recursion: a page that somebody changed may be nested to any depth. */
function outermost(document: Node): Element[] {
  const found: Element[] = [];
  const open: Node[] = [document];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('tagName' in node && node.tagName === 'article') found.push(node);
    else if ('content' in node) open.push(node.content);
    else if ('childNodes' in node) for (const child of node.childNodes.toReversed()) open.push(child);
  }
  return found;
}
