import { startParsers } from '../../../host/parsers.ts';
import { startProgress } from '../../terminal/progress.ts';
import { mainLine } from '../../../host/git.ts';
import { readSite } from '../../../host/files/site-files.ts';
import { changeSite } from '../../../host/files/site-writer.ts';
import type { SiteFile } from '../../../versions/paths.ts';
import { pastOf } from '../../../versions/recover.ts';
import type { Recovered, TextPast } from '../../../versions/recover.ts';
import type { FreezeCommand } from './options.ts';
import { signerOf } from '../../../host/freeze/signer.ts';
import { haveWitnessed } from './witness.ts';
import { siteFilesAfter } from '../../../versions/site-ledger.ts';
import { renamedPasts, textAt } from '../../../versions/recovery.ts';
import { Replay } from './replay.ts';
import type { Shared } from '../../shared-options.ts';
import { printJson } from '../../terminal/json.ts';
import { ourCommand, printNext } from '../../terminal/next-step.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

type Command = Shared & FreezeCommand;

/**
 * `freeze --from-git`: recovers versions that were on the main branch but never frozen, from the texts in its
 * commits. What cannot be known (a shallow clone, a text that can no longer be read) is reported and left
 * out, never guessed.
 */
export async function freezeFromGit(root: string, command: Command, world: World): Promise<ExitCode> {
  const isJson = command.format === 'json';
  const say = (text: string) => void (command.quiet || isJson || world.stdout.write(`${text}\n`));
  const parsing = startParsers({ progress: startProgress(world, 'parsing', command.quiet) });
  try {
    const files = readSite(root);
    const commits = await mainLine(root, 'incidents');
    const paths = files.map(({ path }) => path);
    const pasts = pastOf(paths.filter(textAt), commits).filter(({ standings }) => standings.length > 0);
    const cut = pasts.filter(({ isCut }) => isCut);
    for (const { path } of cut) world.stderr.write(shallow(path));
    const renamed = renamedPasts(pasts, paths);
    for (const [{ path }, before] of renamed) world.stderr.write(refusedName(path, before));
    const whole = pasts.filter((past) => !past.isCut && !renamed.has(past));
    const replay = new Replay(root, files, parsing.parse);
    const told = await recoverAll(replay, whole);
    for (const { file, version, among, problem } of told) {
      const verb = command.dryRun ? 'would recover' : 'recovered';
      if (problem === undefined) say(`${verb}  ${file}  ${version}${among}`);
      else world.stderr.write(`not recovered  ${file}  ${version}: ${problem}\n`);
    }
    const history = siteFilesAfter(files, replay.written, signerOf(files, world));
    if (!command.dryRun) {
      writeFiles(root, [...replay.written, ...history]);
      await haveWitnessed(command.witness, root, history, world);
    }
    if (replay.written.length === 0) say('Nothing to recover: everything in the commits is published');
    else if (!command.dryRun && !command.quiet && !isJson)
      printNext([ourCommand('freeze', root, world)], { world, stream: world.stdout, colour: command.colour });
    if (isJson) printJson({ version: 1, dry_run: command.dryRun, recovered: told.map(asJson) }, world);
    const isComplete = cut.length + renamed.size === 0 && told.every(({ problem }) => problem === undefined);
    return isComplete ? EXIT.fine : EXIT.problems;
  } finally {
    await parsing.close();
  }
}

/** What happened to a version found in the commits. */
interface Told {
  readonly file: string;
  readonly version: string;
  /** A note about the number of texts with this version, or nothing. */
  readonly among: string;
  /** Why it was not recovered. */
  readonly problem: string | undefined;
}

async function recoverAll(replay: Replay, pasts: readonly TextPast[]): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const { past, recovered } of (await replay.inOrder(pasts)).flat())
    for (const each of recovered) {
      const problem = await replay.recover(past, each);
      told.push({ file: past.path, version: each.version, among: among(each), problem });
    }
  return told;
}

function asJson({ file, version, problem }: Told): object {
  return { file, version, ...(problem === undefined ? {} : { problem }) };
}

function refusedName(path: string, before: string): string {
  const now = textAt(path)?.reference ?? '';
  return (
    `not recovered  ${path}: it is published as ${before}, but its folder was renamed\n` +
    `hint   Rename it back: \`mv incidents/${now} incidents/${before}\`, then run the same command again.\n`
  );
}

function writeFiles(root: string, files: readonly SiteFile[]): void {
  if (files.length === 0) return;
  changeSite(root, (writer) => {
    for (const { path, body } of files) writer.write(path, body);
  });
}

function shallow(path: string): string {
  return (
    `not recovered  ${path}: this clone is shallow, and the history of the text begins before it\n` +
    `hint   Fetch the rest with \`git fetch --unshallow\`, then run the same command again.\n`
  );
}

function among({ texts }: Recovered<unknown>): string {
  return texts === 1 ? '' : `  (the last of ${texts} texts under this number)`;
}
