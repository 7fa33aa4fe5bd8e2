import type { Range, TextEdit } from 'vscode-languageserver-types';
import { currentInstant } from '../../../host/clock.ts';
import { Refused } from '../../../host/refused.ts';
import { COMMANDS } from '../../../editor/actions.ts';
import { editsBetween } from '../../../editor/edits.ts';
import { lineAt, rangeAt } from '../../../editor/positions.ts';
import { partsOfPath } from '../../../editor/report.ts';
import type { Edition } from '../../../model/edition.ts';
import { stateOf } from '../../../site/figures/derive.ts';
import { closingState, entryPlan } from '../../add-entry.ts';
import { tryChange } from '../../change-report.ts';
import type { Target } from '../../change-report.ts';
import type { Meant } from './sites.ts';

/** What a command changes in the editor's text, and what to select afterwards. */
export interface TextChange {
  readonly edits: readonly TextEdit[];
  readonly select: Range | undefined;
}

/** The commands that write an entry; a headline is asked for by editors that can. */
export function isReportCommand(command: string): boolean {
  return command === COMMANDS.addUpdate || command === COMMANDS.resolve;
}

/**
 * The entry that a command adds to a report, with all the bookkeeping that `update` and `resolve` do. Throws
 * Refused if the report has errors, or would have some afterwards.
 */
export async function changeByCommand(
  { session, path }: Meant,
  command: string,
  headline: string | undefined,
): Promise<TextChange> {
  const reference = partsOfPath(path)?.reference;
  const reports = reference === undefined ? undefined : session.reports(reference);
  if (reference === undefined || !reports) throw notAReport(path);
  const entry =
    command === COMMANDS.resolve ? { headline, state: closingState } : { headline, state: () => undefined };
  const plan = (target: Target) =>
    entryPlan(target, { ...entry, heading: headingOf(target, command) }, { now: currentInstant() }, reports);
  const tried = await tryChange({ reports, reference }, plan, reports.files);
  if ('message' in tried) throw new Refused('failed', tried.message, tried.hint);
  const { file, before, after, edition } = tried.changed;
  if (file !== path) throw notAReport(path);
  return { edits: editsBetween(before, after), select: newestHeadline(edition, after) };
}

/** The range of the newest entry's headline, without quotes, to be typed over. */
function newestHeadline(edition: Edition, text: string): Range | undefined {
  if (edition.role !== 'original') return undefined;
  const place = edition.places[`timeline.${edition.timeline.length - 1}.title`];
  if (!place) return undefined;
  const [line, column, endLine, endColumn] = place;
  const isQuoted = /["']/.test(lineAt(text, line - 1).charAt(column - 1));
  return rangeAt(isQuoted ? [line, column + 1, endLine, endColumn - 1] : place);
}

/** Until the writer types a headline, the name of the state is used. */
function headingOf({ original }: Target, command: string): string | undefined {
  return command === COMMANDS.resolve
    ? undefined
    : `state.${stateOf(original.timeline, original.facts.kind)}`;
}

function notAReport(path: string): Refused {
  return new Refused(
    'usage',
    `${path} is not the original of a report`,
    'Open the file that holds the facts, and do it again there.',
  );
}
