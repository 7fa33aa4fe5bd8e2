import type { BuildResult } from '../../../pipeline/build.ts';
import type { PreviewFiles } from '../../../host/preview/server.ts';
import type { OutputFile } from '../../../model/file.ts';
import { recallParts } from '../../../model/recall-rows.ts';

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
  { files, diagnostics }: Pick<BuildResult, 'files' | 'diagnostics'>,
  good: PreviewFiles,
): ShownFiles {
  const built = tableOf(files);
  const isSound = diagnostics.every(({ severity }) => severity !== 'error');
  return isSound ? { files: built, good: built } : { files: over(good, built), good };
}

function over(good: PreviewFiles, built: PreviewFiles): PreviewFiles {
  return { get: (path) => built.get(path) ?? good.get(path), isEmpty: built.isEmpty && good.isEmpty };
}

/** One table of all files would have to be made again after every build, for the one file that is asked for. */
function tableOf(files: readonly OutputFile[]): PreviewFiles {
  const tables = tablesOf(files);
  return {
    get: (path) => tables.find((table) => table.has(path))?.get(path),
    isEmpty: files.length === 0,
  };
}

const tablesOf = recallParts(
  (files: readonly OutputFile[]) => new Map(files.map((file) => [file.path as string, file])),
);
