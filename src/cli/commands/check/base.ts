import { diagnose } from '../../../diagnostics/diagnose.ts';
import { placeOf } from '../../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { listTree, readObjects, resolveCommit } from '../../../host/git.ts';
import type { SourceFile } from '../../../model/file.ts';
import { changesToPublished, newlyPublished } from '../../../versions/compare-base.ts';
import { deriveAgain } from './derive.ts';
import { generatorHere } from '../../../host/make-site.ts';
import { moduleUrlIn } from '../../../host/module-url.ts';
import { Refused } from '../../../host/refused.ts';

/**
 * Whether everything published at a git revision is still there unchanged and, unless new versions are
 * allowed, nothing was added; and whether each new version follows from its source. If that cannot be found
 * out, the answer is an error that says `not checked`, never silence.
 */
export async function compareWithBase(
  root: string,
  revision: string,
  files: readonly SourceFile[],
  isPublishing: boolean,
): Promise<readonly Diagnostic[]> {
  try {
    const commit = await resolveCommit(root, revision);
    const entries = await listTree(root, commit, 'published');
    const bodies = await readObjects(
      root,
      entries.map(({ object }) => object),
    );
    const base = entries.map(({ path }, index) => ({ path, bytes: bodies[index] ?? new Uint8Array() }));
    return [
      ...changesToPublished(base, files, revision),
      ...(isPublishing ? [] : newlyPublished(base, files, revision)),
      ...(await deriveAgain(base, files, { generator: generatorHere(), moduleUrl: moduleUrlIn(root) })),
    ];
  } catch (error) {
    if (!(error instanceof Refused) || error.kind !== 'no-git') throw error;
    return [
      diagnose(
        'INC521',
        placeOf('published/'),
        `Not checked against ${revision}: ${error.message}`,
        error.hint,
      ),
    ];
  }
}
