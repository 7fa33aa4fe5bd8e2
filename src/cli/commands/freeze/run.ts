import type { Code } from '../../../diagnostics/catalogue.ts';
import { hasErrors } from '../../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RenderedText } from '../../../pipeline/rendered-text.ts';
import { changeSite } from '../../../host/files/site-writer.ts';
import { formatVersion } from '../../../model/version.ts';
import { changedLiveTexts, liveFile } from '../../../pipeline/publication/live-texts.ts';
import type { ChangedLiveText } from '../../../pipeline/publication/live-texts.ts';
import { LEDGER, textFolder } from '../../../versions/paths.ts';
import { findSite } from '../../arguments/site.ts';
import { freezeFromGit } from './from-git.ts';
import { FREEZING, makeSite } from '../../../host/make-site.ts';
import type { Made } from '../../../host/make-site.ts';
import type { FreezeCommand } from './options.ts';
import { refuseEarlier, timeOfPublication } from '../../../host/freeze/time.ts';
import { signerOf } from '../../../host/freeze/signer.ts';
import { haveWitnessed } from './witness.ts';
import { siteFilesAfter } from '../../../versions/site-ledger.ts';
import { refusalOf } from '../../../pipeline/publication/refusal.ts';
import { publishedFiles } from '../../../pipeline/publication/published-files.ts';
import type { Shared } from '../../shared-options.ts';
import { startProgress } from '../../terminal/progress.ts';
import { changedLines } from '../../terminal/change.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { printNext, stepsToPublish } from '../../terminal/next-step.ts';
import { oneLine } from '../../arguments/one-line.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

type Command = Shared & FreezeCommand;

/**
 * Bookkeeping that is corrected now, so there is nothing more to say about it; and late news, which `check`
 * reports.
 */
const UNSAID_HERE: ReadonlySet<Code> = new Set(['INC208', 'INC501', 'INC504', 'INC509', 'INC234', 'INC533']);

/**
 * `freeze`: publishes every text that is new or changed. A faulty report does not hold up the others. The
 * live file is written first and the ledger line last, so that the next run can complete one that was
 * interrupted.
 */
export async function run(command: Command, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const progress = startProgress(world, 'parsing', command.quiet);
  if (command.fromGit) return freezeFromGit(root, command, world);
  const at = timeOfPublication(command.at);
  const made = await makeSite(root, { ...FREEZING, now: at }, { progress });
  const others = made.diagnostics.filter(({ code }) => !UNSAID_HERE.has(code));
  const isJson = command.format === 'json';
  const tell = (said: readonly Diagnostic[], more: object) =>
    printDiagnostics(said, made.readSource, world, command, more);
  const hasFailed = made.files.length === 0;
  if (hasFailed || !isJson) tell(others, { dry_run: command.dryRun, published: [] });
  if (hasFailed) return EXIT.problems;
  refuseEarlier(at, command.at, made.sources());
  const publication = { at, changes: oneLine('--changes', command.changes) };
  const texts = (await made.texts(publication)).filter((text) => !isBroken(text, made));
  const refused = [...new Set(texts.flatMap(refusalOf))];
  if (!isJson) tell(refused, {});
  const pending = texts.filter((text) => text.pending && refusalOf(text).length === 0);
  const live = changedLiveTexts(pending, publication, made.sources());
  const written = publishedFiles(pending, publication.at, made);
  const whole = siteFilesAfter(made.sources(), written, signerOf(made.sources(), world));
  if (!command.dryRun && written.length + whole.length > 0) {
    changeSite(root, (writer) => {
      for (const { path, bytes, after } of live) writer.replace(path, bytes, after);
      for (const { path, body } of [...written, ...whole]) writer.write(path, body);
    });
  }
  if (isJson) tell([...others, ...refused], { dry_run: command.dryRun, published: publishedAsJson(pending) });
  if (!command.quiet && command.format === 'pretty') {
    world.stdout.write(
      summary(pending, live, { isDry: command.dryRun, hasProblems: hasErrors(made.diagnostics) }),
    );
    if (pending.length > 0 && !command.dryRun) await sayNext(root, world, command.colour);
  }
  if (!command.dryRun) await haveWitnessed(command.witness, root, whole, world);
  const mistakes = made.diagnostics.filter(({ place }) => !made.damaged.includes(place.file));
  if (hasErrors([...mistakes, ...refused])) return EXIT.problems;
  return made.damaged.length > 0 ? EXIT.incomplete : EXIT.fine;
}

/** True for a text whose ledger is broken: nothing can be added before it is restored. */
function isBroken({ history: { reference, language } }: RenderedText, { damaged }: Made): boolean {
  return damaged.includes(textFolder(reference, language) + LEDGER);
}

/** What was published, for programs. */
function publishedAsJson(pending: readonly RenderedText[]): object[] {
  return pending.flatMap(({ history: { reference, language }, pending: frozen }) =>
    frozen ? [{ reference, language, version: formatVersion(frozen.line.version) }] : [],
  );
}

function summary(
  pending: readonly RenderedText[],
  live: readonly ChangedLiveText[],
  { isDry, hasProblems }: { readonly isDry: boolean; readonly hasProblems: boolean },
): string {
  if (pending.length === 0) {
    return hasProblems
      ? 'Nothing was published: correct the errors, and run the same command again\n'
      : 'Everything is already published\n';
  }
  const [verb, wrote] = isDry ? ['would publish', 'would write'] : ['published', 'wrote'];
  const lines = pending.flatMap(({ history, pending: frozen }) => {
    const version = frozen ? formatVersion(frozen.line.version) : '';
    const own = live.find(({ path }) => path === liveFile(history.reference, history.language));
    return [
      `${verb}  ${history.reference}  ${history.language}  ${version}`,
      ...(own ? changedLines(own).map(({ sign, text }) => `${wrote}  ${own.path}  ${sign} ${text}`) : []),
      ...(own && history.bookkeeping?.clearsChanges && frozen?.line.changes === '' ? [UNSAID] : []),
    ];
  });
  return [...lines, ''].join('\n');
}

async function sayNext(root: string, world: World, colour: boolean): Promise<void> {
  const committing = { root, paths: ['incidents', 'published'], message: 'Publish' };
  const steps = await stepsToPublish(committing, world);
  world.stdout.write('\n');
  printNext(steps, { world, stream: world.stdout, colour });
}

const UNSAID =
  'note   `changes` belonged to the version before. To say what this one changes: freeze --changes "…"';
