import { currentInstant } from '../../../host/clock.ts';
import { Refused } from '../../../host/refused.ts';
import type { Kind, State } from '../../../model/edition.ts';
import type { NewReport } from '../../../writing/compose.ts';
import { readService } from '../../arguments/service.ts';
import { readPastTime, readTime } from '../../arguments/time.ts';
import type { Present } from '../../arguments/time.ts';
import type { Reports } from '../../../host/site-reports.ts';
import type { World } from '../../world.ts';
import type { NewCommand } from './options.ts';

const FIRST_STATE: Readonly<Record<Kind, State | undefined>> = {
  incident: 'investigating',
  maintenance: 'scheduled',
  'near-miss': undefined,
  notice: undefined,
};

/** A new report as given on the command line; `text` is the Markdown from `--text`. Throws Refused. */
export async function readNewReport(
  command: NewCommand,
  text: string | undefined,
  { site }: Pick<Reports, 'site'>,
  world: World,
): Promise<NewReport> {
  const against = { now: currentInstant(), site };
  const { kind = 'incident', severity, draft } = command;
  const ids = site.services.map(({ id }) => id);
  return {
    title: titleOf(command),
    summary: summaryOf(command),
    isDraft: draft,
    kind,
    at: command.at === undefined ? against.now : await readPastTime(command.at, against, world),
    services: command.services.map((service) => readService(service, ids)),
    state: command.state ?? FIRST_STATE[kind],
    severity,
    planned: await plannedOf(command, kind, against, world),
    text,
  };
}

function titleOf({ title = '' }: NewCommand): string {
  const line = title.replaceAll(/\s+/g, ' ').trim();
  if (line !== '') return line;
  throw new Refused('usage', 'The title is empty', 'Say what users notice: "Uploads fail".');
}

function summaryOf({ summary }: NewCommand): string | undefined {
  const line = summary?.replaceAll(/\s+/g, ' ').trim();
  if (line !== '') return line;
  throw new Refused('usage', 'The summary is empty', 'Say who is affected in a sentence, or leave it out.');
}

/** The plan of planned maintenance; an end without a date is the next such time after the start. */
async function plannedOf(
  { start, end }: NewCommand,
  kind: Kind,
  { now, site }: Present,
  world: World,
): Promise<NewReport['planned']> {
  if (kind === 'maintenance' && start !== undefined && end !== undefined) {
    const against = { now, zone: site.timeZone ?? 'UTC', looks: 'ahead' } as const;
    const begins = await readTime('--start', start, against, world);
    return { start: begins, end: await readTime('--end', end, { ...against, from: begins }, world) };
  }
  if (kind === 'maintenance')
    throw new Refused(
      'usage',
      'Maintenance needs a plan',
      'Add `--start` and `--end`, such as `--start 2026-05-07T22:00:00Z`.',
    );
  if (start !== undefined || end !== undefined)
    throw new Refused(
      'usage',
      'Only maintenance can be planned',
      'Add `--kind maintenance`, or leave out `--start` and `--end`.',
    );
  return undefined;
}
