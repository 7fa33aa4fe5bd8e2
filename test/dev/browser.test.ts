import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { BROWSER, launchBrowser } from '../browser/browser.ts';
import { testWith } from '../programs.ts';
import { copyExample, ROOT, runCommand } from '../run.ts';
import { startDev } from './run-dev.ts';
import type { Dev } from './run-dev.ts';

const test = testWith(BROWSER);

const MODEL = 'incidents/2020-09-15-web-frontend/';
/** Not there: what was published cannot go. */
const ALONE = 'incidents/2025-10-10-alone/';
const OTHER = 'incidents/2025-04-27-control-panel/';

let browser: Browser;
let site: string;
let dev: Dev;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  site = copyExample();
  dev = await startDev(site);
  page = await browser.newPage({ viewport: { width: 800, height: 400 } });
});
afterEach(async () => {
  await page?.close();
  await dev?.end();
  rmSync(site, { recursive: true, force: true });
});

const path = (name: string) => join(site, name);
function edit(name: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path(name), 'utf8');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(path(name), edited);
}

/** Marks the document, so that a reload would show. */
const mark = () => page.evaluate(() => void Object.assign(window, { marked: true }));
const isMarked = () => page.evaluate(() => 'marked' in window);
const overlay = () => page.locator('incident-press-problems section');

test('an edit changes the open page, and the reader stays where they were', async () => {
  await page.goto(`${dev.url}en/${MODEL}`);
  await page.evaluate(() => scrollTo(0, 300));
  edit(`${MODEL}en.md`, /^title: "/m, 'title: "Changed: ');
  await page.waitForFunction(() => document.querySelector('h1')?.textContent.includes('Changed:'));
  expect(await page.title()).toContain('Changed:');
  await page.waitForFunction(() => scrollY === 300);
});

test('a change elsewhere leaves the page alone', async () => {
  await page.goto(`${dev.url}en/${MODEL}`);
  await page.evaluate(() => Object.assign(window, { body: document.body }));
  edit(`${OTHER}en.md`, /^title: "/m, 'title: "Changed: ');
  const other = await browser.newPage();
  await other.goto(`${dev.url}en/`);
  await other.waitForFunction(() => document.body.textContent.includes('Changed:'));
  await other.close();
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => (window as unknown as { body: Element }).body === document.body)).toBe(
    true,
  );
});

test('a new style sheet takes effect without a reload', async () => {
  await page.goto(`${dev.url}en/`);
  await mark();
  const sheets = await page.locator('link[rel=stylesheet]').count();
  const style = readFileSync(join(ROOT, 'templates/style.css'), 'utf8');
  mkdirSync(path('templates'));
  writeFileSync(path('templates/style.css'), `${style}\nh1 { color: rgb(1, 2, 3) !important }\n`);
  await page.waitForFunction(
    () => getComputedStyle(document.querySelector('h1') as Element).color === 'rgb(1, 2, 3)',
  );
  expect(await page.locator('link[rel=stylesheet]').count()).toBe(sheets);
  expect(await isMarked()).toBe(true);
});

test('a mistake appears over the page with its line, and goes when it is put right', async () => {
  await page.goto(`${dev.url}en/${MODEL}`);
  expect(await overlay().isVisible()).toBe(false);
  edit(`${MODEL}en.md`, 'version: 003r2', 'version: one');
  await overlay().waitFor({ state: 'visible' });
  const text = await overlay().innerText();
  expect(text).toContain('1 error');
  expect(text).toContain(`${MODEL}en.md:`);
  expect(text).toContain('version: one');
  expect(text).toContain('▔▔▔');
  expect(await page.locator('h1').innerText()).toContain('Web frontend');
  await page.keyboard.press('Escape');
  expect(await overlay().isVisible()).toBe(false);
  edit(`${MODEL}en.md`, 'version: one', 'version: two');
  await overlay().waitFor({ state: 'visible' });
  edit(`${MODEL}en.md`, 'version: two', 'version: 003r2');
  await overlay().waitFor({ state: 'hidden' });
});

test('what a writer types is shown as text, in the overlay too', async () => {
  await page.goto(`${dev.url}en/`);
  edit(`${MODEL}en.md`, 'version: 003r2', 'version: <img src=x onerror=alert(1)>');
  await overlay().waitFor({ state: 'visible' });
  expect(await overlay().innerText()).toContain('<img src=x onerror=alert(1)>');
  expect(await page.locator('incident-press-problems img').count()).toBe(0);
});

test('a page that comes is there, and one that goes becomes the page that says so', async () => {
  const text = readFileSync(path(`${OTHER}en.md`), 'utf8');
  await page.goto(`${dev.url}en/${ALONE}`);
  for (let round = 0; round < 2; round += 1) {
    await page.waitForFunction(() => document.body.className === 'page-not-found');
    mkdirSync(path(ALONE));
    writeFileSync(path(`${ALONE}en.md`), text);
    await page.waitForFunction(() => document.body.className === 'page-article');
    rmSync(path(ALONE), { recursive: true });
  }
});

test('settings that are broken from the start are shown, and the site as soon as they are right', async () => {
  await dev.end();
  const text = readFileSync(path('site.yaml'), 'utf8');
  writeFileSync(path('site.yaml'), 'name: [');
  dev = await startDev(site);
  const answer = await page.goto(dev.url);
  expect(answer?.status()).toBe(503);
  await overlay().waitFor({ state: 'visible' });
  expect(await overlay().innerText()).toContain('site.yaml:1:');
  writeFileSync(path('site.yaml'), text);
  await page.locator('body.page-index').waitFor();
  await overlay().waitFor({ state: 'hidden' });
});

test('what is built has nothing of this in it', async () => {
  await runCommand(['build', '--no-cache'], { cwd: site });
  expect(readFileSync(path(`dist/en/${MODEL}index.html`), 'utf8')).not.toContain('incident-press/client');
});
