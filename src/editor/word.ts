import type { Position, Range } from 'vscode-languageserver-types';
import { matterLines } from './matter.ts';
import { lineAt, linesOf } from './positions.ts';
import type { FileView } from './view.ts';
import { yamlCursor } from './yaml-cursor.ts';

/** The word at a position, and its meaning there. */
export interface Word {
  readonly text: string;
  readonly range: Range;
  /** In YAML, the keys and indexes that lead to it; undefined in the body of a report. */
  readonly path: readonly (string | number)[] | undefined;
  /** True if the word is itself a key. */
  readonly isKey: boolean;
}

const WORD = /[\p{L}\p{N}_.-]+/gu;

/** The word at a position. */
export function wordAt(file: FileView, position: Position): Word | undefined {
  const line = lineAt(file.text, position.line);
  const found = [...line.matchAll(WORD)].find(
    ({ index, 0: word }) => index <= position.character && position.character <= index + word.length,
  );
  if (!found) return undefined;
  const [text] = found;
  const start = { line: position.line, character: found.index };
  const end = { line: position.line, character: found.index + text.length };
  const yaml = yamlOf(file);
  const isInside = yaml && position.line >= yaml.first && position.line < yaml.end;
  const cursor = isInside ? yamlCursor(yaml.lines, position.line - yaml.first, end.character) : undefined;
  const isKey = cursor?.kind === 'key' && /^["']?\s*:(?:\s|$)/.test(line.slice(end.character));
  const path = cursor && cursor.kind !== 'text' ? cursor.path : undefined;
  return { text, range: { start, end }, path, isKey };
}

function yamlOf({ path, text }: FileView) {
  if (path.endsWith('.md')) return matterLines(text);
  const lines = linesOf(text);
  return path.endsWith('.yaml') ? { lines, first: 0, end: lines.length } : undefined;
}

/** True for the id of a service: in a list or map of services, or in site.yaml. */
export function isServiceId({ path = [], isKey }: Word, file: string): boolean {
  const last = path.at(-1);
  if (file === 'site.yaml') return path[0] === 'services' && path.length === 3 && last === 'id' && !isKey;
  const isInList = typeof last === 'number' && path.at(-2) === 'services';
  return isInList || (isKey && last === 'services');
}
