import type { LineCounter, YAMLError } from 'yaml';
import { diagnose } from '../../diagnostics/diagnose.ts';
import { syntaxSentence } from '../../diagnostics/yaml-syntax.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../model/range.ts';
import type { SitePath } from '../../model/file.ts';

/** A piece of YAML, and where in its file it begins. */
export interface World {
  readonly file: SitePath;
  readonly yaml: string;
  readonly firstLine: number;
}

/** The same once it is parsed. */
export interface ParsedWorld extends World {
  readonly counter: LineCounter;
}

/** Problems told of one front matter; each of thousands costs time, and nobody reads them. */
const MOST = 100;

/** The parser's findings, in plain words and at places that make sense to writers. */
export function syntaxProblems(errors: readonly YAMLError[], world: ParsedWorld): Diagnostic[] {
  const seen = new Set<number>();
  return errors.flatMap((error) => {
    if (seen.size === MOST) return [];
    const range = rangeOf(error.pos[0], error.pos[1], world);
    // One mistake often makes the parser stumble several times on its line.
    if (seen.has(range[0])) return [];
    seen.add(range[0]);
    if (error.code === 'DUPLICATE_KEY') return [duplicateKey(range, world)];
    return [error.code === 'TAG_RESOLVE_FAILED' ? ownType(range, world) : syntaxProblem(error, range, world)];
  });
}

function duplicateKey(range: Range, world: ParsedWorld): Diagnostic {
  const key =
    lineAt(range[0], world)
      .slice(range[1] - 1)
      .split(':')[0] ?? '';
  return diagnose(
    'INC107',
    placeOf(world.file, [range[0], range[1], range[0], range[1] + key.length]),
    `\`${key.trim()}\` is set twice`,
    'Keep one of the two.',
  );
}

function ownType(range: Range, { file }: World): Diagnostic {
  return diagnose(
    'INC108',
    placeOf(file, range),
    'The `!` before this value is a YAML tag, and tags are not allowed here',
    'Delete the `!`, or quote the text if it starts with an exclamation mark.',
  );
}

function syntaxProblem(error: YAMLError, range: Range, world: ParsedWorld): Diagnostic {
  return diagnose(
    'INC106',
    placeOf(world.file, range),
    syntaxSentence(error.code),
    'Compare its indentation, colons and quotation marks with the lines around it.',
  );
}

/** The place of two offsets in the YAML, in its file. */
export function rangeOf(start: number, end: number, { counter, firstLine, yaml }: ParsedWorld): Range {
  // Collections and block texts end on the line after; what a person looks for is where they begin.
  const stop = Math.max(start, Math.min(end, endOfLine(yaml, start)));
  const from = counter.linePos(start);
  const to = counter.linePos(stop);
  return [from.line + firstLine - 1, Math.max(1, from.col), to.line + firstLine - 1, Math.max(1, to.col)];
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}

function lineAt(line: number, { yaml, firstLine }: World): string {
  return yaml.split('\n')[line - firstLine] ?? '';
}
