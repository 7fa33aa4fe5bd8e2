import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isScalar, isSeq } from '../../languages/yaml-parser.ts';

/**
 * The offset after the last character of a node's content: blank lines and comments below it are left out.
 */
export function contentEnd(node: Node, yaml: string): number {
  if (isMap(node) && !node.flow && node.items.length > 0) return pairEnd(node.items.at(-1) as Pair, yaml);
  if (isSeq(node) && !node.flow && node.items.length > 0) return contentEnd(node.items.at(-1) as Node, yaml);
  const [start = 0, end = start] = node.range ?? [];
  return isBlockScalar(node) ? blockScalarEnd(start, end, yaml) : end;
}

/** The same for a key with its value. */
export function pairEnd({ key, value }: Pair, yaml: string): number {
  const [, keyEnd = 0] = (key as Node).range ?? [];
  if (value === null || isEmpty(value as Node)) return keyEnd;
  return contentEnd(value as Node, yaml);
}

/** True for a text below `|` or `>`. */
export function isBlockScalar(node: Node): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

/** True where nothing is after the colon. */
export function isEmpty(node: Node): boolean {
  const [start = 0, end = start] = node.range ?? [];
  return start === end;
}

/** Whether a list or map is between brackets. */
export function isFlow(node: YAMLMap | YAMLSeq): boolean {
  return node.flow === true;
}

/** With `|+`, blank lines below are part of the text; otherwise they belong to what follows. */
function blockScalarEnd(start: number, end: number, yaml: string): number {
  const header = yaml.slice(start, yaml.indexOf('\n', start));
  const text = yaml.slice(start, end);
  const last = text.endsWith('\n') ? end - 1 : end;
  return /^[|>]\d?\+/.test(header) ? last : start + text.trimEnd().length;
}

/**
 * The end of the line an offset is on, and of the comment lines below it that are indented deeper than
 * `column` (0-based): they belong to what is above, and would become part of a text inserted there.
 */
export function lineEnd(offset: number, column: number, yaml: string): number {
  let end = endOfLine(yaml, offset);
  for (let at = end; at < yaml.length;) {
    const next = endOfLine(yaml, at + 1);
    const line = yaml.slice(at + 1, next);
    if (line.trim() !== '' && (/^( *)#/.exec(line)?.[1]?.length ?? -1) <= column) return end;
    if (line.trim() !== '') end = next;
    at = next;
  }
  return end;
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}
