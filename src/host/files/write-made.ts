import type { BuildResult } from '../../pipeline/build.ts';
import type { KnownOutput } from './known-output.ts';
import type { OutputFolder } from './output.ts';
import type { Written } from './write-output.ts';

/**
 * Makes an output folder hold exactly the files of a build. What is unchanged is neither read nor written, and
 * nor is what was made again and came out the same. `known` is what the folder looked like since it was opened.
 * Throws Refused.
 */
export async function writeMade(
  output: OutputFolder,
  { files, unchanged }: Pick<BuildResult, 'files' | 'unchanged'>,
  known: KnownOutput,
): Promise<Written> {
  const changed = files.filter((file) => !known.isThere(file));
  for (const { path, body } of changed) output.write(path, body);
  const all = new Set<string>([...files, ...unchanged].map(({ path }) => path));
  const removed = [...known.paths].filter((path) => !all.has(path));
  await output.commit(removed.map((path) => path.replace(/\/$/, '')));
  known.keep([...files, ...unchanged], changed.length + removed.length > 0);
  return { written: changed.length, unchanged: all.size - changed.length, removed: removed.length };
}
