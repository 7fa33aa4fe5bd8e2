import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { testWith } from '../programs.ts';
import { builtExample } from '../shared.ts';
import { AXE, findings } from './axe.ts';
import { BROWSER, EXAMPLE_DAY, launchBrowser } from './browser.ts';
import { KINDS } from './kinds.mjs';
import { serveFolder } from './static-server.ts';
import type { StaticServer } from './static-server.ts';

const test = testWith(BROWSER);

const MODEL = 'incidents/2020-09-15-web-frontend/';

let browser: Browser;
let server: StaticServer;

beforeAll(async () => {
  server = await serveFolder(await builtExample());
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens a page; what the browser complains about (the policy, missing files) is collected. */
async function open(
  path: string,
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; complaints: string[] }> {
  // axe is put into the page by the test, which the policy would forbid as it forbids any other script.
  const page = await browser.newPage({ bypassCSP: false, ...options });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) complaints.push(`third party: ${request.url()}`);
  });
  await page.clock.setFixedTime(EXAMPLE_DAY);
  await page.goto(server.url + path, { waitUntil: 'load' });
  return { page, complaints };
}

const PAGES = [
  '',
  'en/',
  `en/${MODEL}`,
  'ar/',
  `ar/${MODEL}`,
  'ja/',
  'en/incidents/2022-11-02-object-storage/',
  'fr/incidents/2025-11-20-databases/',
  'ar/incidents/2025-04-27-control-panel/',
  'en/404.html',
  MODEL,
  `en/${MODEL}history/`,
  `ar/${MODEL}history/`,
  `ja/${MODEL}history/`,
  'fr/incidents/2022-11-02-object-storage/history/',
  `fr/${MODEL}v/001/`,
  `en/${MODEL}v/003r2/`,
];

// One page of each kind is looked at in every scheme in accessible.test.ts.
test.each(PAGES.filter((path) => !KINDS.includes(path)))('axe finds nothing on /%s', async (path) => {
  const { page } = await open(path, { viewport: { width: 1280, height: 900 }, bypassCSP: true });
  expect(await findings(page)).toEqual([]);
  await page.close();
});

test('axe does find what is wrong with a page that is', async () => {
  const { page } = await open('en/', { bypassCSP: true });
  await page.setContent('<html><body><img src="x.png"><a href="#"></a></body></html>');
  await page.addScriptTag({ path: AXE });
  const count = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: unknown[] }> } };
    return (await axe.run()).violations.length;
  });
  expect(count).toBeGreaterThan(2);
  await page.close();
});

test.each([...new Set([...PAGES, ...KINDS])])(
  '/%s keeps to the policy, asks nobody else, and fits 320 px',
  async (path) => {
    const { page, complaints } = await open(path, { viewport: { width: 320, height: 640 } });
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.close();
  },
);

test('the model article says everything a reader needs, without scripts', async () => {
  const { page } = await open(`en/${MODEL}`, { javaScriptEnabled: false });
  const text = (await page.locator('article').innerText()).replaceAll(/\s+/g, ' ');
  for (const fact of [
    'Resolved',
    'started 15 September 2020',
    'Web frontend issue',
    'Version 003r2',
    'English',
    'after at most 5 min',
    'after 25 min',
    '45 min',
  ]) {
    expect(text).toContain(fact);
  }
  const anchors = await page.locator('[id^="t-2020"]').evaluateAll((all) => all.map(({ id }) => id));
  expect(anchors).toEqual([
    't-20200915T114500Z',
    't-20200915T112500Z',
    't-20200915T110500Z',
    't-20200915T110000Z',
  ]);
  await page.close();
});

test('the Arabic article reads from right to left, its code from left to right, its anchors the same', async () => {
  const { page } = await open(`ar/${MODEL}`);
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await page.locator('article').getAttribute('lang')).toBe('ar');
  expect(await page.locator('[id^="t-2020"]').count()).toBe(4);
  await page.close();
});

test('a difference says aloud what was added and removed, and reads well without colours', async () => {
  const { page } = await open(`en/${MODEL}history/`, { javaScriptEnabled: false });
  const state = page.locator('#v-003 .changes > li').first();
  expect((await state.innerText()).replaceAll(/\s+/g, ' ')).toMatch(/^State Removed: /);
  expect(await state.locator('del .sr-only').textContent()).toContain('Removed:');
  expect(await state.locator('ins').textContent()).toContain('Resolved');
  const lines = await page
    .locator('#v-003r2 .diff del, #v-003r2 .diff ins')
    .evaluateAll((all) => all.map((each) => getComputedStyle(each).textDecorationLine));
  expect(new Set(lines)).toEqual(new Set(['line-through', 'underline']));
  await page.close();
});

test('a report that is not translated is shown in its own language, marked as such, and not indexed', async () => {
  const { page } = await open('ar/incidents/2025-04-27-control-panel/');
  expect(await page.locator('html').getAttribute('lang')).toBe('ar');
  expect(await page.locator('article').getAttribute('lang')).toBe('en');
  expect(await page.locator('article').getAttribute('dir')).toBe('ltr');
  expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(
    'https://status.example.com/en/incidents/2025-04-27-control-panel/',
  );
  await page.close();
});

test('the index lists open reports before closed ones, and those newest first', async () => {
  const { page } = await open('en/');
  const titles = await page
    .locator('main a[href*="/incidents/"]')
    .evaluateAll((links) => links.map((each) => each.getAttribute('href')?.split('/')[3]));
  expect(titles[0]).toBe('2025-11-20-databases');
  const past = await page
    .locator('.past a[href*="/incidents/"]')
    .evaluateAll((links) => links.map((each) => each.getAttribute('href')?.split('/')[3] ?? ''));
  expect(past.length).toBeGreaterThan(5);
  expect(past.at(-1)).toBe('2020-09-15-web-frontend');
  await page.close();
});
