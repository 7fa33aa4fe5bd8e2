import { resolve } from 'node:path';
import { mainLine, readObjects } from '../../git.ts';
import { instantOf } from '../../../model/instant.ts';
import type { Instant } from '../../../model/instant.ts';
import { Refused } from '../../refused.ts';

/**
 * The documents that a commit changed, as it left them, and those that every import needs, such as settings.
 */
export interface PastDocuments {
  readonly at: Instant;
  readonly documents: readonly { readonly path: string; readonly text: string }[];
}

/**
 * The documents in a folder after each commit of the main branch, oldest first. `always` says which documents
 * come with each commit, changed or not. Throws Refused if the folder is not in a repository, or its history
 * is cut off.
 */
export async function pastDocuments(
  cwd: string,
  folder: string,
  wanted: RegExp,
  always: RegExp,
): Promise<PastDocuments[]> {
  const root = resolve(cwd, folder);
  const commits = await mainLine(root, '.');
  if (commits.some(({ isCut }) => isCut))
    throw new Refused(
      'no-git',
      `The clone of ${folder} does not have its whole history`,
      'Run `git fetch --unshallow` in it.',
    );
  const objects = [
    ...new Set(commits.flatMap(({ changes }) => changes.flatMap(({ object }) => object ?? []))),
  ];
  const bodies = await readObjects(root, objects);
  const texts = new Map(objects.map((object, index) => [object, bodies[index]?.toString('utf8') ?? '']));
  const standing = new Map<string, string>();
  return commits.flatMap(({ seconds, changes }): PastDocuments[] => {
    for (const { path, from, object } of changes) {
      if (from !== undefined) standing.delete(from);
      if (object === undefined) standing.delete(path);
      else standing.set(path, object);
    }
    const changed = new Set(changes.map(({ path }) => path).filter((path) => wanted.test(path)));
    if (changed.size === 0) return [];
    const own = [...standing].filter(([path]) => changed.has(path) || always.test(path));
    return [
      {
        at: instantOf(seconds),
        documents: own.map(([path, object]) => ({ path, text: texts.get(object) ?? '' })),
      },
    ];
  });
}
