import type { Language } from '../../model/language.ts';
import { indexUrl, reportAt } from '../../site/route.ts';
import type { Page } from '../remember/pages.ts';

/** Pages that are planned together, and the paths of their files. */
export interface PageGroup {
  /** False for paths that no page of the group makes. */
  readonly mayMake: (path: string) => boolean;
  /** All of them, or only those near a wanted file. */
  readonly pages: (wanted?: Wanted) => Iterable<Page>;
  /** True if each of them shows a report. */
  readonly areOfReports?: boolean | undefined;
  /** True if they are drawn outside this thread. */
  readonly areDrawn?: boolean | undefined;
}

/** The path of a requested file. */
export interface Wanted {
  readonly path: string;
  /** The report that the file belongs to. */
  readonly reference: string;
}

/** The groups of a site's pages before planning, in the order of the output. */
export type PagePlan = readonly PageGroup[];

/** One picture is started for every this many pages, which are rendered meanwhile. */
const PAGES_FOR_ONE_DRAWN = 2;

/** All pages, planned as they are iterated. `onReports` is called when all that show a report have been. */
export function allPages(groups: PagePlan, onReports?: () => void): Iterable<Page> {
  return { [Symbol.iterator]: () => inTurn(groups, onReports) };
}

/** Drawn pages are spread among the others. */
function* inTurn(groups: PagePlan, onReports?: () => void): Generator<Page> {
  const drawn = groups.filter(({ areDrawn }) => areDrawn).flatMap(({ pages }) => [...pages()]);
  const last = groups.findLast(({ areOfReports }) => areOfReports);
  let at = 0;
  for (const group of groups) {
    const { pages, areDrawn } = group;
    if (areDrawn) continue;
    for (const each of pages()) {
      const picture = at % PAGES_FOR_ONE_DRAWN === 0 ? drawn[at / PAGES_FOR_ONE_DRAWN] : undefined;
      if (picture) yield picture;
      yield each;
      at += 1;
    }
    if (group === last) onReports?.();
  }
  yield* drawn.slice(Math.ceil(at / PAGES_FOR_ONE_DRAWN));
}

/** The pages that may make the file at a path, the most likely one first. */
export function pagesNear(groups: PagePlan, path: string): Page[] {
  const wanted = { path, reference: reportAt(path) ?? '' };
  const near = groups.filter(({ mayMake }) => mayMake(path)).flatMap(({ pages }) => [...pages(wanted)]);
  const named = near.filter(({ name }) => name === path);
  return [...named, ...near.filter(({ name, beside }) => name !== path && isBeside(path, beside))];
}

function isBeside(path: string, beside: string | undefined): boolean {
  return beside !== undefined && path.startsWith(beside);
}

/** True for the pages of a language, or all its other files, unless they belong to a report. */
export function isBesideReports(path: string, language: Language, isPage: boolean): boolean {
  const isOfLanguage = path.startsWith(folder(indexUrl(language)));
  return isOfLanguage && path.endsWith('.html') === isPage && reportAt(path) === undefined;
}

/** A group for the paths that begin with one of these. */
export function below(...starts: readonly string[]): PageGroup['mayMake'] {
  return (path) => starts.some((start) => path.startsWith(start));
}

/** Where the pages below an address are. */
export function folder(url: string): string {
  return url.slice(1);
}
