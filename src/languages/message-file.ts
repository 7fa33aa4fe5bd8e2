import type { LineCounter, Node, YAMLError, YAMLMap } from 'yaml';
import { unresolvedConflicts } from '../diagnostics/conflict.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Outcome, Place } from '../diagnostics/diagnostic.ts';
import { syntaxSentence } from '../diagnostics/yaml-syntax.ts';
import type { SourceFile } from '../model/file.ts';
import type { MessageEntry } from './message-entry.ts';
import { readPlainMessages } from './plain-message-file.ts';
import { isMap, isScalar, yamlParser } from './yaml-parser.ts';

/**
 * Reads a file of interface texts: a YAML mapping, nested or with dotted keys, of MessageFormat 2 texts. What
 * cannot be read is left out of the value and reported in a diagnostic (INC702).
 */
export function readMessageFile(file: SourceFile): Outcome<readonly MessageEntry[]> {
  const text = decode(file.bytes);
  if (text === undefined) {
    const place = { file: file.path, line: 1, column: 1 };
    return { value: [], diagnostics: [unreadable(place, 'The file is not valid UTF-8.')] };
  }
  const conflicts = unresolvedConflicts(file.path, text);
  if (conflicts.length > 0) return { value: [], diagnostics: conflicts };
  const plain = readPlainMessages(file.path, text);
  return plain ? { value: plain, diagnostics: [] } : readAnyMessages(file, text);
}

/** The same with a parser of all of YAML. */
export function readAnyMessages(file: SourceFile, text: string): Outcome<readonly MessageEntry[]> {
  const { LineCounter: Lines, parseDocument } = yamlParser();
  const lines = new Lines();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: true });
  const placeAt = (start: number, end: number) => placeBetween(file.path, lines, start, end);
  const diagnostics = document.errors.map((error) => syntaxProblem(error, text, placeAt));
  const entries: MessageEntry[] = [];
  if (isMap(document.contents)) {
    collect(document.contents, '', { placeAt, entries, diagnostics });
  } else if (document.contents !== null && diagnostics.length === 0) {
    const place = placeOfNode(document.contents, placeAt);
    diagnostics.push(unreadable(place, 'The file must be a mapping of keys to texts.'));
  }
  return { value: entries, diagnostics };
}

/** Bytes as text without a byte order mark, or undefined where they are not UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

type PlaceAt = (start: number, end: number) => Place;

interface Collection {
  readonly placeAt: PlaceAt;
  readonly entries: MessageEntry[];
  readonly diagnostics: Diagnostic[];
}

function collect(map: YAMLMap, prefix: string, into: Collection): void {
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (isMap(value)) {
      collect(value, `${prefix}${name}.`, into);
    } else if (isScalar(value) && typeof value.value === 'string' && value.value.trim() !== '') {
      const place = placeOfNode(value, into.placeAt);
      into.entries.push({ key: prefix + name, source: value.value.replace(/\n+$/, ''), place });
    } else {
      const place = placeOfNode((value ?? key) as Node, into.placeAt);
      into.diagnostics.push(unreadable(place, `\`${prefix}${name}\` has no text.`));
    }
  }
}

function placeOfNode(node: Node, placeAt: PlaceAt): Place {
  const [start, end] = node.range ?? [0, 0];
  return placeAt(start, end);
}

function placeBetween(file: string, lines: LineCounter, start: number, end: number): Place {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return { file, line: from.line, column: from.col, end: { line: to.line, column: to.col } };
}

/** The parser's problem in plain words. An unclosed quotation mark is reported at its own place. */
function syntaxProblem({ code, message, pos }: YAMLError, text: string, placeAt: PlaceAt): Diagnostic {
  const quote = /^Missing closing (["'])/.exec(message)?.[1];
  const open = quote === undefined ? -1 : text.lastIndexOf(quote, pos[0] - 1);
  return open < 0
    ? unreadable(placeAt(...pos), syntaxSentence(code))
    : unreadable(placeAt(open, open + 1), 'This quotation mark is not closed');
}

function unreadable(place: Place, message: string): Diagnostic {
  return diagnose(
    'INC702',
    place,
    message,
    'Write one key and one quoted text on each line: `calm: "All services are operational"`.',
  );
}
