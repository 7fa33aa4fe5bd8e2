import { styleText } from 'node:util';
import { diffArrays } from 'diff';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeVisible } from '../../diagnostics/formats/display.ts';
import { formatVersion } from '../../model/version.ts';
import type { Changed } from '../change-report.ts';

import { sourceReader } from '../../host/files/site-files.ts';
import type { Reports } from '../reports.ts';
import { printDiagnostics } from './diagnostics.ts';
import { wantsColour } from '../world.ts';
import type { World } from '../world.ts';

/** How a command that changes a report says what it did. */
export interface Say {
  readonly quiet: boolean;
  readonly colour: boolean;
  readonly json: boolean;
  /** What happened, in a line. */
  readonly headline: string;
  /** The next command to type; by default the commit, or the build where there is no repository. */
  readonly next?: string | undefined;
}

/** Says what was changed in a report: a line, the lines that differ, new warnings, and what to type next. */
export function printChange(changed: Changed, reports: Reports, world: World, say: Say): void {
  const { edition, file, warnings, behind } = changed;
  const version = formatVersion(edition.version);
  if (say.json) {
    const { reference, language } = edition;
    const said = { reference, language, file, version, behind, warnings };
    world.stdout.write(`${JSON.stringify(said, null, 2)}\n`);
    return;
  }
  const bytes = new TextEncoder().encode(changed.after);
  const read = sourceReader([{ path: file, bytes }]);
  if (warnings.length > 0) printDiagnostics(warnings, read, world, { format: 'pretty', colour: say.colour });
  if (say.quiet) return;
  const paint = painter(wantsColour(world, world.stdout, say.colour));
  const next = say.next ?? commitOf(reports.root, edition.reference, version);
  const lines = [
    paint('bold', say.headline),
    '',
    paint('dim', file),
    ...changedLines(changed).map(({ sign, text }) =>
      paint(sign === '+' ? 'green' : 'red', `  ${sign} ${makeVisible(text)}`),
    ),
    '',
    ...(behind.length > 0 ? [`${paint('cyan', 'note')}  not translated yet: ${behind.join(', ')}`] : []),
    `${paint('cyan', 'next')}  ${next}`,
  ];
  world.stdout.write(`${lines.join('\n')}\n`);
}

/** The lines that were taken away and put in. */
export function changedLines({ before, after }: Pick<Changed, 'before' | 'after'>) {
  return diffArrays(before.split(/\r\n|[\r\n]/), after.split(/\r\n|[\r\n]/)).flatMap(
    ({ added, removed, value }) =>
      added || removed ? value.map((text) => ({ sign: added ? '+' : '-', text }) as const) : [],
  );
}

/** What publishes the change: a commit where there is a repository, else a build. */
export function commitOf(root: string, reference: string, version: string): string {
  if (!isInRepository(root)) return 'incident-press build';
  return `git add incidents/${reference} && git commit -m "${reference} ${version}"`;
}

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  return dirname(folder) !== folder && isInRepository(dirname(folder));
}

function painter(colour: boolean) {
  return (style: 'bold' | 'dim' | 'green' | 'red' | 'cyan', text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
}
