import type { Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isScalar, isSeq, yamlParser } from '../../languages/yaml-parser.ts';
import { contentEnd, isBlockScalar, isEmpty, isFlow, lineEnd, pairEnd } from './find-end.ts';
import { unifyLineEnds } from './line-ends.ts';
import { itemSpan } from './remove-item.ts';
import { writeBlockItem, writeFlowItem, writeScalar, writeValue } from './write-yaml.ts';
import type { Quoting, WrittenItem } from './write-yaml.ts';

/** A change of front matter. */
export type Edit =
  /** Sets the text of a key of the front matter; a new key goes below the key `after`. */
  | {
      readonly kind: 'set';
      readonly key: string;
      readonly value: string;
      readonly after: string;
      /** The key whose map is meant, if it is not the front matter itself. */
      readonly within?: string;
    }
  /** Removes a key with its value and the notes on its lines; does nothing if there is no such key. */
  | { readonly kind: 'remove'; readonly key: string }
  /** Adds an entry to the end of a list. */
  | { readonly kind: 'append'; readonly key: string; readonly item: WrittenItem }
  /** Removes an entry from a list, as if it had never been added; counted in the order of the file. */
  | { readonly kind: 'remove-item'; readonly key: string; readonly index: number };

/** A text that replaces everything between two offsets. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Changes the front matter of a file (its whole text, with byte order mark and line ends) and nothing else:
 * every other character stays, comments and blank lines included. The parsed YAML document gives the places.
 * The front matter must be one that `parseMatter` accepts: throws if it is not, or if there is no such key.
 */
export function editFrontMatter(file: string, edits: readonly Edit[]): string {
  return edits.reduce(applyEdit, file);
}

