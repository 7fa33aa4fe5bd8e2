import type { BuildResult } from '../../../pipeline/build.ts';
import type { PreviewFiles } from '../../../host/preview/server.ts';

/** The files to show, and those of the last build that had nothing wrong with it. */
export interface ShownFiles {
  readonly files: PreviewFiles;
  readonly good: PreviewFiles;
}

/** What is shown before anything was built. */
export const NO_FILES: PreviewFiles = { get: () => undefined, isEmpty: true };

/**
 * What to show after a build. While there are errors, what could be built is shown over the last good site:
 * the page being worked on stays as it was last right, and all others keep up with what is written.
 */
export function showFiles(
  result: Pick<BuildResult, 'made' | 'unchanged' | 'bodyOf' | 'diagnostics'>,
  good: PreviewFiles,
): ShownFiles {
  const built = filesOf(result);
  const isSound = result.diagnostics.every(({ severity }) => severity !== 'error');
  return isSound ? { files: built, good: built } : { files: over(good, built), good };
}

function over(good: PreviewFiles, built: PreviewFiles): PreviewFiles {
  return { get: (path) => built.get(path) ?? good.get(path), isEmpty: built.isEmpty && good.isEmpty };
}

function filesOf({
  made,
  unchanged,
  bodyOf,
}: Pick<BuildResult, 'made' | 'unchanged' | 'bodyOf'>): PreviewFiles {
  const paths = new Set([...made, ...unchanged].map(({ path }) => path));
  return { get: (path) => (paths.has(path) ? () => bodyOf(path) : undefined), isEmpty: paths.size === 0 };
}
