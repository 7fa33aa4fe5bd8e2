// Takes the pictures of docs/gallery.md: `npm run gallery`.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, findBrowser, ROOT, serve } from './serve.mjs';

const FOLDER = join(ROOT, 'docs/images/gallery');
/** Pictures are shown beside each other: half the size is enough to see the whole. */
const WIDE = { viewport: { width: 1280, height: 960 }, deviceScaleFactor: 0.5 };
const NARROW = { viewport: { width: 360, height: 720 }, deviceScaleFactor: 0.75 };
const MODEL = 'incidents/2020-09-15-web-frontend/';
const OPEN = 'incidents/2025-11-20-databases/';

/** What the clocks of the builds and of the browser say: days of the example, whatever day it is. */
const PRESENTS = { whole: '2025-11-20T17:00:00Z', calm: '2025-10-30T09:00:00Z' };

/**
 * Name, site, address, size, scheme.
 *
 * @type {readonly (readonly [string, 'whole' | 'calm', string, typeof WIDE, 'light' | 'dark'])[]}
 */
const SHOTS = [
  ['index-en-light', 'whole', 'en/', WIDE, 'light'],
  ['index-en-dark', 'whole', 'en/', WIDE, 'dark'],
  ['index-ar-light', 'whole', 'ar/', WIDE, 'light'],
  ['calm-en-light', 'calm', 'en/', WIDE, 'light'],
  ['open-en-light', 'whole', `en/${OPEN}`, WIDE, 'light'],
  ['article-en-dark', 'whole', `en/${MODEL}`, WIDE, 'dark'],
  ['service-en-light', 'whole', 'en/services/databases/', WIDE, 'light'],
  ['statistics-en-light', 'whole', 'en/statistics/', WIDE, 'light'],
  ['statistics-ja-dark', 'whole', 'ja/statistics/', WIDE, 'dark'],
  ['archive-en-light', 'whole', 'en/archive/2025/', WIDE, 'light'],
  ['search-en-light', 'whole', 'en/search/?q=certificate', WIDE, 'light'],
  ['index-en-light-360', 'whole', 'en/', NARROW, 'light'],
  ['index-ja-dark-360', 'whole', 'ja/', NARROW, 'dark'],
  ['article-ar-light-360', 'whole', `ar/${MODEL}`, NARROW, 'light'],
  ['open-ja-light-360', 'whole', `ja/${OPEN}`, NARROW, 'light'],
  ['calm-en-dark-360', 'calm', 'en/', NARROW, 'dark'],
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
mkdirSync(FOLDER, { recursive: true });
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
console.log(`${SHOTS.length} pictures → docs/images/gallery/`);
