import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { git } from './git.ts';

/**
 * Who shares the branch of a clone: nobody, a repository that does not have the branch yet, or one whose
 * branch it tracks.
 */
export type Remote = 'none' | 'new-branch' | 'followed';

/** The same, found by asking git about the current branch. If git cannot be run, nobody. */
export async function remoteOf(root: string): Promise<Remote> {
  try {
    const branch = await rebasedBranch(root);
    const upstream = await git(root, ['rev-parse', '--abbrev-ref', `${branch}@{upstream}`]);
    if (upstream.code === 0) return 'followed';
    const remotes = await git(root, ['remote']);
    return remotes.stdout.toString().split('\n').includes('origin') ? 'new-branch' : 'none';
  } catch {
    return 'none';
  }
}

/** The branch that a rebase returns to: until then git is on none. Empty if there is no rebase. */
async function rebasedBranch(root: string): Promise<string> {
  const names = ['rebase-merge/head-name', 'rebase-apply/head-name'];
  const paths = await gitPaths(root, names);
  const file = paths.find((path) => existsSync(path));
  return file === undefined
    ? ''
    : readFileSync(file, 'utf8')
        .trim()
        .replace(/^refs\/heads\//, '');
}

/** The operation git was in the middle of when it met a conflict; undefined if there is none. */
export type Joining = 'merge' | 'rebase' | 'cherry-pick' | 'revert';

/** Files and folders that git keeps during a merge, rebase or cherry-pick. */
const SIGNS: readonly (readonly [Joining, string])[] = [
  ['rebase', 'rebase-merge'],
  ['rebase', 'rebase-apply'],
  ['cherry-pick', 'CHERRY_PICK_HEAD'],
  ['revert', 'REVERT_HEAD'],
  ['merge', 'MERGE_HEAD'],
];

/** The operation git is in the middle of in a work tree. */
export async function joiningIn(root: string): Promise<Joining | undefined> {
  const paths = await gitPaths(
    root,
    SIGNS.map(([, name]) => name),
  );
  return SIGNS.find((_, index) => existsSync(paths[index] ?? ''))?.[0];
}

/** The paths of some of git's own files, one for each name. */
async function gitPaths(root: string, names: readonly string[]): Promise<string[]> {
  const ran = await git(root, ['rev-parse', ...names.flatMap((name) => ['--git-path', name])]);
  const paths = ran.stdout.toString().split('\n');
  return names.map((_, index) => resolve(root, paths[index] ?? ''));
}
