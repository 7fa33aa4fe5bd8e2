import type { Document, LineCounter, YAMLError, YAMLParseError } from 'yaml';
import { yamlParser } from '../../languages/yaml-parser.ts';

/** YAML as the parser understands it, and all that it objects to. */
export interface ParsedYaml {
  readonly document: Document.Parsed;
  readonly errors: readonly YAMLError[];
  readonly counter: LineCounter;
}

/**
 * Parses YAML 1.2 with the failsafe schema, in which every scalar is a text. Undefined if it is nested so
 * deeply that the parser cannot follow. Keys that are there twice are errors if `isUnique` says so.
 */
export function parseFailsafe(yaml: string, isUnique = true): ParsedYaml | undefined {
  const counter = new (yamlParser().LineCounter)();
  const document = withoutStacks(() => parse(yaml, counter));
  if (!document) return undefined;
  const errors = [...document.errors, ...document.warnings, ...(isUnique ? repeatedKeys(document) : [])];
  return { document, errors, counter };
}

function parse(yaml: string, counter: LineCounter): Document.Parsed | undefined {
  try {
    return yamlParser().parseDocument(yaml, {
      schema: 'failsafe',
      // The parser compares each key with all before it.
      uniqueKeys: false,
      lineCounter: counter,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Nobody sees the stacks of the parser's errors, and making them takes ten times as long as parsing. */
function withoutStacks<T>(run: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The package's own `visit` takes time that grows with the square of the depth. */
function repeatedKeys({ contents }: Document.Parsed): YAMLParseError[] {
  const { isMap, isScalar, isSeq, YAMLParseError: ParseError } = yamlParser();
  const repeated: number[] = [];
  const pending: unknown[] = [contents];
  while (pending.length > 0) {
    const node = pending.pop();
    if (isSeq(node)) for (const item of node.items) pending.push(item);
    if (!isMap(node)) continue;
    const seen = new Set<unknown>();
    for (const { key, value } of node.items) {
      pending.push(key, value);
      if (!isScalar(key)) continue;
      if (seen.has(key.value)) repeated.push(key.range?.[0] ?? 0);
      seen.add(key.value);
    }
  }
  return withoutStacks(() =>
    repeated
      .toSorted((a, b) => a - b)
      .map((at) => new ParseError([at, at + 1], 'DUPLICATE_KEY', 'Map keys must be unique')),
  );
}
