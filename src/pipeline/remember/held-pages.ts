import type { OutputFile } from '../../model/file.ts';
import { putLast } from './memory.ts';
import { pageMaker } from './pages.ts';
import type { MadePage, Making, Page } from './pages.ts';

/** A page with the bytes of its files, and the problems found while it was rendered. */
export interface HeldPage extends Pick<MadePage, 'page' | 'diagnostics'> {
  readonly bodies: ReadonlyMap<string, OutputFile['body']>;
}

/** The pages that were requested recently, with their bytes. */
export type HeldPages = Map<string, HeldPage>;

/** At most this many pages are held; any other can be rendered again. */
const HELD = 64;

/** Returns pages with their bytes, rendering those that are not held or have an input that changed. */
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
