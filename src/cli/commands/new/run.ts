import { join } from 'node:path';
import { hasErrors } from '../../../diagnostics/diagnostic.ts';
import { currentInstant } from '../../../host/clock.ts';
import { claimFolder, createFile } from '../../../host/files/write.ts';
import type { Kind, State } from '../../../model/edition.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Language } from '../../../model/language.ts';
import { composeReport } from '../../../writing/compose.ts';
import type { NewReport } from '../../../writing/compose.ts';
import { slugOf } from '../../../source/slug.ts';
import type { Shared } from '../../shared-options.ts';
import type { NewCommand } from './options.ts';
import { findLanguage } from '../../arguments/language.ts';
import { findSite } from '../../arguments/site.ts';
import { withReports } from '../../reports.ts';
import { readTheme, sourceReader } from '../../../host/files/site-files.ts';
import type { Site } from '../../../source/site-schema.ts';
import type { Reports } from '../../reports.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { labelled, ourCommand, stepsToPublish } from '../../terminal/next-step.ts';
import { readPastTime, readTime } from '../../arguments/time.ts';
import { readService } from '../../arguments/service.ts';
import { templateFor } from '../../../writing/template-for.ts';
import { EXIT, printStop } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';

const FIRST_STATE: Readonly<Record<Kind, State | undefined>> = {
  incident: 'investigating',
  maintenance: 'scheduled',
  'near-miss': undefined,
  notice: undefined,
};

/** `new`: a report that is complete with what is known, and can be published as it is. */
export async function run(command: Shared & NewCommand, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, async (reports) => {
    const { languages, defaultLanguage } = reports.site;
    const language =
      command.language === undefined ? defaultLanguage : findLanguage(command.language, languages);
    const asked = await askWhereNeeded(command, reports, world);
    if (!asked) return EXIT.usage;
    const report = await reportOf(asked, reports, world);
    const text = composeReport(report, templateFor(language, reports.files, readTheme()));
    const [first, reference] = freeReference(report, language, reports);
    const path = `incidents/${reference}/${language}.md`;
    const files = [...reports.files, { path, bytes: new TextEncoder().encode(text) }];
    const { diagnostics } = await reports.read({ only: reference, files });
    printDiagnostics(diagnostics, sourceReader(files), world, { format: 'pretty', colour: command.colour });
    if (hasErrors(diagnostics)) {
      const message = 'The report would have errors, so that nothing was written';
      const hint = 'Correct the options, or the template in `templates/new/`.';
      world.stderr.write('\n');
      printStop({ message, hint }, world, command.colour);
      return EXIT.problems;
    }
    if (!claimFolder(join(root, 'incidents', reference)) || !createFile(join(root, path), text))
      throw new Refused('usage', `${path} already exists`, 'Run the same command again.');
    if (first !== reference) world.stderr.write(`note   ${first} is there already; this is another report\n`);
    await print(command, { root, reference, path, text }, world);
    return EXIT.fine;
  });
}

/** Questions are asked only where somebody sits who has not said what it is about. */
async function askWhereNeeded(
  command: NewCommand,
  reports: Reports,
  world: World,
): Promise<NewCommand | undefined> {
  if (command.title !== undefined) return command;
  if (!world.input?.isTerminal || !world.stdout.isTerminal) {
    throw new Refused(
      'usage',
      'The title is missing',
      'Say what users notice: `incident-press new "Uploads fail"`.',
    );
  }
  return (await import('./ask.ts')).askReport(command, reports.site);
}

async function reportOf(command: NewCommand, { site }: Reports, world: World): Promise<NewReport> {
  const now = currentInstant();
  const { kind = 'incident', severity, draft } = command;
  const title = (command.title ?? '').replaceAll(/\s+/g, ' ').trim();
  if (title === '')
    throw new Refused('usage', 'The title is empty', 'Say what users notice: "Uploads fail".');
  const state = command.state ?? FIRST_STATE[kind];
  const planned = await plannedOf(command, kind, { now, site }, world);
  return {
    title,
    isDraft: draft,
    kind,
    at: command.at === undefined ? now : await readPastTime(command.at, { now, site }, world),
    services: command.services.map((text) =>
      readService(
        text,
        site.services.map(({ id }) => id),
      ),
    ),
    state,
    severity,
    planned,
  };
}

async function plannedOf(
  { start, end }: NewCommand,
  kind: Kind,
  { now, site }: { readonly now: Instant; readonly site: Site },
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

/** The name the report would have, and the first of that kind nobody has. */
function freeReference(
  { at, title, kind }: NewReport,
  language: Language,
  { references, published }: Reports,
): readonly [first: string, free: string] {
  const taken = new Set<string>([...references, ...published.texts.map(({ reference }) => reference)]);
  const first = `${at.slice(0, '2020-09-15'.length)}-${slugOf(title, language) || kind}`;
  if (!taken.has(first)) return [first, first];
  let number = 2;
  while (taken.has(`${first}-${number}`)) number += 1;
  return [first, `${first}-${number}`];
}

async function print(
  { json, quiet }: { readonly json: boolean; readonly quiet: boolean },
  { root, reference, path, text }: { root: string; reference: string; path: string; text: string },
  world: World,
): Promise<void> {
  if (json) {
    world.stdout.write(`${JSON.stringify({ reference, file: path }, null, 2)}\n`);
    return;
  }
  if (quiet) return;
  const matter = text
    .split('\n')
    .filter((line, index, lines) => index < lines.indexOf('---', 1) && !line.startsWith('#'));
  const paths = [`incidents/${reference}`];
  const steps = await stepsToPublish({ root, paths, message: `${reference} new` }, world);
  const { columns } = world.stdout;
  const next = labelled('next', steps, columns);
  const lines = [
    `${path}`,
    ...matter.slice(1).map((line) => `  + ${line}`),
    '',
    next,
    ...(next.includes('\n') ? [''] : []),
    labelled('then', [ourCommand(`update "What is new"`, root, world)], columns),
  ];
  world.stdout.write(`${lines.join('\n')}\n`);
}
