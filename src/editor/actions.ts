import { CodeActionKind } from 'vscode-languageserver-types';
import type { CodeAction, Range, TextEdit } from 'vscode-languageserver-types';
import { applyEdits, offeredEdits } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Edit } from '../diagnostics/diagnostic.ts';
import { CLOSED_STATES } from '../model/edition.ts';
import { editsBetween } from './edits.ts';
import { problemOf } from './problems.ts';
import { rangeOfPlace } from './positions.ts';
import { reportOfPath } from './report.ts';
import type { FileView } from './view.ts';

/**
 * Commands that the server carries out for an editor. Each takes the address of a report's file; those that
 * write also take a headline, and the preview takes the line of the cursor.
 */
export const COMMANDS = {
  addUpdate: 'incident-press.addUpdate',
  resolve: 'incident-press.resolve',
  preview: 'incident-press.preview',
} as const;

/** One action that makes all edits `check --fix` would make in a file. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.incidentPress`;

/**
 * What can be done at a range of a file: the edits that hints offer there, all edits offered for the file,
 * and, in the original of a report, adding a timeline entry. `only` lists the kinds wanted; without it, all
 * are.
 */
export function actionsAt(file: FileView, range: Range, only: readonly string[] | undefined): CodeAction[] {
  const isWanted = ({ kind = '' }: CodeAction) =>
    only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  const own = file.site.diagnostics.filter(({ place }) => place.file === file.path);
  const near = own.filter(({ place }) => overlap(rangeOfPlace(place, file.text), range));
  return [...quickFixes(file, near), ...fixAll(file, own), ...commands(file)].filter(isWanted);
}

function quickFixes({ site }: FileView, near: readonly Diagnostic[]): CodeAction[] {
  return near.flatMap((diagnostic) => {
    const { hint } = diagnostic;
    if (!hint?.write) return [];
    return [
      {
        title: hint.text.replace(/\.$/, ''),
        kind: CodeActionKind.QuickFix,
        diagnostics: [problemOf(diagnostic, site)],
        isPreferred: true,
        edit: { changes: { [site.uriOf(hint.write.place.file)]: [textEdit(hint.write)] } },
      },
    ];
  });
}

function textEdit({ place, text }: Edit): TextEdit {
  return { range: rangeOfPlace(place, undefined), newText: text };
}

function fixAll({ site, path, text }: FileView, own: readonly Diagnostic[]): CodeAction[] {
  const edits = offeredEdits(own).filter(({ place }) => place.file === path);
  if (edits.length === 0) return [];
  return [
    {
      title: 'Fix all problems in this file that have only one remedy',
      kind: FIX_ALL,
      edit: { changes: { [site.uriOf(path)]: editsBetween(text, applyEdits(text, edits)) } },
    },
  ];
}

/** The commands; they need a report that can be read. */
function commands({ site, path }: FileView): CodeAction[] {
  const row = reportOfPath(site, path);
  if (!row) return [];
  const uri = site.uriOf(path);
  const isOver = CLOSED_STATES.includes(row.derived.state);
  const action = (title: string, command: string): CodeAction => ({
    title,
    kind: CodeActionKind.Source,
    command: { title, command, arguments: [uri] },
  });
  const isOriginal = row.original.file === path;
  return [
    ...(isOriginal ? [action('Add an update now', COMMANDS.addUpdate)] : []),
    ...(isOriginal && !isOver ? [action('Resolve this report now', COMMANDS.resolve)] : []),
    action('Preview this report', COMMANDS.preview),
  ];
}

/** The same line is near enough: the cursor need not be on the exact word. */
function overlap(a: Range, b: Range): boolean {
  return a.start.line <= b.end.line && b.start.line <= a.end.line;
}
