import { join } from 'node:path';
import { readSiteFile } from '../../../host/files/site-files.ts';
import { createFile, replaceFile } from '../../../host/files/write.ts';
import type { Language } from '../../../model/language.ts';
import type { Report } from '../../../model/report.ts';
import { formatVersion } from '../../../model/version.ts';
import { addEntries } from '../../../writing/add-entries.ts';
import { skeleton } from '../../../writing/skeleton.ts';
import { sourceTexts } from '../../../writing/source-texts.ts';
import type { SourceTexts } from '../../../writing/source-texts.ts';
import type { Shared } from '../../shared-options.ts';
import type { TranslateCommand } from './options.ts';
import { findSite } from '../../arguments/site.ts';
import { known, readOne, withReports } from '../../reports.ts';
import type { ReadResult, Reports } from '../../reports.ts';
import { findLanguage } from '../../arguments/language.ts';
import { findReport } from '../../arguments/report.ts';
import { ourCommand, printNext, stepsToPublish } from '../../terminal/next-step.ts';
import type { Committing } from '../../terminal/next-step.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';

/** `translate`: a new file to be filled in, or more places to fill in one that is there. */
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
  const { report } = loaded;
  const { original } = report;
  if (language === original.language) {
    throw new Refused(
      'usage',
      `${language} is the language ${reference} was written in`,
      `Other languages of this site are ${site.languages.filter((each) => each !== language).join(', ') || 'none; add one in site.yaml'}.`,
    );
  }
  const path = `incidents/${reference}/${language}.md`;
  const texts = originalTexts(report, loaded);
  // Only the number: a better wording of the original makes no translation stale.
  const version = formatVersion({ number: original.version.number, revision: 1 });
  const existing = readSiteFile(root, path);
  const written = existing
    ? more(path, decoded(path, existing), texts)
    : newFile(skeletonFor(report, language, texts, version));
  if (command.dryRun) world.stdout.write(written.shown);
  else if (written.shown !== '') write(join(root, path), written.text, existing?.bytes);
  const isCurrent = loaded.live.some(
    ({ edition }) => edition.file === path && edition.version.number === original.version.number,
  );
  const next = isCurrent ? '' : nextStep(language, reference, version);
  if (command.quiet) return EXIT.fine;
  world.stderr.write(`${path}${said(existing !== undefined, written)}${existing ? next : ''}\n`);
  if (!command.dryRun && written.shown !== '')
    await sayNext({ root, paths: [path], message: `${reference} ${language}` }, world, command.colour);
  return EXIT.fine;
}

/** To stderr, as everything that is said here: what is translated may be piped. */
async function sayNext(committing: Committing, world: World, colour: boolean): Promise<void> {
  const first = [ourCommand('check', committing.root, world)];
  const steps = await stepsToPublish({ ...committing, first }, world);
  printNext(steps, { world, stream: world.stderr, colour });
}

/** A file as it will be, and the part of it that is new. */
interface Written {
  readonly text: string;
  readonly shown: string;
}

function newFile(text: string): Written {
  return { text, shown: text };
}

function said(exists: boolean, { shown }: Written): string {
  if (!exists) return ': fill in the texts.';
  return shown === '' ? ' has all entries of the original; nothing was added.' : ': fill in the new entries.';
}

function nextStep(language: Language, reference: string, version: string): string {
  return ` Once it tells what the original says, write \`version: ${version}\`; \`incident-press status --diff ${language} ${reference}\` shows what changed.`;
}

function originalTexts({ original, reference, history }: Report, { live }: ReadResult): SourceTexts {
  const own = live.find(({ edition }) => edition.reference === reference && edition.role === 'original');
  const held = history.find(({ language }) => language === original.language)?.editions.at(-1);
  const texts = sourceTexts(original.file, own?.text ?? held?.source ?? '');
  if (texts) return texts;
  throw new Refused(
    'usage',
    `${original.file} cannot be read`,
    'Run `incident-press check` to see what is wrong with it.',
  );
}

/** A new file; not where a published text only lost its live file. */
function skeletonFor(
  { reference, original, history }: Report,
  language: Language,
  texts: SourceTexts,
  version: string,
): string {
  const published = history.find((text) => text.language === language)?.editions.at(-1);
  if (published) {
    const name = formatVersion(published.version);
    throw new Refused(
      'usage',
      `A translation of ${reference} into ${language} is published, but its file is missing`,
      `Copy published/${reference}/${language}/${name}.md to incidents/${reference}/${language}.md.`,
    );
  }
  return skeleton(texts, original.language, version);
}

function decoded(path: string, file: NonNullable<ReturnType<typeof readSiteFile>>): string {
  try {
    if (!file.refused) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes);
  } catch {
    // Text in another encoding is as little readable as a file without rights.
  }
  throw new Refused('usage', `${path} cannot be read`, 'Run `incident-press check` to see why.');
}

/** The file with the entries it lacks, and only those lines; no lines where it lacks none. */
function more(path: string, text: string, { entries }: SourceTexts): Written {
  const own = sourceTexts(path, text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  const lacking = entries.filter(({ at }) => !own?.entries.some((entry) => entry.at === at));
  if (own && lacking.length === 0) return { text, shown: '' };
  const added = addEntries(path, text, lacking);
  if (added.ok) return { text: added.text, shown: `${added.added.join('\n')}\n` };
  throw new Refused(
    'usage',
    `${path} exists, and nothing can be added to it: ${added.reason}`,
    `Add the entries at ${lacking.map(({ at }) => at).join(', ')} by hand, or move the file away and run this command again.`,
  );
}

/** Writes what was made of a file as it was read (`before`), or a new file. */
function write(path: string, text: string, before: Uint8Array | undefined): void {
  const isWritten = before ? replaceFile(path, before, text) : createFile(path, text);
  if (isWritten) return;
  throw new Refused(
    'busy',
    `${path} was changed while the command ran`,
    'Nothing in it was written. Run the same command again.',
  );
}
