import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { expect } from 'vitest';
import { testWith } from '../programs.ts';
import { ROOT } from '../run.ts';
import { BROWSER, launchBrowser } from './browser.ts';

/** The sizes in which GitHub shows a document. */
const LOOK = `body { font: 16px/1.5 sans-serif } h1 { font-size: 2em } h2 { font-size: 1.5em; margin: 24px 0 16px } p, pre, ul { margin: 0 0 16px }
pre { font: 13.6px/1.45 monospace; padding: 16px; white-space: pre-wrap }`;

const MARGIN = { top: '1cm', bottom: '1cm', left: '1.5cm', right: '1.5cm' };

testWith(BROWSER)('the outage card is one page to print', async () => {
  const markdown = readFileSync(join(ROOT, 'docs/outage-card.md'), 'utf8');
  const html = await unified().use(remarkParse).use(remarkRehype).use(rehypeStringify).process(markdown);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>${LOOK}</style>${html}`);
    for (const format of ['A4', 'Letter']) {
      const pdf = (await page.pdf({ format, margin: MARGIN })).toString('latin1');
      expect({ format, pages: pdf.match(/\/Type\s*\/Page\b/g)?.length }).toEqual({ format, pages: 1 });
    }
  } finally {
    await browser.close();
  }
});
