import type { BuildResult } from '../build/build.ts';
import type { OutputFile } from '../model/file.ts';

/** The files to show, and those of the last build that had nothing wrong with it. */
export interface ShownFiles {
  readonly files: ReadonlyMap<string, OutputFile>;
  readonly good: ReadonlyMap<string, OutputFile>;
}

/**
 * What to show after a build. While there are errors, what could be built is shown over the last good site:
 * the page being worked on stays as it was last right, and all others keep up with what is written.
 */
export function showFiles(
  { files, diagnostics }: Pick<BuildResult, 'files' | 'diagnostics'>,
  good: ReadonlyMap<string, OutputFile>,
): ShownFiles {
  const built = new Map(files.map((file) => [file.path as string, file]));
  const isSound = diagnostics.every(({ severity }) => severity !== 'error');
  return isSound ? { files: built, good: built } : { files: new Map([...good, ...built]), good };
}
