import { join } from 'node:path';
import { fileExists } from '../../host/files/site-files.ts';
import { lockPackages } from '../../host/npm.ts';
import type { Progress } from '../../host/parsers.ts';
import { TOOL_FOLDER } from './host-tool.ts';

/** A folder whose packages are not all locked. */
export interface Unlocked {
  /** Relative to the site; empty for the site itself. */
  readonly folder: string;
  readonly file: string;
  /** What npm said; undefined if it was not asked. */
  readonly problem: string | undefined;
}

/** Whether npm is asked, and who is told that it takes a while. */
export interface Locking {
  readonly isWanted: boolean;
  readonly progress: Progress;
}

/**
 * Makes or completes the lock files of a new site: its own, and that of the host's command line. Nothing is
 * installed. Returns those that are not complete.
 */
export async function lockFolders(root: string, { isWanted, progress }: Locking): Promise<Unlocked[]> {
  const folders = ['', TOOL_FOLDER].filter((folder) => fileExists(join(root, folder, 'package.json')));
  progress.say('npm looks up the packages of the lock files…');
  const looked = await Promise.all(
    folders.map(async (folder) => {
      const file = join(folder, 'package-lock.json');
      const problem = isWanted ? await lockPackages(join(root, folder)) : undefined;
      return { folder, file, problem, isMissing: !fileExists(join(root, file)) };
    }),
  );
  progress.clear();
  return looked
    .filter(({ problem, isMissing }) => problem !== undefined || isMissing)
    .map(({ isMissing: _isMissing, ...unlocked }) => unlocked);
}
