import { currentInstant } from '../../../host/clock.ts';
import { formatVersion } from '../../../model/version.ts';
import { correctionOf } from '../../../writing/correction.ts';
import type { Correction } from '../../../writing/correction.ts';
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

/** `correct`: the number a text needs before or after its wording is improved; the words are the writer's. */
export async function run(command: Shared & CorrectCommand, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, async (reports) => {
    const reference = await chooseReport(reports, command.reference, world);
    if (reference === undefined) return EXIT.usage;
    const { language: tag } = command;
    const language = tag === undefined ? undefined : findLanguage(tag, reports.site.languages);
    const changes = command.changes === undefined ? undefined : oneLine('--changes', command.changes);
    let why: Correction['why'] = 'not published';
    const plan = ({ edition, published }: Target) => {
      const correction = correctionOf(edition, published, changes, currentInstant());
      ({ why } = correction);
      return correction.edits;
    };
    const asked = { reports, reference, language };
    const changed = await changeReport(asked, plan, { world, colour: command.colour });
    if (!changed) return EXIT.problems;
    const { edition, file } = changed;
    // Before the wording is improved, only the number differs, as intended.
    const warnings = changed.warnings.filter(({ code }) => code !== 'INC502');
    const isToBeWorded = warnings.length < changed.warnings.length;
    await printChange({ ...changed, warnings }, reports, world, {
      ...command,
      headline: `${reference}: version ${formatVersion(edition.version)}; ${WHY[why]}`,
      notes: isToBeWorded ? [`change the words in ${file} first`] : [],
      first: [ourCommand('check', root, world)],
    });
    return EXIT.fine;
  });
}

const WHY: Readonly<Record<Correction['why'], string>> = {
  'new facts': 'facts were changed too, so it is a new version',
  'better words': 'better words for the same facts',
  'not published': 'it is not published yet, so the number stays',
};
