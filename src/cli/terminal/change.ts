import { diffArrays } from 'diff/lib/diff/array.js';
import { makeVisible } from '../../diagnostics/formats/display.ts';
import { hang, wrap } from '../../diagnostics/formats/wrap.ts';
import { formatVersion } from '../../model/version.ts';
import type { SaidTexts } from '../../writing/said-texts.ts';
import type { Changed } from '../change-report.ts';

import { sourceReader } from '../../host/files/site-files.ts';
import type { Reports } from '../../host/site-reports.ts';
import { printDiagnostics } from './diagnostics.ts';
import { labelled, stepsToPublish } from './next-step.ts';
import { painterFor } from './paint.ts';
import type { Paint } from './paint.ts';
import type { World } from '../world.ts';
import { printJson } from './json.ts';

/** What a command that changes a report says about the change. */
export interface Say {
  readonly quiet: boolean;
  readonly colour: boolean;
  readonly json: boolean;
  /** What happened, in a line. */
  readonly headline: string;
  /** What else the writer should know, one line each. */
  readonly notes?: readonly string[] | undefined;
  /** For `--say`: the languages it was said in besides the original's, and why not in others. */
  readonly said?: SaidTexts | undefined;
  /** The command that undoes the change. */
  readonly back?: string | undefined;
  /** Commands to type before the change is committed. */
  readonly first?: readonly string[] | undefined;
  /** True if the file is as last committed, so that there is nothing to commit. */
  readonly isCommitted?: boolean | undefined;
}

/**
 * Prints what was changed in a report: a summary, the lines that differ, new warnings, and what to type next.
 */
export async function printChange(changed: Changed, reports: Reports, world: World, say: Say): Promise<void> {
  const { edition, file, warnings, behind } = changed;
  const version = formatVersion(edition.version);
  if (say.json) {
    const { reference, language } = edition;
    const said = say.said && { said: say.said.languages, not_said: say.said.left };
    printJson({ reference, language, file, version, behind, ...said, warnings }, world);
    return;
  }
  const bytes = new TextEncoder().encode(changed.after);
  const read = sourceReader([{ path: file, bytes }]);
  if (warnings.length > 0) printDiagnostics(warnings, read, world, { format: 'pretty', colour: say.colour });
  if (say.quiet) return;
  const paint = painterFor(world, world.stdout, say.colour);
  const message = `${edition.reference} ${version}`;
  const paths = [`incidents/${edition.reference}`];
  const { first } = say;
  const next = await stepsToPublish({ root: reports.root, paths, message, first }, world);
  const notes = [
    ...(say.notes ?? []),
    ...(behind.length > 0 ? [`not translated yet: ${behind.join(', ')}`] : []),
  ];
  const { columns } = world.stdout;
  const lines = [
    paint('bold', columns === undefined ? say.headline : wrap(say.headline, columns)),
    '',
    paint('dim', file),
    ...changedLines(changed).map((line) => shownLine(line, paint, columns)),
    '',
    ...notes.map((note) => hang(`${paint('cyan', 'note')}  `, note, columns)),
    ...(say.back === undefined ? [] : [labelled(paint('cyan', 'back'), [say.back], columns)]),
    ...(say.isCommitted ? [] : [labelled(paint('cyan', 'next'), next, columns)]),
  ];
  world.stdout.write(`${lines.join('\n')}\n`);
}

/** An added or removed line, as it is shown. */
export function shownLine(
  { sign, text }: { readonly sign: '+' | '-'; readonly text: string },
  paint: Paint,
  columns: number | undefined,
): string {
  return paint(sign === '+' ? 'green' : 'red', hang(`  ${sign} `, makeVisible(text), columns));
}

/** The removed and added lines. */
export function changedLines({ before, after }: Pick<Changed, 'before' | 'after'>) {
  return diffArrays(before.split(/\r\n|[\r\n]/), after.split(/\r\n|[\r\n]/)).flatMap(
    ({ added, removed, value }) =>
      added || removed ? value.map((text) => ({ sign: added ? '+' : '-', text }) as const) : [],
  );
}
