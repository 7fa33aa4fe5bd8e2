import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/**
 * The script that checks a page, to be put into it; a page with a policy has to be opened with `bypassCSP`.
 */
export const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe has to say about a page, `rule: element`; of all rules, or of some. */
export async function findings(page: Page, only: readonly string[] = []): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const options = only.length > 0 ? { type: 'rule', values: [...only] } : { type: 'tag', values: RULES };
  return page.evaluate(async (runOnly) => {
    interface Result {
      violations: { id: string; nodes: { html: string }[] }[];
    }
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<Result> } };
    const { violations } = await axe.run({ runOnly });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, options);
}
