import type { BuildResult } from '../../pipeline/build.ts';
import type { KnownOutput } from './known-output.ts';
import type { Look } from './looks.ts';
import type { OutputFolder } from './output.ts';
import type { Written } from './write-output.ts';

/**
 * Makes an output folder hold exactly the files of a build. What is unchanged is neither read nor written, and
 * nor is what was made again and came out the same. `known` is what the folder looked like since it was opened.
 * Gives its looks afterwards. Throws Refused.
 */
export async function writeMade(
  output: OutputFolder,
  { files, unchanged }: Pick<BuildResult, 'files' | 'unchanged'>,
  known: KnownOutput,
): Promise<Written & { readonly looks: ReadonlyMap<string, Look> }> {
  const changed = files.filter((file) => !known.isThere(file));
  for (const { path, body } of changed) output.write(path, body);
  const all = new Set<string>([...files, ...unchanged].map(({ path }) => path));
  const removed = [...known.paths].filter((path) => !all.has(path)).map((path) => path.replace(/\/$/, ''));
  const isNew = await output.commit(removed);
  const looks = known.keep({
    facts: [...files, ...unchanged],
    written: new Set(changed.map(({ path }) => path)),
    removed: new Set(removed),
    isNew,
  });
  return {
    written: changed.length,
    unchanged: all.size - changed.length,
    removed: removed.length,
    looks,
  };
}
