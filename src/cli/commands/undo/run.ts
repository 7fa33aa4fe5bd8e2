import { join, relative } from 'node:path';
import { currentInstant } from '../../../host/clock.ts';
import { keepText } from '../../../host/files/keep-text.ts';
import { isAsCommitted } from '../../../host/git-staged.ts';
import { Refused } from '../../../host/refused.ts';
import type { Entry } from '../../../model/edition.ts';
import { formatVersion } from '../../../model/version.ts';
import type { Edit } from '../../../source/edit/front-matter.ts';
import { undoLastEntry, unfrozenEntries } from '../../../writing/undo.ts';
import { unsaidTexts } from '../../../writing/unsay.ts';
import { findSite } from '../../arguments/site.ts';
import { changeReport } from '../../change-report.ts';
import type { Target } from '../../change-report.ts';
import { chooseAmong, withReports } from '../../reports.ts';
import { known } from '../../../host/site-reports.ts';
import type { Reports } from '../../../host/site-reports.ts';
import { findReport } from '../../arguments/report.ts';
import type { Candidate } from '../../arguments/report.ts';
import type { Shared } from '../../shared-options.ts';
import { printChange } from '../../terminal/change.ts';
import { quoted } from '../../terminal/next-step.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import type { UndoCommand } from './options.ts';

/** `undo`: removes the entry that was added last, unless it is frozen, and saves a copy of the file. */
export async function run(command: Shared & UndoCommand, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, async (reports) => {
    const reference = await chooseUndoable(reports, command.reference, world);
    if (reference === undefined) return EXIT.usage;
    return takeOut(reports, reference, command, world);
  });
}

async function takeOut(
  reports: Reports,
  reference: string,
  command: Shared & UndoCommand,
  world: World,
): Promise<ExitCode> {
  const { root } = reports;
  let undone: { readonly entry: Entry; readonly kept: string } | undefined;
  let unsaid: readonly string[] = [];
  const plan = async (target: Target) => {
    const undo = await undoLastEntry(target, currentInstant());
    if ('message' in undo) throw new Refused('usage', undo.message, undo.hint);
    undone = { entry: undo.entry, kept: keepText(root, target.text, 'undone') };
    const before = await unsaidTexts({
      at: undo.entry.at,
      version: versionWith(undo.edits) ?? formatVersion(target.original.version),
      live: target.live,
      files: target.files,
      published: reports.published.texts.filter((text) => text.reference === reference),
    });
    unsaid = before.map(({ path }) => path.slice(path.lastIndexOf('/') + 1, -'.md'.length));
    return { edits: undo.edits, before };
  };
  const changed = await changeReport({ reports, reference }, plan, { world, colour: command.colour });
  if (!changed || !undone) return EXIT.problems;
  const { edition, file } = changed;
  const back = [undone.kept, join(root, file)].map((path) => quoted(relative(world.cwd, path)));
  const isCommitted = await isAsCommitted(root, file);
  await printChange(changed, reports, world, {
    ...command,
    headline: `${reference}: the entry at ${undone.entry.at} was taken out, version ${formatVersion(edition.version)}`,
    notes: [
      ...(unsaid.length > 0 ? [`its sentences were taken out in ${unsaid.join(', ')} as well`] : []),
      ...(isCommitted ? ['the file is again as last committed: there is nothing to commit'] : []),
    ],
    back: `cp ${back.join(' ')}`,
    isCommitted,
  });
  return EXIT.fine;
}

/** The number that edits write. */
function versionWith(edits: readonly Edit[]): string | undefined {
  return edits.flatMap((edit) => (edit.kind === 'set' && edit.key === 'version' ? [edit.value] : [])).at(-1);
}

/** The report that is named, or the one with an entry that can be taken out. */
async function chooseUndoable(
  reports: Reports,
  text: string | undefined,
  world: World,
): Promise<string | undefined> {
  if (text !== undefined) return findReport(known(reports), text);
  const { live } = await reports.read();
  const found = live.flatMap(({ edition }): Candidate[] => {
    if (edition.role !== 'original') return [];
    const published = reports.published.texts.find(
      ({ reference, language }) => reference === edition.reference && language === edition.language,
    );
    const newest = unfrozenEntries(edition, published).at(-1);
    return newest && edition.timeline.length > 1
      ? [{ reference: edition.reference, open: true, start: newest.at, title: newest.title }]
      : [];
  });
  if (found.length > 0) return chooseAmong(found, 'have an entry that is not frozen', world);
  throw new Refused(
    'usage',
    'No report has an entry that could be taken out',
    'To correct what is published, add an entry that says what is right: `incident-press update <ref> "…"`.',
  );
}