function applyEdit(file: string, edit: Edit): string {
  const { text, toFile, lineEnd: eol } = unifyLineEnds(file);
  const [start, end] = findMatter(text);
  const yaml = text.slice(start, end);
  const { contents, errors } = yamlParser().parseDocument(yaml, {
    schema: 'failsafe',
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (errors.length > 0 || !isMap(contents))
    throw new Error('front matter that is edited has been read before');
  const map = contents as YAMLMap;
  const splice = spliceOf(map, edit, yaml);
  return (
    file.slice(0, toFile(start + splice.start)) +
    splice.text.replaceAll('\n', eol) +
    file.slice(toFile(start + splice.end))
  );
}

function spliceOf(map: YAMLMap, edit: Edit, yaml: string): Splice {
  switch (edit.kind) {
    case 'set':
      return setKey(edit.within === undefined ? map : mapOf(map, edit.within), edit, yaml);
    case 'remove':
      return removeKey(map, edit.key, yaml);
    case 'append':
      return appendItem(map, edit, yaml);
    case 'remove-item':
      return { ...itemSpan(findPair(map, edit.key)?.value, edit.index, yaml), text: '' };
  }
}

function mapOf(map: YAMLMap, key: string): YAMLMap {
  const value = findPair(map, key)?.value;
  if (!isMap(value)) throw new Error(`\`${key}\` holds keys of its own`);
  return value as YAMLMap;
}

/** The place of the YAML between the two `---`. */
function findMatter(text: string): readonly [start: number, end: number] {
  const lines = text.split('\n');
  const closing = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (closing < 1) throw new Error('a file that is edited has front matter');
  const offsetOf = (line: number) => lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0);
  return [offsetOf(1), offsetOf(closing)];
}

function setKey(map: YAMLMap, edit: Extract<Edit, { kind: 'set' }>, yaml: string): Splice {
  const pair = findPair(map, edit.key);
  if (!pair) return addKey(map, edit, yaml);
  const value = pair.value as Node | null;
  if (value === null || isEmpty(value)) {
    const colon = colonOf(map, pair);
    return { start: colon + 1, end: colon + 1, text: ` ${writeValue(edit.key, edit.value)}` };
  }
  if (!isScalar(value)) throw new Error(`\`${edit.key}\` is a text`);
  return isBlockScalar(value) ? replaceBlock(value, edit.value, yaml) : replaceInline(value, edit.value);
}

function replaceInline(scalar: Scalar, value: string): Splice {
  const [start = 0, end = start] = scalar.range ?? [];
  const quoting: Quoting =
    scalar.type === 'QUOTE_SINGLE' ? 'single' : scalar.type === 'QUOTE_DOUBLE' ? 'double' : 'plain';
  return { start, end, text: writeScalar(value, quoting) };
}

/** The text below a `|` goes; a comment after the mark and the blank lines below the text stay. */
function replaceBlock(scalar: Scalar, value: string, yaml: string): Splice {
  const [start = 0, end = start] = scalar.range ?? [];
  const header = yaml.slice(start, yaml.indexOf('\n', start));
  const comment = /\s+#[\s\S]*$/.exec(header)?.[0] ?? '';
  const text = yaml.slice(start, end);
  return { start, end: start + text.trimEnd().length, text: writeScalar(value, 'double') + comment };
}

function addKey(map: YAMLMap, { key, value, after }: Extract<Edit, { kind: 'set' }>, yaml: string): Splice {
  const anchor = findPair(map, after);
  if (!anchor) throw new Error(`there is a key \`${after}\``);
  const line = `${key}: ${writeValue(key, value)}`;
  const end = pairEnd(anchor, yaml);
  if (isFlow(map)) return { start: end, end, text: `, ${line}` };
  const column = columnOf(map);
  const at = lineEnd(end, column, yaml);
  return { start: at + 1, end: at + 1, text: `${' '.repeat(column)}${line}\n` };
}

function removeKey(map: YAMLMap, key: string, yaml: string): Splice {
  const index = map.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  const pair = map.items[index];
  if (!pair) return { start: 0, end: 0, text: '' };
  const start = startOf(pair);
  if (!isFlow(map)) {
    const line = yaml.lastIndexOf('\n', start - 1) + 1;
    return { start: line, end: lineEnd(pairEnd(pair, yaml), columnOf(map), yaml) + 1, text: '' };
  }
  const [before, after] = [map.items[index - 1], map.items[index + 1]];
  if (after) return { start, end: startOf(after), text: '' };
  return { start: before ? pairEnd(before, yaml) : start, end: pairEnd(pair, yaml), text: '' };
}

function startOf({ key }: Pair): number {
  return (key as Node).range?.[0] ?? 0;
}

function appendItem(map: YAMLMap, { key, item }: Extract<Edit, { kind: 'append' }>, yaml: string): Splice {
  const list = findPair(map, key)?.value;
  if (!isSeq(list)) throw new Error(`\`${key}\` is a list`);
  const last = list.items.at(-1) as Node | undefined;
  if (isFlow(list) || !last) {
    const [start = 0] = list.range ?? [];
    const at = last ? contentEnd(last, yaml) : start + 1;
    return { start: at, end: at, text: (last ? ', ' : '') + writeFlowItem(item) };
  }
  const { dash, gap } = dashOf(list, last, yaml);
  const at = lineEnd(contentEnd(last, yaml), dash, yaml);
  const indent = ' '.repeat(dash);
  const behind = ' '.repeat(gap);
  const blank = hasBlankBetween(list, yaml) ? '\n' : '';
  const lines = writeBlockItem(item, `${indent} ${behind}`);
  return { start: at + 1, end: at + 1, text: `${blank}${indent}-${behind}${lines}\n` };
}

/** The column of a list's dashes, and how many spaces its last entry has after the dash. */
function dashOf(list: YAMLSeq, last: Node, yaml: string): { dash: number; gap: number } {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') throw new Error('a list without brackets has dashes');
  // To the parser, comments below the last entry are a separate item.
  const mark = token.items[list.items.length - 1]?.start.find(({ type }) => type === 'seq-item-ind');
  const [start = 0] = last.range ?? [];
  const offset = mark && 'offset' in mark ? mark.offset : 0;
  const between = yaml.slice(offset + 1, start);
  const dash = offset - (yaml.lastIndexOf('\n', offset - 1) + 1);
  return { dash, gap: /^ +$/.test(between) ? between.length : 1 };
}

/** True if a blank line is above the last entry of a list: its writer sets entries apart. */
function hasBlankBetween(list: YAMLSeq, yaml: string): boolean {
  const [before, last] = list.items.slice(-2) as Node[];
  if (!before || !last) return false;
  return /\n[ ]*\n/.test(yaml.slice(contentEnd(before, yaml), last.range?.[0]));
}

function columnOf(map: YAMLMap): number {
  const token = map.srcToken;
  if (token?.type !== 'block-map') throw new Error('a map without brackets has an indentation');
  return token.indent;
}

/** The colon after a key. */
function colonOf(map: YAMLMap, pair: Pair): number {
  const token = map.srcToken;
  if (token?.type !== 'block-map' && token?.type !== 'flow-collection') throw new Error('maps have tokens');
  const item = token.items[map.items.indexOf(pair as never)];
  const colon = item?.sep?.find(({ type }) => type === 'map-value-ind');
  if (!colon || !('offset' in colon)) throw new Error('a key without value has a colon');
  return colon.offset;
}

function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key) as Pair | undefined;
}
