import { readFileSync } from 'node:fs';
import type { BuildResult, Extras } from '../../pipeline/build.ts';
import type { KnownOutput } from './known-output.ts';
import type { Look } from './looks.ts';
import type { OutputFolder } from './output.ts';
import type { Written } from './write-output.ts';

/** An output folder while its files are being made. */
export interface Writing extends Required<Pick<Extras, 'isThere' | 'read' | 'sink'>> {
  /** Makes the folder hold exactly the files of a build. Throws Refused. */
  readonly finish: (made: Pick<BuildResult, 'made' | 'unchanged'>) => Promise<Finished>;
}

/** What became of an output folder. */
export interface Finished extends Written {
  /**
   * How it looks now. A moment has to pass first: ask when there is nothing else to do, but while nobody else
   * may write there.
   */
  readonly looks: () => ReadonlyMap<string, Look>;
}

/**
 * Writes files next to an output folder as they are made, so that none has to stay in memory. Unchanged files
 * are neither read nor written, even if they were made again with the same result. `known` is what the folder
 * looked like when it was opened.
 */
export function startWriting(output: OutputFolder, known: KnownOutput): Writing {
  const written = output.drafts;
  return {
    isThere: known.isThere,
    read: (file) => (written.has(file.path) ? readFileSync(output.draftOf(file.path)) : known.read(file)),
    sink: (file) => {
      if (!known.isThere(file)) output.write(file.path, file.body);
    },
    finish: async ({ made, unchanged }) => {
      const facts = [...made, ...unchanged];
      const all = new Set<string>(facts.map(({ path }) => path));
      const removed = [...known.paths]
        .filter((path) => !all.has(path))
        .map((path) => path.replace(/\/$/, ''));
      const isNew = await output.commit(removed);
      const change = { facts, written, removed: new Set(removed), isNew, at: performance.now() };
      return {
        written: written.size,
        unchanged: all.size - written.size,
        removed: removed.length,
        looks: () => known.keep(change),
      };
    },
  };
}
