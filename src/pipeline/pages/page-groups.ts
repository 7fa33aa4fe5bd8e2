import { reportAt } from '../../site/route.ts';
import type { Page } from '../remember/pages.ts';

/** Pages that are planned together, and where their files lie. */
export interface PageGroup {
  /** False for paths of files that none of them makes. */
  readonly mayMake: (path: string) => boolean;
  /** All of them, or only those near a file that is wanted. */
  readonly pages: (wanted?: Wanted) => Iterable<Page>;
  /** They are drawn beside this thread. */
  readonly areDrawn?: boolean | undefined;
}

/** Where a file lies that somebody asks for. */
export interface Wanted {
  readonly path: string;
  /** The report that the file belongs to. */
  readonly reference: string;
}

/** The pages of a site before they are planned, in the order of the output. */
export type PagePlan = readonly PageGroup[];

/** One picture is begun for so many pages that are made meanwhile. */
const PAGES_FOR_ONE_DRAWN = 2;

/** Every page there is to be, planned as one goes through them. */
export function allPages(groups: PagePlan): Iterable<Page> {
  return { [Symbol.iterator]: () => inTurn(groups) };
}

/** What is drawn is spread among the others. */
function* inTurn(groups: PagePlan): Generator<Page> {
  const drawn = groups.filter(({ areDrawn }) => areDrawn).flatMap(({ pages }) => [...pages()]);
  let at = 0;
  for (const { pages, areDrawn } of groups) {
    if (areDrawn) continue;
    for (const each of pages()) {
      const picture = at % PAGES_FOR_ONE_DRAWN === 0 ? drawn[at / PAGES_FOR_ONE_DRAWN] : undefined;
      if (picture) yield picture;
      yield each;
      at += 1;
    }
  }
  yield* drawn.slice(Math.ceil(at / PAGES_FOR_ONE_DRAWN));
}

/** The pages one of which makes the file at a path, if any does; the most likely one first. */
export function pagesNear(groups: PagePlan, path: string): Page[] {
  const wanted = { path, reference: reportAt(path) ?? '' };
  const near = groups.filter(({ mayMake }) => mayMake(path)).flatMap(({ pages }) => [...pages(wanted)]);
  const named = near.filter(({ name }) => name === path);
  return [...named, ...near.filter(({ name, beside }) => name !== path && isBeside(path, beside))];
}

function isBeside(path: string, beside: string | undefined): boolean {
  return beside !== undefined && path.startsWith(beside);
}
