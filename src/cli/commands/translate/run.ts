import { join } from 'node:path';
import { readSiteFile } from '../../../host/files/site-files.ts';
import { createFile, replaceFile } from '../../../host/files/write.ts';
import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { translatedVersion, translationOf } from '../../../writing/translation.ts';
import type { Translated } from '../../../writing/translation.ts';
import type { Shared } from '../../shared-options.ts';
import type { TranslateCommand } from './options.ts';
import { findSite } from '../../arguments/site.ts';
import { readOne, withReports } from '../../reports.ts';
import { known } from '../../../host/site-reports.ts';
import type { ReadResult, Reports } from '../../../host/site-reports.ts';
import { findLanguage } from '../../arguments/language.ts';
import { findReport } from '../../arguments/report.ts';
import { printJson } from '../../terminal/json.ts';
import { ourCommand, printNext, stepsToPublish } from '../../terminal/next-step.ts';
import type { Committing } from '../../terminal/next-step.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';

/** `translate`: a new file to be filled in, or the missing entries in an existing one. */
export async function run(command: Shared & TranslateCommand, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, (loaded) => translate(command, loaded, world));
}

async function translate(
  command: Shared & TranslateCommand,
  reports: Reports,
  world: World,
): Promise<ExitCode> {
  const { root, site } = reports;
  const language = findLanguage(command.language, site.languages);
  const reference = findReport(known(reports), command.reference);
  const loaded = await readOne(reports, reference);
  refuseOriginal(loaded.report, language, site.languages);
  const path = `incidents/${reference}/${language}.md`;
  const existing = readSiteFile(root, path);
  const made = translationOf(loaded.report, language, {
    // The team's internal notes are not translated.
    original: loaded.live.find(({ edition }) => edition.role === 'original')?.source,
    translation: existing && decoded(path, existing),
  });
  if (made.kind === 'refused') throw new Refused('usage', made.message, made.hint);
  if (!command.dryRun && made.kind !== 'complete') write(join(root, path), made.text, existing?.bytes);
  if (command.json)
    printJson({ reference, language, file: path, added: made.kind, text: shown(made) }, world);
  else if (command.dryRun) world.stdout.write(shown(made));
  if (command.quiet || command.json) return EXIT.fine;
  const next = existing && !isCurrent(loaded, path) ? nextStep(language, loaded.report) : '';
  world.stderr.write(`${path}${SAID[made.kind]}${next}\n`);
  if (!command.dryRun && made.kind !== 'complete')
    await sayNext({ root, paths: [path], message: `${reference} ${language}` }, world, command.colour);
  return EXIT.fine;
}

type Made = Exclude<Translated, { readonly kind: 'refused' }>;

const SAID: Readonly<Record<Made['kind'], string>> = {
  new: ': fill in the texts.',
  more: ': fill in the new entries.',
  complete: ' has all entries of the original; nothing was added.',
};

/** What is new in the file. */
function shown(made: Made): string {
  if (made.kind === 'complete') return '';
  return made.kind === 'new' ? made.text : `${made.added.join('\n')}\n`;
}

function refuseOriginal({ reference, original }: Report, language: Language, all: readonly Language[]): void {
  if (language !== original.language) return;
  throw new Refused(
    'usage',
    `${language} is the language ${reference} was written in`,
    `Other languages of this site are ${all.filter((each) => each !== language).join(', ') || 'none; add one in site.yaml'}.`,
  );
}

function isCurrent({ live, report }: { readonly report: Report } & ReadResult, path: string): boolean {
  const { number } = report.original.version;
  return live.some(({ edition }) => edition.file === path && edition.version.number === number);
}

/** To stderr, like every message here: the translation itself may be piped. */
async function sayNext(committing: Committing, world: World, colour: boolean): Promise<void> {
  const first = [ourCommand('check', committing.root, world)];
  const steps = await stepsToPublish({ ...committing, first }, world);
  printNext(steps, { world, stream: world.stderr, colour });
}

function nextStep(language: Language, report: Report): string {
  const { reference } = report;
  return ` Once it says all that the original says, write \`version: ${translatedVersion(report)}\`; \`incident-press status --diff ${language} ${reference}\` shows what changed.`;
}

function decoded(path: string, file: NonNullable<ReturnType<typeof readSiteFile>>): string {
  try {
    if (!file.refused) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes);
  } catch {
    // Text in another encoding is as unreadable as a file without permission.
  }
  throw new Refused('usage', `${path} cannot be read`, 'Run `incident-press check` to see why.');
}

/** Writes what was made of a file as it was read (`before`), or a new file. */
function write(path: string, text: string, before: Uint8Array | undefined): void {
  const isWritten = before ? replaceFile(path, before, text) : createFile(path, text);
  if (isWritten) return;
  throw new Refused(
    'busy',
    `${path} was changed while the command was running`,
    'Nothing in it was written. Run the same command again.',
  );
}
