import { realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { git } from '../../host/git.ts';
import { publishedBranch, readConfig, repositoryTop } from '../../host/git-merge.ts';
import { fileExists } from '../../host/files/site-files.ts';
import { Refused } from '../../host/refused.ts';
import type { Place } from './place.ts';

/** The place of a site, and the folder that the paths of CI files are relative to. */
export interface Repository extends Place {
  readonly top: string;
  /** True if it was made for the site. */
  readonly isNew: boolean;
  /** False if git cannot be run, so that there is none yet. */
  readonly exists: boolean;
}

/** The repository of a site whose folder exists; if there is none, it is made. */
export async function repositoryFor(root: string): Promise<Repository> {
  const top = await repositoryTop(root).catch(() => undefined);
  if (top !== undefined) {
    const site = relative(top, realpathSync(root)).split(sep).join('/');
    return { top, site, branch: await branchOf(root), isNew: false, exists: true };
  }
  const isNew = await startRepository(root);
  return { top: root, site: '', branch: isNew ? await branchOf(root) : 'main', isNew, exists: isNew };
}

/** Refuses a folder that belongs to a site: everything below its site.yaml is part of it. */
export function refuseInsideSite(root: string): void {
  for (let folder = root; ; folder = dirname(folder)) {
    if (fileExists(join(folder, 'site.yaml')))
      throw new Refused(
        'usage',
        folder === root ? 'There is already a site in this folder' : `${root} is inside the site ${folder}`,
        folder === root
          ? 'Name another folder, or start a report with `npm run new -- "What users notice"`.'
          : 'Name a folder beside it.',
      );
    if (dirname(folder) === folder) return;
  }
}

/** False where git cannot be run. */
async function startRepository(root: string): Promise<boolean> {
  try {
    const branch = (await readConfig(root, 'init.defaultBranch')) ?? 'main';
    return (await git(root, ['init', '--quiet', `--initial-branch=${branch}`])).code === 0;
  } catch {
    return false;
  }
}

/** The default branch of the remote, else the branch that is checked out. */
async function branchOf(root: string): Promise<string> {
  const remote = await git(root, ['rev-parse', '--verify', '--quiet', 'refs/remotes/origin/HEAD']);
  if (remote.code === 0) return (await publishedBranch(root)).replace(/^origin\//, '');
  const here = await git(root, ['symbolic-ref', '--short', 'HEAD']);
  return here.code === 0 ? here.stdout.toString().trim() : 'main';
}
