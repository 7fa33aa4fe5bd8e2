import { diffArrays } from 'diff/lib/diff/array.js';
import { offeredEdits } from '../../../diagnostics/diagnostic.ts';
import { fixFiles } from '../../../host/files/fix-files.ts';
import type { FixedFile } from '../../../host/files/fix-files.ts';
import { changeSite } from '../../../host/files/site-writer.ts';
import { stage, stagedAsOnDisk } from '../../../host/git-staged.ts';
import type { Made } from '../../../host/make-site.ts';

/** Which files may be fixed, and what to do with them afterwards. */
export interface Fixable {
  /** Undefined for all files. */
  readonly files: ReadonlySet<string> | undefined;
  readonly isStaged: boolean;
}

/** All files; or with `staged`, those whose file on disk is exactly as staged. `index` is git's index. */
export async function fixable(root: string, staged: boolean, index: string | undefined): Promise<Fixable> {
  return { files: staged ? await stagedAsOnDisk(root, index) : undefined, isStaged: staged };
}

/** Makes the offered edits in the allowed files; returns a line about each line that changed. */
export async function fixFound(
  root: string,
  { diagnostics, sources }: Made,
  { files, isStaged }: Fixable,
): Promise<readonly string[]> {
  const edits = offeredEdits(diagnostics).filter(({ place }) => files?.has(place.file) ?? true);
  if (edits.length === 0) return [];
  const fixed = changeSite(root, (writer) => fixFiles(writer, sources(), edits));
  if (isStaged)
    await stage(
      root,
      fixed.map(({ path }) => path),
    );
  return fixed.flatMap(fixedLines);
}

function fixedLines({ path, before, after }: FixedFile): string[] {
  let line = 1;
  return diffArrays(before.split('\n'), after.split('\n')).flatMap(
    ({ added, removed, value }, index, all) => {
      const from = line;
      if (!removed) line += value.length;
      if (added) return value.map((text, at) => `${path}:${from + at}  ${text.trim()}`);
      const isReplaced = all[index + 1]?.added === true;
      return removed && !isReplaced ? value.map((text) => `${path}:${from}  deleted: ${text.trim()}`) : [];
    },
  );
}
