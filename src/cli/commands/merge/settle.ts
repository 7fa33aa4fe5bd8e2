import type { Unmerged } from '../../../host/git-merge.ts';
import { mergeReports } from '../../../writing/merge/merge.ts';
import type { MergeLines } from '../../../writing/merge/merge.ts';

/** The result for a file with a conflict. */
export interface Settled {
  readonly path: string;
  /** What to write into the file; undefined if it is left alone. */
  readonly text: string | undefined;
  /** True if nothing is left for a person to decide. */
  readonly isSettled: boolean;
  readonly said: readonly string[];
  readonly hint: string | undefined;
}

const REPORT = /^incidents\/[^/]+\/[^/]+\.md$/;

/**
 * Resolves one file, if it is a report that both sides still have. `onDisk` is its present text: a file that
 * somebody has resolved by hand is never overwritten. `branch` is where the versions that readers have come
 * from.
 */
export function settle(
  file: Unmerged,
  onDisk: string | undefined,
  branch: string,
  mergeLines: MergeLines,
): Settled {
  const { path } = file;
  const left = leftAlone(file, onDisk, branch);
  if (left) return left;
  const merged = mergeReports(file, mergeLines);
  if (!merged) return leave(path, 'the front matter of one side cannot be read', byHand(path));
  const { text, notes, conflicts } = merged;
  if (conflicts.length === 0) return { path, text, isSettled: true, said: notes, hint: undefined };
  return {
    path,
    text,
    isSettled: false,
    said: [...notes, `both sides worded this differently: ${conflicts.join(', ')}`],
    hint: `Choose between the markers \`<<<<<<<\` and \`>>>>>>>\`, then \`git add ${path}\`.`,
  };
}

/** What only a person can decide, and how. */
function leftAlone(
  { path, ours, theirs }: Unmerged,
  onDisk: string | undefined,
  branch: string,
): Settled | undefined {
  if (path.startsWith('published/')) {
    return leave(
      path,
      'published files are never merged: what readers have stays, and the other side is published again',
      `\`git restore --source=${branch} --staged --worktree -- published\`, then \`incident-press freeze\`.`,
    );
  }
  if (!REPORT.test(path)) return leave(path, 'this is not a report', byHand(path));
  if (ours === undefined || theirs === undefined) {
    return leave(
      path,
      'one side deleted it, and the other changed it',
      `Keep it with \`git add ${path}\`, or delete it with \`git rm ${path}\`.`,
    );
  }
  if (onDisk !== undefined && !/^<{7} /m.test(onDisk))
    return leave(
      path,
      'somebody has already resolved it on disk',
      `Mark it as resolved: \`git add ${path}\`.`,
    );
  return undefined;
}

function byHand(path: string): string {
  return `Resolve it by hand, then \`git add ${path}\`.`;
}

function leave(path: string, why: string, hint: string): Settled {
  return { path, text: undefined, isSettled: false, said: [why], hint };
}
