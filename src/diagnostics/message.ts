import { VFileMessage } from 'vfile-message';
import { isCode } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';

/** A diagnostic in the form that remark-lint and its reporters use, with hint and related places attached. */
export function toVFileMessage(diagnostic: Diagnostic): VFileMessage {
  const { code, severity, place, message, hint, related } = diagnostic;
  const start = { line: place.line, column: place.column };
  const result = new VFileMessage(message, {
    place: place.end ? { start, end: place.end } : start,
    ruleId: code,
    source: 'incident-press',
  });
  result.file = place.file;
  result.fatal = severity === 'error';
  return Object.assign(result, {
    note: hint?.text,
    hint,
    related,
  });
}

/** The diagnostic in such a message, or undefined if it is not one of ours. */
export function fromVFileMessage(message: VFileMessage): Diagnostic | undefined {
  const { ruleId, place, file, fatal, reason } = message;
  if (ruleId === undefined || !isCode(ruleId) || !place || file === undefined) return undefined;
  const start = 'start' in place ? place.start : place;
  const { hint, related } = message as VFileMessage & Pick<Diagnostic, 'hint' | 'related'>;
  return {
    code: ruleId,
    severity: fatal ? 'error' : 'warning',
    place: {
      file,
      line: start.line,
      column: start.column,
      end: 'end' in place ? { line: place.end.line, column: place.end.column } : undefined,
    },
    message: reason,
    hint,
    related,
  };
}
