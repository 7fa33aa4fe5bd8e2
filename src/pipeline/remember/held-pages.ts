import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OutputFile } from '../../model/file.ts';
import type { KeptPage } from './memory.ts';
import { pageMaker } from './pages.ts';
import type { Page, PageMaking } from './pages.ts';

/** A page with the bytes of its files, and what was wrong while it was made. */
export interface HeldPage {
  readonly page: KeptPage;
  readonly bodies: ReadonlyMap<string, OutputFile['body']>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The pages that were looked at lately, with their bytes. */
export type HeldPages = Map<string, HeldPage>;

/** At most so many pages are held; any other can be made again. */
const HELD = 64;

/** Gives pages with their bytes, and makes those that are not held or name something that has changed. */
export function pageHolder(
  held: HeldPages,
  making: Pick<PageMaking, 'templates' | 'crew' | 'rules'>,
): (page: Page) => Promise<HeldPage> {
  const before = { get: (name: string) => held.get(name)?.page };
  const make = pageMaker({ ...making, before: { pages: before }, isThere: () => true });
  return async (page) => {
    const old = held.get(page.name);
    const { page: now, reasons, files, diagnostics } = await make(page);
    const bodies = new Map(files.map(({ path, body }) => [path, body] as const));
    const each = old && reasons.length === 0 ? old : { page: now, bodies, diagnostics };
    held.delete(page.name);
    held.set(page.name, each);
    const [oldest] = held.keys();
    if (held.size > HELD && oldest !== undefined) held.delete(oldest);
    return each;
  };
}
