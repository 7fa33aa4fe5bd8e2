import { join } from 'node:path';
import { hasErrors } from '../../../diagnostics/diagnostic.ts';
import { hang } from '../../../diagnostics/formats/wrap.ts';
import { currentInstant } from '../../../host/clock.ts';
import { claimFolder, createFile } from '../../../host/files/write.ts';
import { readTheme, sourceReader } from '../../../host/files/site-files.ts';
import { Refused } from '../../../host/refused.ts';
import type { Language } from '../../../model/language.ts';
import { composeReport } from '../../../writing/compose.ts';
import type { NewReport } from '../../../writing/compose.ts';
import { nameAsAsked, nameFromTitle } from '../../../writing/name-report.ts';
import { templateFor } from '../../../writing/template-for.ts';
import { findLanguage } from '../../arguments/language.ts';
import { findSite } from '../../arguments/site.ts';
import { withText } from '../../arguments/text.ts';
import { sayOddTimes } from '../../arguments/time.ts';
import { withReports } from '../../reports.ts';
import type { Reports } from '../../../host/site-reports.ts';
import type { Shared } from '../../shared-options.ts';
import { shownLine } from '../../terminal/change.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { labelled, ourCommand, stepsToPublish } from '../../terminal/next-step.ts';
import { painterFor } from '../../terminal/paint.ts';
import { EXIT, printStop } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import type { NewCommand } from './options.ts';
import { readNewReport } from './report.ts';
import { printJson } from '../../terminal/json.ts';

type Command = Shared & NewCommand;

/** `new`: a report with everything known so far, ready to be published. */
export async function run(command: Command, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const from = command.text === undefined ? undefined : { file: command.text };
  return withText(from, root, world, (readText) =>
    withReports(root, world, command.colour, async (reports) => {
      const { languages, defaultLanguage } = reports.site;
      const language =
        command.language === undefined ? defaultLanguage : findLanguage(command.language, languages);
      const asked = await askWhereNeeded(command, reports, world);
      if (!asked) return EXIT.usage;
      const report = await readNewReport(asked, await readText(), reports, world);
      return write(report, language, asked, reports, world);
    }),
  );
}

/**
 * Questions are only asked at a terminal, and only if the title or the services are missing. A script gets a
 * note with the names of the services.
 */
async function askWhereNeeded(
  command: Command,
  { site }: Reports,
  world: World,
): Promise<Command | undefined> {
  const isAsked = world.input?.isTerminal === true && world.stdout.isTerminal;
  const lacksServices = command.services.length === 0 && site.services.length > 0;
  if (command.title === undefined && !isAsked) {
    throw new Refused(
      'usage',
      'The title is missing',
      'Say what users notice: `incident-press new "Uploads fail"`.',
    );
  }
  if (isAsked && !command.json && (command.title === undefined || (lacksServices && !command.quiet))) {
    const asked = await (await import('./ask.ts')).askReport(command, site);
    return asked && { ...command, ...asked };
  }
  if (lacksServices && !command.quiet) {
    const names = site.services.map(({ id }) => id).join(', ');
    const note = `no service is named; add \`--service\` with one of ${names}`;
    world.stderr.write(`${hang('note   ', note, world.stderr.columns)}\n`);
  }
  return command;
}

async function write(
  report: NewReport,
  language: Language,
  command: Command,
  reports: Reports,
  world: World,
): Promise<ExitCode> {
  const { root } = reports;
  const text = composeReport(report, templateFor(language, reports.files, readTheme()));
  const { first, free: reference } = nameOf(report, command.reference, language, reports);
  const path = `incidents/${reference}/${language}.md`;
  const files = [...reports.files, { path, bytes: new TextEncoder().encode(text) }];
  const { diagnostics } = await reports.read({ only: reference, files });
  printDiagnostics(diagnostics, sourceReader(files), world, { format: 'pretty', colour: command.colour });
  if (hasErrors(diagnostics)) {
    const message = 'The report would have errors, so nothing was written';
    const hint = 'Correct the options, or the template in `templates/new/`.';
    world.stderr.write('\n');
    printStop({ message, hint }, world, command.colour);
    return EXIT.problems;
  }
  if (!claimFolder(join(root, 'incidents', reference)) || !createFile(join(root, path), text))
    throw new Refused('usage', `${path} already exists`, 'Run the same command again.');
  if (first !== reference) world.stderr.write(`note   ${first} already exists; this is a second report\n`);
  if (command.at !== undefined)
    sayOddTimes(report.at, { now: currentInstant(), site: reports.site }, undefined, world);
  await print(command, { root, reference, path, text }, world);
  return EXIT.fine;
}

/** The name of the report. Throws Refused if the one asked for is taken or not allowed. */
function nameOf(
  { at, title, kind }: NewReport,
  asked: string | undefined,
  language: Language,
  { references, published }: Reports,
): { readonly first: string; readonly free: string } {
  const taken = new Set<string>([...references, ...published.texts.map(({ reference }) => reference)]);
  const naming = { date: at.slice(0, '2020-09-15'.length), title, language, kind };
  if (asked === undefined) return nameFromTitle(naming, taken);
  const named = nameAsAsked(asked, naming, taken);
  if ('message' in named) throw new Refused('usage', named.message, named.hint);
  return { first: named.reference, free: named.reference };
}

async function print(
  { json, quiet, colour }: Command,
  { root, reference, path, text }: { root: string; reference: string; path: string; text: string },
  world: World,
): Promise<void> {
  if (json) printJson({ reference, file: path }, world);
  if (json || quiet) return;
  const matter = text
    .split('\n')
    .filter((line, index, lines) => index < lines.indexOf('---', 1) && !line.startsWith('#'));
  const paths = [`incidents/${reference}`];
  const steps = await stepsToPublish({ root, paths, message: `${reference} new` }, world);
  const { columns } = world.stdout;
  const paint = painterFor(world, world.stdout, colour);
  const next = labelled(paint('cyan', 'next'), steps, columns);
  const lines = [
    paint('dim', path),
    ...matter.slice(1).map((line) => shownLine({ sign: '+', text: line }, paint, columns)),
    '',
    next,
    ...(next.includes('\n') ? [''] : []),
    labelled(paint('cyan', 'then'), [ourCommand(`update "What is new"`, root, world)], columns),
  ];
  world.stdout.write(`${lines.join('\n')}\n`);
}
