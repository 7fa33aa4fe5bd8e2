import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { testWith } from '../programs.ts';
import { makeFolder, ROOT } from '../run.ts';
import { builtExample } from '../shared.ts';
import { BROWSER, EXAMPLE_DAY, launchBrowser } from './browser.ts';
import { serveFolder } from './static-server.ts';
import type { StaticServer } from './static-server.ts';

const test = testWith(BROWSER);

const MODEL = 'en/incidents/2020-09-15-web-frontend/';
const OPEN = 'en/incidents/2025-11-20-databases/';
/** Longer than the first pause, and shorter than the second one. */
const ONE_PAUSE = 40_000;

let browser: Browser;
let server: StaticServer;
let dist: string;
let original: string;
const file = () => join(dist, OPEN, 'index.html');

beforeAll(async () => {
  dist = join(makeFolder(), 'dist');
  cpSync(await builtExample(), dist, { recursive: true });
  original = readFileSync(file(), 'utf8');
  server = await serveFolder(dist);
  browser = await launchBrowser();
});
beforeEach(() => writeFileSync(file(), original));
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(dist, { recursive: true });
});

/** Opens a page with a clock that the test moves on; `asked` are the statuses of what the script fetched. */
async function open(path: string, options: BrowserContextOptions = {}, time = EXAMPLE_DAY) {
  const page = await browser.newPage({
    timezoneId: 'UTC',
    viewport: { width: 800, height: 600 },
    ...options,
  });
  const asked: number[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.request().resourceType() === 'fetch') asked.push(response.status());
  });
  await page.addInitScript(countAnswers);
  await page.clock.install({ time });
  await page.goto(server.url + path);
  return { page, asked, complaints };
}

/** Runs in the page, before its script: `awaited` counts what the script still waits for. */
function countAnswers(): void {
  const there = window as Window & { awaited?: number };
  there.awaited = 0;
  const counted = <In extends unknown[], Out>(call: (...given: In) => Promise<Out>) =>
    async function (this: unknown, ...given: In): Promise<Out> {
      there.awaited! += 1;
      try {
        return await call.apply(this, given);
      } finally {
        // A task later, so that whatever the answer leads to at once has been asked for.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => (there.awaited! -= 1);
        channel.port2.postMessage(null);
      }
    };
  window.fetch = counted(window.fetch.bind(window));
  Response.prototype.text = counted(Response.prototype.text);
}

/**
 * Moves the page's clock on, and waits until the script has every answer. The next pause begins only
 * then, so that how often the page asks does not depend on how busy this machine is.
 */
async function pass(page: Page, time: number): Promise<void> {
  await page.clock.runFor(time);
  while ((await page.evaluate(() => (window as Window & { awaited?: number }).awaited)) !== 0);
}

function publish(change: (html: string) => string): void {
  const changed = change(original);
  expect(changed).not.toBe(original);
  writeFileSync(file(), changed);
}

const withNews = (html: string) =>
  html
    .replaceAll('Managed databases in zone B unreachable', 'News at the top')
    .replaceAll('Nine databases left', 'Three databases left');
/** Pushes everything below it down. */
const withLongNews = (html: string) =>
  html.replace('<section class="timeline">', `<p>${'More of it. '.repeat(400)}</p>$&`);

test('the script is light', () => {
  expect(gzipSync(readFileSync(join(ROOT, 'templates/enhance.js'))).length).toBeLessThanOrEqual(3.5 * 1024);
});

test.each([
  ['summer', MODEL, '(07:00 UTC-4)'],
  ['winter', 'en/incidents/2025-11-20-databases/', '(08:52 UTC-5)'],
])('the reader’s own time stands beside UTC, in %s as the zone has it', async (_, path, expected) => {
  const { page, complaints } = await open(path, { timezoneId: 'America/New_York' });
  const zones = await page.locator('article .zone').allInnerTexts();
  expect(zones).toContain(expected);
  expect(zones.join()).not.toMatch(/UTC\+[12]/);
  expect(await page.locator('article time').first().innerText()).toContain('UTC');
  expect(complaints).toEqual([]);
  await page.close();
});

