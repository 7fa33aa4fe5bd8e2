import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic, Related } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/file.ts';
import { compareCopy } from './copy.ts';
import type { Change, Copy } from './copy.ts';

/** How many changed lines are shown with the warning; `eject --diff` shows all. */
const MOST_LINES = 10;

/** Copies that are older than the present shipped file, with the changes in it since. */
export function checkCopies(site: readonly SourceFile[], shipped: readonly SourceFile[]): Diagnostic[] {
  const byPath = new Map(shipped.map((file) => [file.path, file]));
  return site.flatMap((file) => {
    const today = byPath.get(file.path);
    if (!today || file.refused) return [];
    const copy = compareCopy(textOf(file), textOf(today));
    return copy && copy.changes.length > 0 ? [outdated(file.path, copy)] : [];
  });
}

function outdated(path: string, { version, isEdited, changes }: Copy): Diagnostic {
  const name = path.slice('templates/'.length);
  return diagnose(
    'INC730',
    { file: path, line: changes[0]?.line ?? 1, column: 1 },
    `The shipped file has changed since this copy was made from incident-press ${version}`,
    isEdited
      ? `Merge the changes into your copy with \`incident-press eject ${name} --merge\`.`
      : `Nothing in this copy is your own: delete it, or get the new one with \`incident-press eject ${name} --force\`.`,
    { related: shown(path, changes) },
  );
}

function shown(path: string, changes: readonly Change[]): Related[] {
  const lines = changes.flatMap(({ line, removed, added }) => {
    const place = placeOf(path, [line, 1, line, 1]);
    return [...removed.map((text) => `- ${text}`), ...added.map((text) => `+ ${text}`)].map((message) => ({
      place,
      message,
    }));
  });
  const [last] = lines.slice(MOST_LINES);
  if (!last) return lines;
  const name = path.slice('templates/'.length);
  const rest = `${lines.length - MOST_LINES} more: \`incident-press eject ${name} --diff\` shows all`;
  return [...lines.slice(0, MOST_LINES), { ...last, message: rest }];
}

function textOf({ bytes }: SourceFile): string {
  return new TextDecoder().decode(bytes);
}
