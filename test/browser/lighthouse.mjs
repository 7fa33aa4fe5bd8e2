// Lighthouse with its mobile preset on the example site: `npm run lighthouse`. Exits with 1 below 100.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KINDS } from './kinds.mjs';
import { build, findBrowser, ROOT, serve } from './serve.mjs';

const PAGES = [...KINDS, 'ar/'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const folder = process.env['LIGHTHOUSE'] ?? '';
/** @param {keyof typeof MAIN} name */
const load = (name) => import(folder === '' ? name : join(folder, 'node_modules', name, MAIN[name]));
const MAIN = { lighthouse: 'core/index.js', 'chrome-launcher': 'dist/index.js' };
const loaded = await Promise.all([load('lighthouse'), load('chrome-launcher')]).catch(() => undefined);
if (!loaded) {
  console.error(
    'Lighthouse is not installed. It is large, so this project does not depend on it:\n' +
      '  npm install --ignore-scripts --prefix ../lighthouse lighthouse@12\n' +
      '  LIGHTHOUSE="$(cd ../lighthouse && pwd)" npm run lighthouse',
  );
  process.exit(2);
}
const [{ default: lighthouse }, { launch }] = loaded;

const out = mkdtempSync(join(tmpdir(), 'incident-press-lighthouse-'));
build(ROOT, join(out, 'dist'), '2025-11-20T17:00:00Z');
const server = await serve(join(out, 'dist'));
const chrome = await launch({
  chromePath: findBrowser(),
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
});
let isPerfect = true;
for (const path of PAGES) {
  // Old versions, years of the log and pages for frames ask search engines to leave them out: that is no fault.
  const isHidden = (await (await fetch(server.url + path)).text()).includes(
    'name="robots" content="noindex"',
  );
  const { lhr } = await lighthouse(server.url + path, {
    port: chrome.port,
    onlyCategories: CATEGORIES,
    skipAudits: isHidden ? ['is-crawlable'] : [],
    logLevel: 'error',
  });
  const scores = CATEGORIES.map((name) => Math.round((lhr.categories[name]?.score ?? 0) * 100));
  console.log(`/${path}: ${CATEGORIES.map((name, index) => `${name} ${scores[index]}`).join(', ')}`);
  isPerfect &&= scores.every((score) => score === 100);
  const failed = Object.values(lhr.audits).filter(
    ({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode !== 'informative',
  );
  for (const { id, title, displayValue } of failed) console.log(`  ${id}: ${title} ${displayValue ?? ''}`);
}
chrome.kill();
server.close();
rmSync(out, { recursive: true });
process.exitCode = isPerfect ? 0 : 1;
