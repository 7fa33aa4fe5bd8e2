import { join, relative, resolve } from 'node:path';
import { currentInstant } from '../../../host/clock.ts';
import { claimFolder, createFile } from '../../../host/files/write.ts';
import { readTextFile } from '../../../host/files/built-site.ts';
import { readTheme } from '../../../host/files/site-files.ts';
import { findSource } from '../../../host/files/import/find-source.ts';
import { Refused } from '../../../host/refused.ts';
import type { Language } from '../../../model/language.ts';
import { templateFor } from '../../../writing/template-for.ts';
import { HOOK } from '../../clone/hook.ts';
import { setUpClone } from '../../clone/set-up.ts';
import type { Answers } from '../../init/answers.ts';
import type { InitFlags } from '../../init/flags.ts';
import { lockFolders } from '../../init/lock-folders.ts';
import { programOfSite } from '../../init/program.ts';
import { refuseInsideSite, repositoryFor } from '../../init/repository.ts';
import { ciFiles, newSiteFiles } from '../../init/site-files.ts';
import { startFrom } from '../../init/start.ts';
import { summaryOf } from '../../init/summary.ts';
import type { Shared } from '../../shared-options.ts';
import { startProgress } from '../../terminal/progress.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';

/**
 * `init`: a site that checks, builds and publishes, with everything around it. Existing files are left as
 * they are.
 */
export async function run(command: Shared & InitFlags, world: World): Promise<ExitCode> {
  const root = resolve(world.cwd, command.folder);
  refuseInsideSite(root);
  const answers = await askWhereNeeded(command, startFrom(command), world);
  if (!answers) return EXIT.usage;
  const program = await programOfSite(command.program, world.cwd);
  claimFolder(root);
  const source = findSource(root);
  const repository = await repositoryFor(root);
  const template = templateFor(answers.languages[0] as Language, [], readTheme());
  const files = newSiteFiles(answers, { now: currentInstant(), program, place: repository, template });
  const keptPackage = readTextFile(join(root, 'package.json'));
  const made = [...create(repository.top, ciFiles(answers, repository)), ...create(root, files)];
  const unlocked = await lockFolders(root, {
    isWanted: command.lock,
    progress: startProgress(world, '', command.quiet),
  });
  const setUp = await setUpWhereGitIs(root, world);
  if (command.quiet) return EXIT.fine;
  world.stdout.write(
    summaryOf({
      source,
      answers,
      program,
      repository,
      made,
      setUp,
      unlocked,
      keptPackage,
      folder: relative(world.cwd, root),
    }),
  );
  return EXIT.fine;
}

/** Writes the files that do not exist yet, and says which ones did. Paths are relative to the folder. */
function create(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): { readonly path: string; readonly isNew: boolean }[] {
  return Object.entries(files).map(([path, body]) => ({
    path,
    isNew: createFile(join(folder, path), body, { mode: path === HOOK ? 0o755 : undefined }),
  }));
}

/**
 * Sets up how git merges reports. Without git the site is complete except for this, and the note says what to
 * do.
 */
async function setUpWhereGitIs(root: string, world: World): Promise<string[]> {
  try {
    return await setUpClone(root, world);
  } catch (error) {
    if (!(error instanceof Refused) || error.kind !== 'no-git') throw error;
    return [
      'note  git cannot be run, so this is not a repository yet',
      'note  once it is installed: git init && npm run incident-press -- setup',
    ];
  }
}

async function askWhereNeeded(
  command: InitFlags,
  start: Answers,
  world: World,
): Promise<Answers | undefined> {
  if (command.yes) return start;
  const { title, services, folder: _folder, yes: _yes, ...flags } = command;
  const given = new Set(Object.keys(flags) as (keyof Answers)[]);
  if (title !== undefined) given.add('name');
  if (services.length > 0) given.add('services');
  if (world.input?.isTerminal && world.stdout.isTerminal)
    return (await import('../../init/ask.ts')).askSite(start, given);
  if (title !== undefined && command.url !== undefined) return start;
  throw new Refused(
    'usage',
    'This is not a terminal, so no questions can be asked',
    'Add `--name` and `--url`, or `--yes` for a site to try things out.',
  );
}
