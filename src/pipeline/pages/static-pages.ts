import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SitePath, SourceFile } from '../../model/file.ts';
import { readFile } from '../../model/seen-file.ts';
import type { SiteFile } from '../../model/seen-file.ts';
import { clashesAmong, clashWith, staticPath, staticProblem } from '../../site/static-files.ts';
import { hashOf, named } from '../remember/named.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import { fileKey } from '../remember/units.ts';

/** The files of `static/` that are copied. */
export interface StaticPlan {
  /** Each is named by its path in the site, so that it never has the name of a generated page. */
  readonly pages: readonly Page[];
  readonly paths: readonly SitePath[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans a copy of each file of `static/`. Problems with its bytes are only known once it is read. */
export function planStatic(files: readonly SiteFile[]): StaticPlan {
  const isWanted = ({ path }: SiteFile) => path === 'static' || staticPath(path) !== undefined;
  const wanted = files.filter(isWanted);
  const problems = new Map(wanted.map((file) => [file, problemOf(file)] as const));
  const sound = wanted.filter((file) => problems.get(file) === undefined);
  const paths = sound.map(({ path }) => path);
  return {
    pages: sound.map(staticPage),
    paths,
    diagnostics: [...[...problems.values()].flatMap((each) => each ?? []), ...clashesAmong(paths)],
  };
}

function problemOf(file: SiteFile): Diagnostic | undefined {
  return staticProblem(file.path, 'refused' in file ? file.refused : undefined);
}

function staticPage(file: SiteFile): Page {
  return page<StaticInputs>({
    name: file.path,
    beside: staticPath(file.path),
    from: hashOf(fileKey(file)),
    get inputs() {
      const read = readFile(file);
      const key = read.refused ? hashOf(JSON.stringify(read.refused)) : hashOf(read.bytes);
      return { bytes: named(key, () => read) };
    },
    make: makeStatic,
  });
}

/**
 * Finds the files of a page, by its name, that clash with a copied file. Called for every page, rendered or
 * not, since a remembered page does not depend on other files.
 */
export function clashFinder(
  statics: readonly SitePath[],
): (name: string, files: readonly { readonly path: string }[]) => readonly Diagnostic[] {
  const clash = clashWith(statics);
  const copied = new Set(statics);
  return (name, files) =>
    copied.size === 0 || copied.has(name) ? [] : files.flatMap(({ path }) => clash(path) ?? []);
}

interface StaticInputs {
  readonly bytes: SourceFile;
}

/** A copy of a file of `static/`. */
export function makeStatic({ bytes: file }: StaticInputs): Made {
  const problem = staticProblem(file.path, file.refused);
  const path = staticPath(file.path);
  if (problem || path === undefined) return { files: [], diagnostics: problem ? [problem] : [] };
  return { files: [{ path, body: file.bytes }], diagnostics: [] };
}
