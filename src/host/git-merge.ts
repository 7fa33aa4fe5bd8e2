import { git, readObjects, requireRepository } from './git.ts';
import { Refused } from './refused.ts';

/** A file that a merge, rebase or cherry-pick left unsettled, with the texts git holds of it. */
export interface Unmerged {
  /** Relative to the folder that was asked about. */
  readonly path: string;
  /** What both sides started from; undefined where they did not start from a common file. */
  readonly base: string | undefined;
  /** Undefined where this side deleted the file. */
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/**
 * Files of a folder that git's index holds in more than one stage, in the order of their paths. Throws
 * Refused.
 */
export async function unmergedFiles(root: string): Promise<Unmerged[]> {
  await requireRepository(root);
  const ran = await git(root, ['ls-files', '--unmerged', '-z', '--', '.']);
  const rows = ran.stdout.toString().split('\0').filter(Boolean);
  const stages = rows.map((row) => {
    const [info = '', path = ''] = row.split('\t');
    const [, object = '', stage = ''] = info.split(' ');
    return { path, object, stage };
  });
  const bodies = await readObjects(
    root,
    stages.map(({ object }) => object),
  );
  const found = stages.map((each, index) => ({ ...each, text: bodies[index]?.toString() }));
  return [...new Set(stages.map(({ path }) => path))].map((path) => {
    const textOf = (stage: string) => found.find((each) => each.path === path && each.stage === stage)?.text;
    return { path, base: textOf('1'), ours: textOf('2'), theirs: textOf('3') };
  });
}

/** Sets a value of the clone's own settings. Throws Refused where there is no repository. */
export async function setConfig(root: string, name: string, value: string): Promise<void> {
  await requireRepository(root);
  const ran = await git(root, ['config', '--local', name, value]);
  if (ran.code !== 0)
    throw new Refused(
      'no-git',
      `git could not set ${name}`,
      `Set it yourself: \`git config ${name} "${value}"\`.`,
    );
}

/** A value of git's settings for a folder; undefined where there is none, or no repository. */
export async function readConfig(root: string, name: string): Promise<string | undefined> {
  const ran = await git(root, ['config', '--get', name]);
  return ran.code === 0 ? ran.stdout.toString().trimEnd() : undefined;
}

/** The top folder of the repository a folder is in; undefined where it is in none. */
export async function repositoryTop(root: string): Promise<string | undefined> {
  const ran = await git(root, ['rev-parse', '--show-toplevel']);
  return ran.code === 0 ? ran.stdout.toString().trimEnd() : undefined;
}

/** The branch that is published: the default branch of `origin`, or `main` where there is none. */
export async function publishedBranch(root: string): Promise<string> {
  const ran = await git(root, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD']);
  return ran.code === 0 ? ran.stdout.toString().trim() : 'main';
}
