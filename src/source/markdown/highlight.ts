import type { Element, ElementContent } from 'hast';
import { toString } from 'hast-util-to-string';
import type { Highlighter } from './highlighter.ts';

/** Code longer than this (in characters) is not coloured: it would take too long. */
const LONGEST = 20_000;

/** True if a text may contain a code block with a language anywhere, so that the highlighter is needed. */
export function mayNeedHighlighter(text: string): boolean {
  return /(?:`{3}|~{3})[ \t]*[^\s`~]/.test(text);
}

/**
 * The highlighter of a text for which `mayNeedHighlighter` is true. Few reports have code, so it is only
 * loaded when needed.
 */
export async function loadHighlighter(): Promise<Highlighter> {
  const { highlighter } = await import('./highlighter.ts');
  return highlighter;
}

/** Marks the parts of the code in a `pre` with classes, if its language is known. Changes the node. */
export function highlight(pre: Element, highlighter: Highlighter | undefined): void {
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
