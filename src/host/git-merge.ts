import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { git, readObjects, requireRepository } from './git.ts';
import { Refused } from './refused.ts';

/** A file with a conflict after a merge, rebase or cherry-pick, with git's three texts of it. */
export interface Unmerged {
  /** Relative to the folder that was asked about. */
  readonly path: string;
  /** The common ancestor of both sides; undefined if there is none. */
  readonly base: string | undefined;
  /** Undefined if this side deleted the file. */
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/**
 * Files of a folder that are in git's index in more than one stage, in the order of their paths. Throws
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

/** Sets a value in the clone's own git configuration. Throws Refused outside a repository. */
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

/** A value from git's configuration for a folder; undefined if it is not set, or outside a repository. */
export async function readConfig(root: string, name: string): Promise<string | undefined> {
  const ran = await git(root, ['config', '--get', name]);
  return ran.code === 0 ? ran.stdout.toString().trimEnd() : undefined;
}

/**
 * The folder from which git runs hooks in a clone, if it is set or has hooks; undefined if any folder could be
 * set without switching something off.
 */
export async function hooksFolder(root: string): Promise<string | undefined> {
  const configured = await readConfig(root, 'core.hooksPath');
  if (configured !== undefined) return configured;
  const ran = await git(root, ['rev-parse', '--git-path', 'hooks']);
  const folder = resolve(root, ran.stdout.toString().trimEnd());
  const isUsed = existsSync(folder) && readdirSync(folder).some((name) => !name.endsWith('.sample'));
  return isUsed ? folder : undefined;
}

/** The top folder of the repository that a folder is in; undefined outside a repository. */
export async function repositoryTop(root: string): Promise<string | undefined> {
  const ran = await git(root, ['rev-parse', '--show-toplevel']);
  return ran.code === 0 ? ran.stdout.toString().trimEnd() : undefined;
}

/** The branch that is published: the default branch of `origin`, or `main` if that is unknown. */
export async function publishedBranch(root: string): Promise<string> {
  const ran = await git(root, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD']);
  return ran.code === 0 ? ran.stdout.toString().trim() : 'main';
}
