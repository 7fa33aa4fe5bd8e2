import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MergeLines } from '../../writing/merge/merge.ts';
import { Refused } from '../refused.ts';

/** Merges texts line by line with `git merge-file`. */
export const mergeLinesWithGit: MergeLines = ({ base, ours, theirs }) => {
  const folder = mkdtempSync(join(tmpdir(), 'incident-press-merge-'));
  try {
    const paths = { ours: join(folder, 'ours'), base: join(folder, 'base'), theirs: join(folder, 'theirs') };
    writeFileSync(paths.ours, ours);
    writeFileSync(paths.base, base);
    writeFileSync(paths.theirs, theirs);
    const names = ['-L', 'ours', '-L', 'base', '-L', 'theirs'];
    const ran = spawnSync('git', ['merge-file', ...names, paths.ours, paths.base, paths.theirs]);
    // The exit code is the number of conflicts; above 127 git could not do it at all.
    const code = ran.status ?? 255;
    if (code > 127) throw new Refused('no-git', 'git could not merge the text', 'Merge the file by hand.');
    return { text: readFileSync(paths.ours, 'utf8'), isClean: code === 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
