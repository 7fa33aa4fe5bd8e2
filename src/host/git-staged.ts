import { git } from './git.ts';

/**
 * Files below a folder that the next commit will change and whose file on disk is as staged: if they are
 * fixed, they can be staged again without adding anything else to the commit. None if only some files are
 * committed (`git commit FILE`), since git would keep the old text staged. `index` is the path git gives for
 * its index during a commit.
 */
export async function stagedAsOnDisk(root: string, index: string | undefined): Promise<ReadonlySet<string>> {
  if (index !== undefined && /(?:^|\/)next-index-/.test(index)) return new Set();
  const staged = await changedPaths(root, ['--cached', '--diff-filter=ACMR']);
  const differing = new Set(await changedPaths(root, []));
  return new Set(staged.filter((path) => !differing.has(path)));
}

/** Stages files as they are on disk. */
export async function stage(root: string, paths: readonly string[]): Promise<void> {
  if (paths.length > 0) await git(root, ['add', '--', ...paths]);
}

/** True if a file on disk is as last committed. False outside a repository, or before the first commit. */
export async function isAsCommitted(root: string, path: string): Promise<boolean> {
  try {
    const known = await git(root, ['ls-files', '--error-unmatch', '--', path]);
    return known.code === 0 && (await git(root, ['diff', '--quiet', 'HEAD', '--', path])).code === 0;
  } catch {
    return false;
  }
}

async function changedPaths(root: string, options: readonly string[]): Promise<string[]> {
  const ran = await git(root, ['diff', '--name-only', '--relative', '-z', ...options]);
  return ran.stdout.toString().split('\0').filter(Boolean);
}
