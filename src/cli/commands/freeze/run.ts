import { hasErrors } from '../../../diagnostics/diagnostic.ts';
import type { RenderedText } from '../../../pipeline/rendered-text.ts';
import { formatVersion } from '../../../model/version.ts';
import { liveFile } from '../../../pipeline/publication/live-texts.ts';
import type { ChangedLiveText } from '../../../pipeline/publication/live-texts.ts';
import { findSite } from '../../arguments/site.ts';
import { freezeFromGit } from './from-git.ts';
import type { FreezeCommand } from './options.ts';
import { freezeSite, publishedEdition } from '../../../host/freeze/freeze-site.ts';
import type { Freeze } from '../../../host/freeze/freeze-site.ts';
import { signerOf } from '../../../host/freeze/signer.ts';
import { haveWitnessed } from './witness.ts';
import type { Shared } from '../../shared-options.ts';
import { startProgress } from '../../terminal/progress.ts';
import { changedLines } from '../../terminal/change.ts';
import { printDiagnostics } from '../../terminal/diagnostics.ts';
import { printNext, stepsToPublish } from '../../terminal/next-step.ts';
import { oneLine } from '../../arguments/one-line.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

type Command = Shared & FreezeCommand;

/** `freeze`: publishes every text that is new or changed, and says what to type next. */
export async function run(command: Command, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  if (command.fromGit) return freezeFromGit(root, command, world);
  const frozen = await freezeSite(root, {
    at: command.at,
    changes: oneLine('--changes', command.changes),
    isDry: command.dryRun,
    signerFor: (files) => signerOf(files, world),
    progress: startProgress(world, 'parsing', command.quiet),
  });
  const { made, refused, published, live, history, hasFailed } = frozen;
  tell(frozen, command, world);
  if (hasFailed) return EXIT.problems;
  if (!command.quiet && command.format === 'pretty') {
    world.stdout.write(
      summary(published, live, { isDry: command.dryRun, hasProblems: hasErrors(made.diagnostics) }),
    );
    if (published.length > 0 && !command.dryRun) await sayNext(root, world, command.colour);
  }
  if (!command.dryRun) await haveWitnessed(command.witness, root, history, world);
  const mistakes = made.diagnostics.filter(({ place }) => !made.damaged.includes(place.file));
  if (hasErrors([...mistakes, ...refused])) return EXIT.problems;
  return made.damaged.length > 0 ? EXIT.incomplete : EXIT.fine;
}

/** Prints the diagnostics; for programs, together with what was published. */
function tell({ made, diagnostics, refused, published }: Freeze, command: Command, world: World): void {
  const said = { dry_run: command.dryRun, published: published.flatMap(publishedEdition) };
  printDiagnostics([...diagnostics, ...refused], made.readSource, world, command, said);
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
  'note   `changes` described the version before. To say what this one changes: freeze --changes "…"';
