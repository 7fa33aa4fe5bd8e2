import { forgetCache } from '../../../host/files/cache-folder.ts';
import { changeSite } from '../../../host/files/site-writer.ts';
import type { Version } from '../../../model/version.ts';
import { formatVersion, parseVersion } from '../../../model/version.ts';
import { redactVersion } from '../../../versions/redact.ts';
import type { CannotRedact, Redaction } from '../../../versions/redact.ts';
import { findSite } from '../../arguments/site.ts';
import { FREEZING, makeSite } from '../../../host/make-site.ts';
import { findLanguage } from '../../arguments/language.ts';
import { findReport } from '../../arguments/report.ts';
import type { SourceFile } from '../../../model/file.ts';
import type { TextHistory } from '../../../model/history.ts';
import type { Language } from '../../../model/language.ts';
import { parseSite } from '../../../source/site.ts';
import { textsToRedact } from '../../../versions/texts-to-redact.ts';
import { refuseEarlier, timeOfPublication } from '../../../host/freeze/time.ts';
import { signerOf } from '../../../host/freeze/signer.ts';
import { siteFilesAfter } from '../../../versions/site-ledger.ts';
import type { RedactCommand } from './options.ts';
import type { Shared } from '../../shared-options.ts';
import { startProgress } from '../../terminal/progress.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { printJson } from '../../terminal/json.ts';
import { printNext, stepsToPublish } from '../../terminal/next-step.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';

/** Printed after each redaction, since it is easy to think that nothing is left to do. */
const NOT_REACHED = `
Build and publish now: that removes the text and its pictures from dist/, from a folder with its earlier releases, from
a bucket, and with --purge from a CDN.
These are not reached: the commits of the repository and its clones; caches that CI keeps; what a \`command:\` target put somewhere,
unless \`--delete-command\` removes it; old versions that a bucket keeps of its objects; copies that readers made.
`;

/** `redact`: removes the text of one published version; its hashes and its place in the history stay. */
export async function run(command: Shared & RedactCommand, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const progress = startProgress(world, 'parsing', command.quiet);
  const { version, reason } = readWishes(command);
  const made = await makeSite(root, FREEZING, { progress });
  if (made.files.length === 0) {
    printDiagnostics(made.diagnostics, made.readSource, world, { format: 'pretty', colour: command.colour });
    return EXIT.problems;
  }
  const published = timeOfPublication(undefined);
  refuseEarlier(published, undefined, made.sources());
  const histories = (await made.texts()).map(({ history }) => history);
  const texts = findTexts(command, version, histories, siteLanguages(made.sources()));
  const plans = texts.map((history) =>
    planOf(redactVersion(history, version, { reason, published }, histories)),
  );
  const written = plans.flatMap(({ write }) => write);
  const whole = siteFilesAfter(made.sources(), written, signerOf(made.sources(), world));
  changeSite(root, (writer) => {
    for (const { path, body } of [...written, ...whole]) {
      writer.write(path, body);
    }
    for (const path of plans.flatMap(({ remove }) => remove)) writer.remove(path);
  });
  forgetCache(root);
  if (command.json) {
    const redacted = texts.map(({ reference, language }) => ({ reference, language }));
    printJson({ version: formatVersion(version), redacted }, world);
  } else if (!command.quiet) {
    for (const { reference, language } of texts) {
      world.stdout.write(`redacted  ${reference}  ${language}  ${formatVersion(version)}\n`);
    }
    world.stdout.write(NOT_REACHED);
    const steps = await stepsToPublish({ root, paths: ['published'], message: 'Redact' }, world);
    printNext(steps, { world, stream: world.stdout, colour: command.colour });
  }
  return EXIT.fine;
}

function readWishes(command: RedactCommand): { readonly version: Version; readonly reason: string } {
  const version = parseVersion(command.version);
  if (!version) {
    throw new Refused('usage', `\`${command.version}\` is not a version`, 'Write it like `002` or `002r2`.');
  }
  const reason = command.reason.trim();
  if (reason !== '' && !reason.includes('\n')) return { version, reason };
  throw new Refused('usage', 'The reason must be one line', 'Say why the text was removed: `--reason "…"`.');
}

/** The texts that were published under a version, in every language or only in the one asked for. */
function findTexts(
  command: RedactCommand,
  version: Version,
  histories: readonly TextHistory[],
  languages: readonly Language[],
): readonly TextHistory[] {
  const references = histories.map((history) => history.reference);
  const reference = findReport(references, command.reference);
  const own = histories.filter((history) => history.reference === reference);
  const known = [...new Set([...languages, ...own.map((history) => history.language)])];
  const language = command.language === undefined ? undefined : findLanguage(command.language, known);
  const texts = textsToRedact(reference, histories, version, language);
  if ('message' in texts) throw new Refused('usage', texts.message, texts.hint);
  return texts;
}

function planOf(plan: Redaction | CannotRedact): Redaction {
  if ('message' in plan) throw new Refused('usage', plan.message, plan.hint);
  return plan;
}

function siteLanguages(files: readonly SourceFile[]): readonly Language[] {
  return parseSite(files.find(({ path }) => path === 'site.yaml')).value?.languages ?? [];
}
