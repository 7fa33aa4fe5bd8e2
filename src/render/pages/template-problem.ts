import { Script } from 'node:vm';
import type { Eta } from 'eta/core';
import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic, Place } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { UnknownMessage } from '../../languages/messages.ts';
import { HELPER_NAMES } from './helpers.ts';
import { UnknownProperty } from './strict-view.ts';
import { NothingToPrint, UnknownTemplate } from './template-errors.ts';

/** The source of a template. */
export interface TemplateSource {
  readonly path: string;
  readonly text: string;
}

/** The diagnostic for a template that does not compile (INC720). */
export function syntaxProblem(eta: Eta, source: TemplateSource, error: unknown): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  // The engine names the place of tags and strings that are never closed, but not of JavaScript errors.
  const tag = /^(.+) at line (\d+) col /.exec(message);
  const [reason, line] = tag ? [tag[1] ?? '', Number(tag[2])] : scriptError(eta, source, message);
  return diagnose(
    'INC720',
    placeAt(source, line),
    `The template cannot be compiled: ${reason}`,
    'Close every `<%` with `%>`, every `{` in a tag with `}`, and every quotation mark.',
  );
}

/** The diagnostic for an exception in a running template (INC721–INC725). */
export function runtimeProblem(
  error: unknown,
  source: TemplateSource,
  line: number,
  templates: readonly string[],
): Diagnostic {
  const place = placeAt(source, line);
  if (error instanceof UnknownProperty) {
    const { property, hint } = error;
    const at = placeOfWord(source, line, property) ?? place;
    return diagnose('INC721', at, `There is no property \`${property}\` here`, hint);
  }
  if (error instanceof UnknownMessage) return diagnose('INC724', place, error.message, error.hint);
  if (error instanceof NothingToPrint) {
    const hint = 'Check first whether the value is there: `<% if (…) { %>…<% } %>`.';
    return diagnose('INC725', place, undefined, hint);
  }
  if (error instanceof UnknownTemplate) {
    const near = nearestTemplate(error.template, templates);
    const hint = near ? `Did you mean \`${near}\`?` : `Create \`templates/${error.template}.eta\`.`;
    return diagnose('INC723', place, error.message, hint);
  }
  return exceptionProblem(error, place);
}

/** The diagnostic for a template that is not UTF-8 text (INC726). */
export function unreadableTemplate(file: string): Diagnostic {
  return diagnose('INC726', placeOf(file), undefined, 'Save it as a regular file in UTF-8.');
}

/** The diagnostic for a page whose template neither the site nor the program has (INC723). */
export function missingTemplate(name: string): Diagnostic {
  return diagnose(
    'INC723',
    placeOf(`templates/${name}.eta`),
    `There is no template \`${name}\``,
    `Create \`templates/${name}.eta\`.`,
  );
}

/** By the last part of the name first: `partials/` alone makes any two names look alike. */
function nearestTemplate(name: string, templates: readonly string[]): string | undefined {
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const there = templates.filter((each) => each.startsWith(folder)).map((each) => each.slice(folder.length));
  if (there.length === 0) return nearest(name, templates);
  const near = nearest(name.slice(folder.length), there);
  return near === undefined ? undefined : folder + near;
}

function exceptionProblem(error: unknown, place: Place): Diagnostic {
  const reason = error instanceof Error ? error.message : String(error);
  const name = error instanceof ReferenceError ? /^(\S+) is not defined/.exec(reason)?.[1] : undefined;
  const known = ['it', 'include', 'layout', ...HELPER_NAMES];
  const near = name === undefined ? undefined : nearest(name, known);
  const hint = near
    ? `Did you mean \`${near}\`?`
    : `A template has \`it\` and the functions ${HELPER_NAMES.map((each) => `\`${each}\``).join(', ')}.`;
  return diagnose('INC722', place, `The template fails: ${reason.split('\n')[0]}`, hint);
}

/**
 * Finds the line of a JavaScript error: the compiled text is parsed again under a name that V8 puts into
 * the trace, and the engine's own line marks above that line lead back to the template.
 */
function scriptError(eta: Eta, source: TemplateSource, message: string): [reason: string, line: number] {
  const reason = message.split('\n').find((part, index) => index > 0 && part !== '') ?? message;
  const code = `(function (it, options) {\n${eta.compileToString(source.text)}\n})`;
  let before: readonly string[] = [];
  try {
    new Script(code, { filename: 'template' });
  } catch (error) {
    const trace = error instanceof Error ? (error.stack ?? '') : '';
    before = code.split('\n').slice(0, Number(/^template:(\d+)/.exec(trace)?.[1] ?? 0));
  }
  const mark = before.findLast((each) => each.startsWith('__eta.line='));
  const line = Number(mark?.slice('__eta.line='.length) ?? 1);
  return [BRACES[reason] ?? lowerFirst(reason), line];
}

/** What V8's error messages mean in a template, whose code the engine wraps in a `try` and in calls. */
const BRACES: Readonly<Record<string, string>> = {
  "Unexpected token 'catch'": 'a `{` above is never closed',
  'missing ) after argument list': 'a `)` is missing, or this tag contains more than the one value it prints',
  'Missing catch or finally after try': 'a `}` does not close anything',
};

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A line without the space around it. */
function placeAt({ path, text }: TemplateSource, line: number): Place {
  const content = (text.split('\n')[line - 1] ?? '').trimEnd();
  const column = content.length - content.trimStart().length + 1;
  return { file: path, line, column, end: { line, column: content.length + 1 } };
}

/** The line that names a property, searching from the given line on: a tag may have many lines. */
function placeOfWord({ path, text }: TemplateSource, line: number, word: string): Place | undefined {
  const escaped = word.replace(/[^\w]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`);
  const lines = text.split('\n');
  for (let at = line; at <= lines.length; at += 1) {
    const column = (lines[at - 1] ?? '').search(pattern) + 1;
    if (column > 0) return { file: path, line: at, column, end: { line: at, column: column + word.length } };
  }
  return undefined;
}
