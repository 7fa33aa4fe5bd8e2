// Takes the pictures of docs/gallery.md and the one of the README: `npm run gallery`.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, findBrowser, ROOT, serve } from './serve.mjs';

const FOLDER = join(ROOT, 'docs/images');
/** Pictures are shown beside each other: half the size is enough to see the whole. */
const WIDE = { viewport: { width: 1280, height: 960 }, deviceScaleFactor: 0.5 };
const LARGE = { viewport: { width: 1280, height: 1100 }, deviceScaleFactor: 1 };
const NARROW = { viewport: { width: 360, height: 720 }, deviceScaleFactor: 0.75 };
const MODEL = 'incidents/2020-09-15-web-frontend/';
const OPEN = 'incidents/2025-11-20-databases/';

/** What the clocks of the builds and of the browser say: days of the example, whatever day it is. */
const PRESENTS = { whole: '2025-11-20T17:00:00Z', calm: '2025-10-30T09:00:00Z' };

/**
 * File below docs/images/, site, address, size, scheme.
 *
 * @type {readonly (readonly [string, 'whole' | 'calm', string, typeof WIDE, 'light' | 'dark'])[]}
 */
const SHOTS = [
  ['article', 'whole', `en/${MODEL}`, LARGE, 'light'],
  ['gallery/index-en-light', 'whole', 'en/', WIDE, 'light'],
  ['gallery/index-en-dark', 'whole', 'en/', WIDE, 'dark'],
  ['gallery/index-ar-light', 'whole', 'ar/', WIDE, 'light'],
  ['gallery/calm-en-light', 'calm', 'en/', WIDE, 'light'],
  ['gallery/open-en-light', 'whole', `en/${OPEN}`, WIDE, 'light'],
  ['gallery/article-en-dark', 'whole', `en/${MODEL}`, WIDE, 'dark'],
  ['gallery/service-en-light', 'whole', 'en/services/databases/', WIDE, 'light'],
  ['gallery/statistics-en-light', 'whole', 'en/statistics/', WIDE, 'light'],
  ['gallery/statistics-ja-dark', 'whole', 'ja/statistics/', WIDE, 'dark'],
  ['gallery/archive-en-light', 'whole', 'en/archive/2025/', WIDE, 'light'],
  ['gallery/search-en-light', 'whole', 'en/search/?q=certificate', WIDE, 'light'],
  ['gallery/index-en-light-360', 'whole', 'en/', NARROW, 'light'],
  ['gallery/index-ja-dark-360', 'whole', 'ja/', NARROW, 'dark'],
  ['gallery/article-ar-light-360', 'whole', `ar/${MODEL}`, NARROW, 'light'],
  ['gallery/open-ja-light-360', 'whole', `ja/${OPEN}`, NARROW, 'light'],
  ['gallery/calm-en-dark-360', 'calm', 'en/', NARROW, 'dark'],
];

const work = mkdtempSync(join(tmpdir(), 'incident-press-gallery-'));
const calm = join(work, 'calm');
cpSync(join(ROOT, 'site.yaml'), join(calm, 'site.yaml'));
// The same site on a quiet day: what was open in November 2025 had not begun.
for (const name of readdirSync(join(ROOT, 'incidents')).filter((each) => !each.startsWith('2025-11-'))) {
  cpSync(join(ROOT, 'incidents', name), join(calm, 'incidents', name), { recursive: true });
}
build(ROOT, join(work, 'whole-dist'), PRESENTS.whole);
build(calm, join(work, 'calm-dist'), PRESENTS.calm);
const servers = { whole: await serve(join(work, 'whole-dist')), calm: await serve(join(work, 'calm-dist')) };
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(join(FOLDER, 'gallery'), { recursive: true });
for (const [name, site, path, size, colorScheme] of SHOTS) {
  const page = await browser.newPage({ ...size, colorScheme, timezoneId: 'UTC' });
  await page.clock.setFixedTime(new Date(PRESENTS[site]));
  await page.goto(servers[site].url + path);
  if (path.includes('?q=')) await page.locator('.found a').first().waitFor();
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
}
await browser.close();
for (const server of Object.values(servers)) server.close();
rmSync(work, { recursive: true });
console.log(`${SHOTS.length} pictures → docs/images/`);
