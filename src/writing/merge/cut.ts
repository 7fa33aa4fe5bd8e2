import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, ParsedNode } from 'yaml';

/** A key of the front matter with everything that belongs to it: its comment above, its value, its lines. */
export interface Part {
  readonly key: string;
  /** Whole lines, the last line end included. */
  readonly text: string;
  /** The value as plain data, every scalar as text. */
  readonly value: unknown;
}

/** A report's file in the pieces that are merged one by one. */
export interface Cut {
  /** Lines between the opening `---` and the first key. */
  readonly lead: string;
  readonly parts: readonly Part[];
  readonly body: string;
}

/** An item of a list, with the comment above it. */
export interface Item {
  readonly text: string;
  readonly value: unknown;
}

/** A list with one item a dash, in pieces. */
export interface CutList {
  /** The line of the key, and what is between it and the first item. */
  readonly lead: string;
  readonly items: readonly Item[];
  /** The column of the dashes, 0-based. */
  readonly column: number;
}

/**
 * Cuts a file (line ends are LF) into keys and body; undefined where its front matter cannot be read as a map
 * in lines.
 */
export function cutReport(text: string): Cut | undefined {
  const lines = text.split('\n');
  const closing = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (lines[0]?.trimEnd() !== '---' || closing < 1) return undefined;
  const yaml = lines.slice(1, closing);
  const read = readMap(`${yaml.join('\n')}\n`);
  if (!read) return undefined;
  const starts = read.keys.map(({ line }) => withComment(yaml, line, ''));
  return {
    lead: join(yaml.slice(0, starts[0])),
    parts: read.keys.map(({ key, value }, index) => ({
      key,
      value,
      text: join(yaml.slice(starts[index], starts[index + 1])),
    })),
    body: lines.slice(closing + 1).join('\n'),
  };
}

/** Cuts the list under a key into its items; undefined where the value is not a list with one dash a line. */
export function cutList({ text }: Part): CutList | undefined {
  const counter = new LineCounter();
  const { contents, errors } = parseDocument(text, { schema: 'failsafe', lineCounter: counter });
  const value = isMap(contents) ? contents.items[0]?.value : undefined;
  if (errors.length > 0 || !isSeq(value) || value.flow === true) return undefined;
  const lines = text.replace(/\n$/, '').split('\n');
  const nodes = value.items as ParsedNode[];
  const found = nodes.map((node) => counter.linePos(node.range[0]).line - 1);
  const columns = found.map((line) => /^( *)- /.exec(lines[line] ?? '')?.[1]?.length ?? -1);
  const column = columns[0] ?? -1;
  if (column < 0 || columns.some((each) => each !== column)) return undefined;
  const starts = found.map((line) => withComment(lines, line, ' '.repeat(column)));
  return {
    column,
    lead: join(lines.slice(0, starts[0])),
    items: nodes.map((node, index) => ({
      text: join(lines.slice(starts[index], starts[index + 1])),
      value: node.toJSON() as unknown,
    })),
  };
}

interface KeyLine {
  readonly key: string;
  readonly value: unknown;
  /** 0-based. */
  readonly line: number;
}

function readMap(yaml: string): { readonly keys: readonly KeyLine[] } | undefined {
  const lineCounter = new LineCounter();
  const { contents, errors } = parseDocument(yaml, { schema: 'failsafe', lineCounter });
  if (errors.length > 0 || !isMap(contents) || contents.flow === true) return undefined;
  const keys = contents.items.map(({ key, value }) => ({
    key: isScalar(key) ? String(key.value) : '',
    value: (value as Node | null)?.toJSON() as unknown,
    line: lineCounter.linePos((key as ParsedNode).range[0]).line - 1,
  }));
  return { keys };
}

/** The line a piece begins on: that of the first of the comment lines directly above it. */
function withComment(lines: readonly string[], line: number, indent: string): number {
  let start = line;
  while (start > 0 && lines[start - 1]?.startsWith(`${indent}#`)) start -= 1;
  return start;
}

function join(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
