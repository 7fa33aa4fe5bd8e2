import { applyEdits, offeredEdits } from '../../../diagnostics/diagnostic.ts';
import type { Edit } from '../../../diagnostics/diagnostic.ts';
import { fixFiles } from '../../../host/files/fix-files.ts';
import { changeSite } from '../../../host/files/site-writer.ts';
import { stage, stagedAsOnDisk } from '../../../host/git-staged.ts';
import type { Made } from '../../../host/make-site.ts';

/** Which files may be fixed, and what is done with them then. */
export interface Fixable {
  /** Undefined for all. */
  readonly files: ReadonlySet<string> | undefined;
  readonly isStaged: boolean;
}

/** All files; or, with `staged`, those that are staged as they stand on the disk. `index` is that of git. */
export async function fixable(root: string, staged: boolean, index: string | undefined): Promise<Fixable> {
  return { files: staged ? await stagedAsOnDisk(root, index) : undefined, isStaged: staged };
}

/** Makes the edits that diagnostics offer, where they may be made; gives a line about each. */
export async function fixFound(
  root: string,
  { diagnostics, sources, readSource }: Made,
  { files, isStaged }: Fixable,
): Promise<readonly string[]> {
  const edits = offeredEdits(diagnostics).filter(({ place }) => files?.has(place.file) ?? true);
  if (edits.length === 0) return [];
  const paths = changeSite(root, (writer) => fixFiles(writer, sources(), edits));
  if (isStaged) await stage(root, paths);
  return edits
    .filter(({ place }) => paths.includes(place.file))
    .map(
      (edit) => `${edit.place.file}:${edit.place.line}  ${lineWith(edit, readSource(edit.place.file) ?? '')}`,
    );
}

/** The line as an edit makes it. */
function lineWith(edit: Edit, source: string): string {
  return (applyEdits(source, [edit]).split('\n')[edit.place.line - 1] ?? '').trim();
}
