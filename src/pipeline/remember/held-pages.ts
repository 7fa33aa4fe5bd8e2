import type { OutputFile } from '../../model/file.ts';
import { putLast } from './memory.ts';
import { pageMaker } from './pages.ts';
import type { MadePage, Making, Page } from './pages.ts';

/** A page with the bytes of its files, and what was wrong while it was made. */
export interface HeldPage extends Pick<MadePage, 'page' | 'diagnostics'> {
  readonly bodies: ReadonlyMap<string, OutputFile['body']>;
}

/** The pages that were looked at lately, with their bytes. */
export type HeldPages = Map<string, HeldPage>;

/** At most so many pages are held; any other can be made again. */
const HELD = 64;

/** Gives pages with their bytes, and makes those that are not held or name something that has changed. */
export function pageHolder(
  held: HeldPages,
  making: Pick<Making, 'templates' | 'crew' | 'rules'>,
): (page: Page) => Promise<HeldPage> {
  const before = { get: (name: string) => held.get(name)?.page };
  const make = pageMaker({ ...making, before: { pages: before }, isThere: () => true });
  return async (page) => {
    const { page: now, reasons, files, diagnostics } = await make(page);
    const old = reasons.length === 0 ? held.get(page.name) : undefined;
    const bodies = new Map(files.map(({ path, body }) => [path, body] as const));
    const each = old?.page === now ? old : { bodies, diagnostics, ...old, page: now };
    putLast(held, page.name, each, HELD);
    return each;
  };
}
