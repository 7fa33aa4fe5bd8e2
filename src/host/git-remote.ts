import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { git } from './git.ts';

/**
 * With whom the branch of a clone is shared: nobody, a repository that does not have the branch yet, or one
 * whose branch it follows.
 */
export type Remote = 'none' | 'new-branch' | 'followed';

/** The same, asked of git about the branch in use. Where git cannot be run, there is nobody. */
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

/** The branch that a rebase will come back to: until then git is on none. Empty where nothing is rebased. */
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

/** What git was in the middle of when it met a conflict; undefined where it is in the middle of nothing. */
export type Joining = 'merge' | 'rebase' | 'cherry-pick' | 'revert';

/** Files and folders of git's own that are there while it joins. */
const SIGNS: readonly (readonly [Joining, string])[] = [
  ['rebase', 'rebase-merge'],
  ['rebase', 'rebase-apply'],
  ['cherry-pick', 'CHERRY_PICK_HEAD'],
  ['revert', 'REVERT_HEAD'],
  ['merge', 'MERGE_HEAD'],
];

/** What git is in the middle of in a work tree. */
export async function joiningIn(root: string): Promise<Joining | undefined> {
  const paths = await gitPaths(
    root,
    SIGNS.map(([, name]) => name),
  );
  return SIGNS.find((_, index) => existsSync(paths[index] ?? ''))?.[0];
}

/** Where git keeps files of its own, one path for each name. */
async function gitPaths(root: string, names: readonly string[]): Promise<string[]> {
  const ran = await git(root, ['rev-parse', ...names.flatMap((name) => ['--git-path', name])]);
  const paths = ran.stdout.toString().split('\n');
  return names.map((_, index) => resolve(root, paths[index] ?? ''));
}
