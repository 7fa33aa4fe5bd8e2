import type { Document, Node, Pair, ParsedNode } from 'yaml';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { placeOf } from '../diagnostics/diagnostic.ts';
import type { Places as PlacesByPath } from '../model/edition.ts';
import type { Range } from '../model/range.ts';
import type { SitePath } from '../model/file.ts';
import { isMap, isScalar, isSeq, yamlParser } from '../languages/yaml-parser.ts';
import { plainCharacters } from './yaml/characters.ts';
import { asWritten, writtenFinder } from './yaml/as-written.ts';
import type { FindWritten } from './yaml/as-written.ts';
import { mendYaml } from './yaml/mend.ts';
import { rangeOf } from './yaml/problems.ts';
import type { ParsedWorld, World } from './yaml/problems.ts';
import { parseFailsafe } from './yaml/parse-document.ts';
import { readPlainMatter } from './yaml/plain-matter.ts';
import type { Places } from './yaml/plain-matter.ts';

/** YAML as plain values, every scalar as text, and the place of each value in its file. */
export interface Matter {
  /** Objects have no prototype, so that no key can clash with an inherited property. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Where the value at a dotted path is (`timeline.0.at`), or the file’s first line. */
  readonly place: (path: string) => Range;
  /** Where the key that leads to it is. */
  readonly keyPlace: (path: string) => Range;
  /** Line and columns before the text of a scalar at a path, for texts that are parsed further. */
  readonly origin: (path: string) => { readonly line: number; readonly indent: number };
  /** Places of texts in a translation that are not filled in yet: `waiting.title`, `waiting.<at>`. */
  readonly waiting?: PlacesByPath | undefined;
}

/** How deeply collections may be nested; front matter needs four. */
const DEEPEST = 20;

/** The values of front matter; if it is not valid, the values it probably means. */
interface Read extends Outcome<Matter | undefined> {
  readonly meant: Matter | undefined;
  /** The text that either of them was read from and has its places in: what was written, or that mended. */
  readonly yaml: string;
}

export interface ReadMatter extends Read {
  /** Where a range of that text is in the text as it was written. */
  readonly find: FindWritten;
}

/**
 * Parses YAML 1.2 with the failsafe schema: no numbers, dates or booleans are guessed. Anchors, aliases and
 * tags are refused, and every problem is placed; `firstLine` is the line of the file the YAML begins on.
 */
export function parseMatter(file: SitePath, yaml: string, firstLine: number): ReadMatter {
  const world: World = { file, yaml, firstLine };
  const tooDeep = checkDepth(world);
  if (tooDeep) return { ...unreadable([tooDeep], yaml), find: writtenFinder(yaml, yaml, firstLine) };
  const plain = plainCharacters(world);
  const found = read({ ...world, yaml: plain.yaml });
  const find = writtenFinder(found.yaml, yaml, firstLine);
  if (plain.diagnostics.length === 0) return { ...found, find };
  const placed = asWritten(found.diagnostics, file, writtenFinder(plain.yaml, yaml, firstLine));
  const diagnostics = [...plain.diagnostics, ...placed];
  return { ...found, value: undefined, meant: found.value ?? found.meant, diagnostics, find };
}

function read(world: World): Read {
  const { yaml, firstLine } = world;
  const places: Places = { values: new Map(), keys: new Map(), origins: new Map() };
  const plain = readPlainMatter(yaml, firstLine, places);
  return plain
    ? { value: matterOf(plain, places, firstLine), meant: undefined, diagnostics: [], yaml }
    : parseYaml(world);
}

/** The same with the YAML parser alone, for texts that need it. */
export function parseYaml(world: World): Read {
  const parsed = parseFailsafe(world.yaml);
  if (!parsed) return unreadable([deepNesting(world.file, world.firstLine)], world.yaml);
  if (parsed.errors.length === 0) return readDocument(parsed.document, { ...world, counter: parsed.counter });
  const { yaml, diagnostics, mended } = mendYaml(world, parsed);
  const { value, diagnostics: more } = mended
    ? readDocument(mended.document, { ...world, yaml, counter: mended.counter })
    : unreadable([], yaml);
  const placed = asWritten(more, world.file, writtenFinder(yaml, world.yaml, world.firstLine));
  return { value: undefined, meant: value, diagnostics: [...diagnostics, ...placed], yaml };
}

function readDocument(document: Document.Parsed, world: ParsedWorld): Read {
  const refused = refusedFeatures(document, world);
  if (refused.length > 0) return unreadable(refused, world.yaml);
  if (!isMap(document.contents)) return unreadable([notAMap(world)], world.yaml);
  const places: Places = { values: new Map(), keys: new Map(), origins: new Map() };
  const value = toValue(document.contents, '', places, world) as Record<string, unknown>;
  const matter = matterOf(value, places, world.firstLine);
  return { value: matter, meant: undefined, diagnostics: [], yaml: world.yaml };
}

