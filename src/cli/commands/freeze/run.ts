import type { Code } from '../../../diagnostics/catalogue.ts';
import { hasErrors, offeredEdits } from '../../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { RenderedText } from '../../../pipeline/rendered-text.ts';
import { changeSite } from '../../../host/files/site-writer.ts';
import type { Instant } from '../../../model/instant.ts';
import { formatVersion } from '../../../model/version.ts';
import { frozenFiles } from '../../../versions/freeze.ts';
import { fixFiles } from '../../../host/files/fix-files.ts';
import type { SiteFile } from '../../../versions/paths.ts';
import { findSite } from '../../arguments/site.ts';
import { freezeFromGit } from './from-git.ts';
import { FREEZING, makeSite } from '../../../host/make-site.ts';
import type { Made } from '../../../host/make-site.ts';
import type { FreezeCommand } from './options.ts';
import { timeOfPublication } from '../../arguments/publication.ts';
import { siteFilesAfter } from '../../../versions/site-ledger.ts';
import { picturesAmong } from './pictures.ts';
import type { Shared } from '../../shared-options.ts';
import { startProgress } from '../../terminal/progress.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { labelled, stepsToPublish } from '../../terminal/next-step.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

type Command = Shared & FreezeCommand;

/** Numbers that are forgotten or too low: they are written now, which is all there is to say about them. */
const NUMBERS: ReadonlySet<Code> = new Set(['INC501', 'INC504']);

/**
 * `freeze`: publishes every text that is new or changed. A report with mistakes in it holds up no other one.
 * The number comes into the live file first, the ledger line last, so that a run stopped anywhere is
 * completed by the next one.
 */
export async function run(command: Command, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const progress = startProgress(world, 'parsing', command.quiet);
  if (command.fromGit) return freezeFromGit(root, command, world);
  const made = await makeSite(root, FREEZING, { progress });
  // A number that is missing is written now, which is all there is to say about it.
  const numbers = made.diagnostics.filter(({ code }) => NUMBERS.has(code));
  const others = made.diagnostics.filter(({ code }) => !NUMBERS.has(code));
  printDiagnostics(others, made.readSource, world, command);
  if (made.files.length === 0) return EXIT.problems;
  const published = timeOfPublication(command.at, made.sources());
  const pending = (await made.texts()).filter((text) => text.pending);
  const written = publishedFiles(pending, published, made);
  const whole = siteFilesAfter(made.sources(), written);
  if (!command.dryRun && written.length + whole.length > 0) {
    changeSite(root, (writer) => {
      fixFiles(writer, made.sources(), offeredEdits(numbers));
      for (const { path, body } of [...written, ...whole]) writer.write(path, body);
    });
  }
  if (!command.quiet && command.format === 'pretty') {
    world.stdout.write(summary(pending, numbers, command.dryRun));
    if (pending.length > 0 && !command.dryRun) await printNext(root, world);
  }
  return hasErrors(made.diagnostics) ? EXIT.problems : EXIT.fine;
}

/** What publishing the pending texts writes below `published/`, in the order in which it has to be written. */
function publishedFiles(pending: readonly RenderedText[], published: Instant, { files }: Made): SiteFile[] {
  const pictures = picturesAmong(files);
  return pending.flatMap(({ history, pending: frozen }) =>
    frozen ? frozenFiles(history, frozen, published, pictures) : [],
  );
}

function summary(pending: readonly RenderedText[], numbers: readonly Diagnostic[], isDry: boolean): string {
  if (pending.length === 0) return 'Everything is already published\n';
  const verb = isDry ? 'would publish' : 'published';
  const lines = pending.map(({ history, pending: frozen }) => {
    const version = frozen ? formatVersion(frozen.line.version) : '';
    const live = `incidents/${history.reference}/${history.language}.md`;
    const isNumbered = numbers.some(({ place }) => place.file === live);
    const note = isNumbered ? `  (the number ${isDry ? 'would be' : 'was'} written into ${live})` : '';
    return `${verb}  ${history.reference}  ${history.language}  ${version}${note}\n`;
  });
  return lines.join('');
}

async function printNext(root: string, world: World): Promise<void> {
  const committing = { root, paths: ['incidents', 'published'], message: 'Publish' };
  const steps = await stepsToPublish(committing, world);
  world.stdout.write(`${labelled('next', steps, world.stdout.columns)}\n`);
}
