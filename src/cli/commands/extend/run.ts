import { currentInstant } from '../../../host/clock.ts';
import { Refused } from '../../../host/refused.ts';
import { latest } from '../../../model/instant.ts';
import type { Instant } from '../../../model/instant.ts';
import { formatVersion } from '../../../model/version.ts';
import { describeTime } from '../../../writing/typed-time.ts';
import { endEdit, extendEdits, planFault } from '../../../writing/extend-plan.ts';
import { oneLine } from '../../arguments/one-line.ts';
import { findSite } from '../../arguments/site.ts';
import { readTimeAhead } from '../../arguments/time.ts';
import type { SaidTexts } from '../../../writing/said-texts.ts';
import { changesEdit, timeOf } from '../../add-entry.ts';
import { changeReport } from '../../change-report.ts';
import type { Target } from '../../change-report.ts';
import { saidNotes, saidPlan } from '../../say.ts';
import { chooseReport, readOne, withReports } from '../../reports.ts';
import type { Reports } from '../../../host/site-reports.ts';
import type { Shared } from '../../shared-options.ts';
import { printChange } from '../../terminal/change.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import type { ExtendCommand } from './options.ts';

/** `extend`: a new end for planned maintenance, with the bookkeeping of a new version. */
export async function run(command: Shared & ExtendCommand, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const changes = oneLine('--changes', command.changes);
  return withReports(root, world, command.colour, async (reports) => {
    const reference = await chooseReport(reports, command.reference, world);
    if (reference === undefined) return EXIT.usage;
    const now = currentInstant();
    const end = await readEnd(command.end, reference, now, reports, world);
    let told: SaidTexts | undefined;
    const plan = (target: Target) => {
      if (!command.say) return extendEdits(target, end, now, changes);
      const at = timeOf(target.original, now);
      const planned = saidPlan(target, { name: 'extended', at, until: end, now }, reports);
      told = planned.told;
      return { ...planned, edits: [...planned.edits, ...changesEdit(changes), endEdit(end)] };
    };
    const changed = await changeReport({ reports, reference }, plan, { world, colour: command.colour });
    if (!changed) return EXIT.problems;
    const { version, changes: said } = changed.edition;
    const until = describeTime(end, { now, zone: reports.site.timeZone ?? 'UTC' });
    await printChange(changed, reports, world, {
      ...command,
      said: told,
      headline: `${reference}: planned until ${until}, version ${formatVersion(version)}`,
      notes: [
        ...(version.number > 1 && said === undefined
          ? ['to say in one line what is new, write `changes: "…"` below the number']
          : []),
        ...saidNotes(told, changed),
      ],
    });
    return EXIT.fine;
  });
}

/** The new end: the next such time after the work begins. Throws Refused if there is no plan to change. */
async function readEnd(
  text: string,
  reference: string,
  now: Instant,
  reports: Reports,
  world: World,
): Promise<Instant> {
  const { original, derived } = (await readOne(reports, reference)).report;
  const fault = planFault(original, derived.state);
  if (fault) throw new Refused('usage', fault.message, fault.hint);
  const from = latest(now, original.facts.planned?.start);
  const end = await readTimeAhead('--end', text, { now, site: reports.site, from }, world);
  if (end !== original.facts.planned?.end) return end;
  throw new Refused(
    'usage',
    `${reference} is already planned until ${end}`,
    'Name another end with `--end`.',
  );
}