function unreadable(diagnostics: readonly Diagnostic[], yaml: string): Read {
  return { value: undefined, meant: undefined, diagnostics, yaml };
}

function matterOf(value: Matter['value'], places: Places, firstLine: number): Matter {
  const top: Range = [firstLine, 1, firstLine, 1];
  return {
    value,
    place: (path) => places.values.get(path) ?? places.keys.get(path) ?? top,
    keyPlace: (path) => places.keys.get(path) ?? places.values.get(path) ?? top,
    origin: (path) => places.origins.get(path) ?? { line: firstLine, indent: 0 },
  };
}

/** Counted before parsing, since the parser itself goes as deep as the text does. */
function checkDepth({ file, yaml, firstLine }: World): Diagnostic | undefined {
  let flow = 0;
  for (const [index, line] of yaml.split('\n').entries()) {
    const dashes = /^\s*((?:[-?:]\s+)*)/.exec(line)?.[1]?.replaceAll(/\s/g, '').length ?? 0;
    let deepest = flow;
    for (const character of line) {
      if (character === '[' || character === '{') flow += 1;
      else if (character === ']' || character === '}') flow = Math.max(0, flow - 1);
      deepest = Math.max(deepest, flow);
    }
    // Brackets in quoted words or Markdown count too; no ordinary text has this many.
    if (dashes > DEEPEST || deepest > DEEPEST * 5) return deepNesting(file, firstLine + index);
  }
  return undefined;
}

function refusedFeatures(document: Document.Parsed, world: ParsedWorld): Diagnostic[] {
  // Each of them begins with one of these characters.
  if (!/[&*!]/.test(world.yaml)) return [];
  const { isAlias, visit } = yamlParser();
  const found: Diagnostic[] = [];
  const refuse = (node: Node, message: string, hint: string) =>
    found.push(diagnose('INC108', placeOf(world.file, nodeRange(node, world)), message, hint));
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) refuse(node, `\`*${node.source}\` repeats another value`, 'Write the value itself.');
      else if (node.anchor)
        refuse(
          node,
          `\`&${node.anchor}\` gives a value a name, to repeat it elsewhere`,
          'Write each value itself.',
        );
      else if (node.tag && !/^tag:yaml\.org,2002:(?:map|seq|str)$/.test(node.tag)) {
        refuse(
          node,
          `\`${node.tag}\` is a YAML tag, and tags are not allowed here`,
          'Delete everything from the `!` to the next space.',
        );
      }
      return found.length < 5 ? undefined : visit.BREAK;
    },
  });
  return found;
}

function toValue(node: ParsedNode | null, path: string, places: Places, world: ParsedWorld): unknown {
  if (!node) return '';
  if (path !== '') places.values.set(path, nodeRange(node, world));
  if (isMap(node)) {
    const value = Object.create(null) as Record<string, unknown>;
    for (const pair of node.items) {
      const key = keyOf(pair as Pair<ParsedNode, ParsedNode | null>);
      const inner = path === '' ? key : `${path}.${key}`;
      places.keys.set(inner, nodeRange(pair.key as ParsedNode, world));
      value[key] = toValue(pair.value as ParsedNode | null, inner, places, world);
    }
    return value;
  }
  if (isSeq(node)) {
    return node.items.map((item, index) => toValue(item as ParsedNode, `${path}.${index}`, places, world));
  }
  if (!isScalar(node)) return '';
  places.origins.set(path, originOf(node, world));
  return typeof node.value === 'string' ? node.value : '';
}

function keyOf({ key }: Pair<ParsedNode, ParsedNode | null>): string {
  return isScalar(key) ? String(key.value ?? '') : '';
}

/** A block scalar (`|`) begins on the line below its mark; anything else where it is. */
function originOf(node: ParsedNode, world: ParsedWorld): { line: number; indent: number } {
  const [line, column] = nodeRange(node, world);
  const type = isScalar(node) ? node.type : undefined;
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
    const first =
      world.yaml
        .split('\n')
        .slice(line - world.firstLine + 1)
        .find((each) => /[^ ]/.test(each)) ?? '';
    return { line: line + 1, indent: first.search(/[^ ]|$/) };
  }
  return { line, indent: column - 1 + (type?.startsWith('QUOTE') ? 1 : 0) };
}

function nodeRange(node: Node, world: ParsedWorld): Range {
  const [start = 0, end = start] = node.range ?? [];
  return rangeOf(start, end, world);
}

function notAMap({ file, firstLine }: World): Diagnostic {
  return diagnose(
    'INC106',
    { file, line: firstLine, column: 1 },
    'There are no keys here',
    'Write a key, a colon and a value on each line: `title: "Web frontend issue"`.',
  );
}

function deepNesting(file: SitePath, line: number): Diagnostic {
  return diagnose('INC109', { file, line, column: 1 }, 'Lists and maps are nested too deeply');
}