test('a plan begins and passes its end on a page that is open, without a new build', async () => {
  const path = 'en/incidents/2025-11-29-object-storage-gateways/';
  const html = readFileSync(join(dist, path, 'index.html'), 'utf8');
  const [, start = ''] = /class="kicker weight[^>]*>[\s\S]*?<span data-until="([^"]+)"/.exec(html) ?? [];
  const before = new Date(Date.parse(start) - 90_000);
  const { page, complaints } = await open(path, {}, before);
  const shown = (tab: typeof page) => tab.locator('.weight > span:not(.harm):visible').allInnerTexts();
  expect(await shown(page)).toEqual([expect.stringMatching(/^Planned for 29 November 2025/)]);
  await pass(page, 3 * 60_000);
  expect(await shown(page)).toEqual([expect.stringMatching(/^In progress\b/)]);
  const late = await open(path, {}, new Date('2030-01-01T00:00:00Z'));
  expect(await shown(late.page)).toEqual([expect.stringMatching(/^Overdue Planned until .*, no word yet$/)]);
  expect(complaints).toEqual([]);
  await late.page.close();
  await page.close();
});

test('an open report says how long ago its newest entry was, and an index leaves out the date of today', async () => {
  const { page } = await open(OPEN);
  expect(await page.locator('.now .latest .meta').innerText()).toMatch(/16:40 UTC .*· 20 minutes ago$/);
  await page.goto(`${server.url}en/`);
  expect(await page.locator('.open .latest').innerText()).toMatch(
    /^16:40 UTC \(17:40 UTC\+1\) · 20 minutes ago/,
  );
  await page.close();
});

test('a calm index asks every five minutes, and at once when it is seen again', async () => {
  const path = join(dist, 'en/index.html');
  const html = readFileSync(path, 'utf8');
  writeFileSync(path, html.replace('data-live="30"', 'data-live="300"'));
  const { page, asked } = await open('en/');
  await pass(page, 3 * 60_000);
  expect(asked).toEqual([]);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await pass(page, 1000);
  expect(asked).toEqual([200]);
  expect(await page.locator('.known').innerText()).toMatch(
    /^No newer page at 17:0[3-4]\.( This one is as of .*)?$/,
  );
  await page.close();
  writeFileSync(path, html);
});

test('where it is another day, the date is said in the language of the text', async () => {
  const { page } = await open('fr/incidents/2020-09-15-web-frontend/', { timezoneId: 'Pacific/Kiritimati' });
  expect((await page.locator('article .zone').allInnerTexts()).join()).toMatch(
    /16 septembre 2020.* UTC\+14\)/,
  );
  await page.close();
});

test('a reader in UTC sees what was written', async () => {
  const { page } = await open(MODEL);
  expect((await page.locator('article .zone').allInnerTexts()).join()).toContain('(13:00 UTC+2)');
  await page.close();
});

test('the address of an entry can be copied, with the keyboard too', async () => {
  const { page, complaints } = await open(MODEL, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.locator('#t-20200915T112500Z .copy').focus();
  await page.keyboard.press('Enter');
  await page.locator('[role=status]', { hasText: 'Link copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${server.url}${MODEL}#t-20200915T112500Z`,
  );
  const stops = page.locator('#t-20200915T112500Z :is(a, button):not([tabindex="-1"])');
  expect(await stops.count(), 'stops of the keyboard in an entry').toBe(1);
  expect(complaints).toEqual([]);
  await page.close();
});

test('links to headings of articles that were frozen early lead to them, and theirs to those of today', async () => {
  const headings = '<h2 id="s-then">Then</h2>\n<h2 id="now">Now</h2>\n</article>';
  writeFileSync(file(), original.replace('</article>', headings));
  const { page } = await open(`${OPEN}#then`);
  const at = (hash: string) => page.waitForFunction((there) => location.hash === there, hash);
  await at('#s-then');
  await page.evaluate(() => (location.hash = 's-now'));
  await at('#now');
  await page.close();
});

test('a closed report never asks', async () => {
  const { page, asked } = await open(MODEL);
  await pass(page, 3_600_000);
  expect(asked).toEqual([]);
  await page.close();
});

test('an open report asks with the tag it was given, less and less often', async () => {
  const { page, asked } = await open(OPEN);
  for (let minute = 0; minute < 30; minute += 1) await pass(page, 60_000);
  expect(asked[0]).toBe(200);
  expect(asked.slice(1).every((status) => status === 304)).toBe(true);
  // Every 30 s would be 60 times.
  expect(asked.length).toBeGreaterThan(6);
  expect(asked.length).toBeLessThan(16);
  await page.close();
});

test('news appears in its place, is announced politely, and moves neither focus nor view', async () => {
  const { page, complaints } = await open(OPEN, { timezoneId: 'America/New_York' });
  const entry = page.locator('.entry').nth(3);
  await entry.evaluate((each) =>
    scrollTo({ top: each.getBoundingClientRect().top + scrollY, behavior: 'instant' }),
  );
  const top = await entry.evaluate((each) => each.getBoundingClientRect().top);
  publish((html) => withLongNews(withNews(html)));
  await pass(page, ONE_PAUSE);
  await page.locator('h1', { hasText: 'News at the top' }).waitFor({ state: 'attached' });
  expect(await page.title()).toContain('News at the top');
  expect(await page.locator('[role=status]').innerText()).toBe(
    'This page has just been updated. Three databases left; next update at 17:30 UTC',
  );
  expect(
    await page.locator('.new').evaluateAll((all) => all.map((each) => each.className.split(' ')[0])),
  ).toEqual(['latest', 'entry']);
  expect(Math.abs((await entry.evaluate((each) => each.getBoundingClientRect().top)) - top)).toBeLessThan(2);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  expect(await page.locator('article .zone').first().innerText()).toContain('UTC-5');
  expect(complaints).toEqual([]);
  await page.close();
});

test('a reader who is busy on the page is asked first', async () => {
  const { page } = await open(OPEN);
  await page.locator('.entry .when a').first().focus();
  publish(withNews);
  await pass(page, ONE_PAUSE);
  const button = page.getByRole('button', { name: 'Show the update' });
  await button.waitFor();
  expect(await page.locator('h1').innerText()).toContain('Managed databases');
  expect(await page.evaluate(() => document.activeElement?.closest('.entry') !== null)).toBe(true);
  await button.click();
  expect(await page.locator('h1').innerText()).toContain('News at the top');
  await page.close();
});

test('a hidden tab does nothing, and catches up when it is shown', async () => {
  const { page, asked } = await open(OPEN);
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await hide(true);
  publish(withNews);
  await pass(page, 3_600_000);
  expect(asked).toEqual([]);
  await hide(false);
  await pass(page, 100);
  await page.locator('h1', { hasText: 'News at the top' }).waitFor();
  await page.close();
});

test('when the report is closed, the page shows it and asks no more', async () => {
  const { page, asked } = await open(OPEN);
  publish((html) => withNews(html).replace(/ data-live="\d+"/, ''));
  await pass(page, ONE_PAUSE);
  await page.locator('h1', { hasText: 'News at the top' }).waitFor();
  await pass(page, 3_600_000);
  expect(asked).toEqual([200]);
  await page.close();
});

test('a server that fails is asked again, later and later, and the page stays', async () => {
  const { page } = await open(OPEN);
  let tries = 0;
  await page.route(`**/${OPEN}`, (route) => {
    tries += 1;
    return route.fulfill({ status: 503, body: '' });
  });
  for (let minute = 0; minute < 30; minute += 1) await pass(page, 60_000);
  expect(tries).toBeGreaterThan(2);
  expect(tries).toBeLessThan(9);
  expect(await page.locator('.known.lost').innerText()).toMatch(/^No connection since 17:0\d; this page may/);
  expect(await page.locator('h1').innerText()).toContain('Managed databases');
  await page.close();
});
