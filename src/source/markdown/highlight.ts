import type { Element, ElementContent, Root } from 'hast';
import { toString } from 'hast-util-to-string';

interface Highlighter {
  readonly highlight: (language: string, text: string) => Root;
  readonly registered: (language: string) => boolean;
}

/** Code of more characters than this stays plain: colours would cost more than they say. */
const LONGEST = 20_000;

let highlighter: Highlighter | undefined;

/** True if a text may hold a code block with a language, so that colours are needed. */
export function mayNeedHighlighter(text: string): boolean {
  return /^[ \t>*+\d.-]*(?:`{3,}|~{3,})[ \t]*[\w+#-]/m.test(text);
}

/** Loads the grammars; to be awaited before text for which `mayNeedHighlighter` is true. Loads once. */
export async function loadHighlighter(): Promise<void> {
  if (highlighter) return;
  const { common, createLowlight } = await import('lowlight');
  highlighter = createLowlight(common) as Highlighter;
}

/** Marks the parts of the code in a `pre` with classes, where its language is known. Changes the node. */
export function highlight(pre: Element): void {
  const code = pre.children[0];
  if (code?.type !== 'element' || code.tagName !== 'code') return;
  const name = languageOf(code);
  const text = toString(code);
  if (!highlighter || name === undefined || text.length > LONGEST || !highlighter.registered(name)) return;
  code.children = highlighter.highlight(name, text).children as ElementContent[];
}

function languageOf(code: Element): string | undefined {
  const { className } = code.properties;
  const names = Array.isArray(className) ? className : [];
  return names.map((each) => /^language-(.+)$/.exec(String(each))?.[1]).find((name) => name !== undefined);
}
