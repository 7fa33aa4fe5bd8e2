import { readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { writeFile } from '../../../host/files/write.ts';
import { mergeLinesWithGit } from '../../../host/files/merge-lines.ts';
import { publishedBranch, unmergedFiles } from '../../../host/git-merge.ts';
import type { Unmerged } from '../../../host/git-merge.ts';
import { Refused } from '../../../host/refused.ts';
import { joiningIn, remoteOf } from '../../../host/git-remote.ts';
import { stage } from '../../../host/git-staged.ts';
import { mergeReports } from '../../../writing/merge/merge.ts';
import { findSite } from '../../arguments/site.ts';
import type { Shared } from '../../shared-options.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import type { MergeCommand } from './options.ts';
import { ourCommand, printNext, sharingSteps } from '../../terminal/next-step.ts';
import { settle } from './settle.ts';
import type { Settled } from './settle.ts';

/**
 * `merge`: resolves conflicts of two branches in the same reports, from the three texts in git's index. What
 * a person has to decide stays in the file between git's markers, and the exit code is 1.
 */
export async function run(command: Shared & MergeCommand, world: World): Promise<ExitCode> {
  if (command.isDriver) return drive(command.files, world);
  const root = findSite(world.cwd, command.site);
  const unmerged = chosen(await unmergedFiles(root), command.files, root, world.cwd);
  const branch = await publishedBranch(root);
  const results = unmerged.map((file) =>
    settle(file, readText(join(root, file.path)), branch, mergeLinesWithGit),
  );
  for (const { path, text } of results) if (text !== undefined) writeFile(join(root, path), text);
  await stage(
    root,
    results.filter(({ isSettled }) => isSettled).map(({ path }) => path),
  );
  const isDone = results.every(({ isSettled }) => isSettled);
  if (!command.quiet || !isDone) world.stdout.write(report(results));
  if (!command.quiet && isDone && results.length > 0) await sayNext(root, world, command.colour);
  return isDone ? EXIT.fine : EXIT.problems;
}

/**
 * Called by git as a merge driver: the result goes into the second file; exit code 1 means that markers are
 * left in it.
 */
function drive(files: readonly string[], world: World): ExitCode {
  const [base, ours, theirs, path = ''] = files;
  if (base === undefined || ours === undefined || theirs === undefined) {
    throw new Refused(
      'usage',
      'A merge driver is called with three files and a path',
      'Let git call it: `incident-press setup` writes the settings.',
    );
  }
  const read = (file: string) => readFileSync(resolve(world.cwd, file), 'utf8');
  const [before, own, other] = [read(base), read(ours), read(theirs)];
  const three = { base: before === '' ? undefined : before, ours: own, theirs: other };
  const merged = mergeReports(three, mergeLinesWithGit);
  const lines = merged ?? mergeLinesWithGit({ base: before, ours: own, theirs: other });
  writeFile(resolve(world.cwd, ours), lines.text);
  for (const note of merged?.notes ?? []) world.stderr.write(`${path}: ${note}\n`);
  const isClean = 'isClean' in lines ? lines.isClean : lines.conflicts.length === 0;
  return isClean ? EXIT.fine : EXIT.problems;
}

function chosen(
  unmerged: readonly Unmerged[],
  names: readonly string[],
  root: string,
  cwd: string,
): readonly Unmerged[] {
  if (names.length === 0) return unmerged;
  return names.map((name) => {
    const path = relative(root, resolve(cwd, name)).split(sep).join('/');
    const found = unmerged.find((file) => file.path === path);
    if (found) return found;
    throw new Refused('usage', `${name} has no conflict`, 'Run `git status` to see which files have one.');
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function report(results: readonly Settled[]): string {
  if (results.length === 0) return 'No report has a conflict\n';
  const lines = results.flatMap(({ path, isSettled, said, hint }) => [
    `${isSettled ? 'merged' : 'open  '}  ${path}`,
    ...said.map((line) => `        ${line}`),
    ...(hint === undefined ? [] : [`hint    ${hint}`]),
  ]);
  return `${lines.join('\n')}\n`;
}

/** Git continues what it was doing, without opening an editor for a message it already has. */
async function sayNext(root: string, world: World, colour: boolean): Promise<void> {
  const joining = await joiningIn(root);
  const goOn =
    joining === undefined || joining === 'merge'
      ? 'git commit --no-edit'
      : `git -c core.editor=true ${joining} --continue`;
  const steps = [ourCommand('check', root, world), goOn, ...sharingSteps(await remoteOf(root))];
  world.stdout.write('\n');
  printNext(steps, { world, stream: world.stdout, colour });
}
