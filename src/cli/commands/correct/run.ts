import { currentInstant } from '../../../host/clock.ts';
import { formatVersion } from '../../../model/version.ts';
import type { Edit } from '../../../source/edit/front-matter.ts';
import { factsHash } from '../../../versions/reconcile.ts';
import { bookkeepingEdits, bookkeepingOf } from '../../../versions/bookkeeping.ts';
import { updateEdits } from '../../../writing/new-entry.ts';
import { versionAfterCorrection, versionAfterUpdate } from '../../../writing/next-version.ts';
import { changeReport } from '../../change-report.ts';
import type { Target } from '../../change-report.ts';
import type { Shared } from '../../shared-options.ts';
import type { CorrectCommand } from './options.ts';
import { findLanguage } from '../../arguments/language.ts';
import { oneLine } from '../../arguments/one-line.ts';
import { findSite } from '../../arguments/site.ts';
import { chooseReport, withReports } from '../../reports.ts';
import { printChange } from '../../terminal/change.ts';
import { ourCommand } from '../../terminal/next-step.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

/** `correct`: the number a text needs before or after its words are made better; the words are the writer's. */
export async function run(command: Shared & CorrectCommand, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, async (reports) => {
    const reference = await chooseReport(reports, command.reference, world);
    if (reference === undefined) return EXIT.usage;
    const { language: tag } = command;
    const language = tag === undefined ? undefined : findLanguage(tag, reports.site.languages);
    let why = '';
    const plan = (target: Target) => {
      const { edits, why: reason } = planOf(target, command.changes);
      why = reason;
      return edits;
    };
    const asked = { reports, reference, language };
    const changed = await changeReport(asked, plan, { world, colour: command.colour });
    if (!changed) return EXIT.problems;
    const { edition, file } = changed;
    // Before the words are made better, only the number differs, as it should.
    const warnings = changed.warnings.filter(({ code }) => code !== 'INC502');
    const isToBeWorded = warnings.length < changed.warnings.length;
    await printChange({ ...changed, warnings }, reports, world, {
      ...command,
      headline: `${reference}: version ${formatVersion(edition.version)}; ${why}`,
      notes: isToBeWorded ? [`change the words in ${file} first`] : [],
      first: [ourCommand('check', root, world)],
    });
    return EXIT.fine;
  });
}

function planOf({ edition, published }: Target, changes: string | undefined): { edits: Edit[]; why: string } {
  const last = published?.snapshots.at(-1)?.line;
  const hasNewFacts = edition.role === 'original' && last !== undefined && factsHash(edition) !== last.facts;
  const version = hasNewFacts
    ? versionAfterUpdate(edition.version, last.version)
    : versionAfterCorrection(edition.version, last?.version);
  const isRaised = formatVersion(version) !== formatVersion(edition.version);
  const { clearsChanges } = bookkeepingOf(edition, version, published);
  return {
    edits: [
      ...bookkeepingEdits(
        { version: isRaised ? version : undefined, lastUpdate: undefined, clearsChanges },
        undefined,
        changes === undefined ? undefined : oneLine('--changes', changes),
      ),
      ...(edition.role === 'original' ? updateEdits(edition, published, currentInstant()) : []),
    ],
    why: whyOf(isRaised, hasNewFacts),
  };
}

function whyOf(isRaised: boolean, hasNewFacts: boolean): string {
  if (hasNewFacts) return 'facts were changed too, which makes it a new version';
  return isRaised ? 'better words for the same facts' : 'it is not published yet, so that the number stays';
}
