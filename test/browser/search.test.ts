import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, runCommand } from '../run.ts';
import { launchBrowser } from './browser.ts';
import { CONTENT_SECURITY_POLICY } from '../../src/build/headers.ts';
import { serveFolder } from './static-server.ts';
import type { StaticServer } from './static-server.ts';

let browser: Browser;
let server: StaticServer;
let site: string;

beforeAll(async () => {
  site = copyExample();
  const built = await runCommand(['build'], { cwd: site });
  expect(built).toMatchObject({ code: 0 });
  expect(built.stdout).not.toContain('no full-text search');
  server = await serveFolder(join(site, 'dist'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(site, { recursive: true });
});

async function open(language: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}${language}/search/`);
  return { page, complaints };
}

test.each([
  ['en', 'frontend', 'en/incidents/2020-09-15-web-frontend/'],
  ['en', 'downgrading', 'en/incidents/2020-09-15-web-frontend/'],
  ['fr', 'certificat', 'fr/incidents/2021-03-10-certificate-renewal/'],
  ['de', 'Zertifikat', 'de/incidents/2021-03-10-certificate-renewal/'],
  ['ar', 'الويب', 'ar/incidents/2020-09-15-web-frontend/'],
  ['ja', 'データベース', 'ja/incidents/2026-11-20-databases/'],
  ['ja', '接続できない', 'ja/incidents/2026-11-20-databases/'],
  // Nobody has translated it, and nobody may miss it.
  ['ar', 'gateways', 'ar/incidents/2026-11-29-object-storage-gateways/'],
])('a reader of %s finds %s', async (language, word, expected) => {
  const { page, complaints } = await open(language);
  await page.locator('input[type=search]').fill(word);
  await page.locator('.found a').first().waitFor();
  const found = await page
    .locator('.found a')
    .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).pathname.slice(1)));
  expect(found).toContain(expected);
  expect(found.every((path) => path.startsWith(`${language}/incidents/`))).toBe(true);
  expect(await page.locator('[role=status]').last().innerText()).toMatch(/\d+$/);
  expect(complaints).toEqual([]);
  await page.close();
});

test('what is not there is said not to be there', async () => {
  const { page } = await open('en');
  await page.locator('input[type=search]').fill('xyzzyqq');
  await page.getByText('Nothing was found.').waitFor();
  expect(await page.locator('.found a').count()).toBe(0);
  await page.close();
});

test('without scripts the page leads to everything there is', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${server.url}en/search/`);
  expect(await page.locator('input').isVisible()).toBe(false);
  expect(await page.locator('.browse a[href*="/archive/"]').count()).toBeGreaterThan(4);
  await page.close();
});

test('where the policy forbids WebAssembly, the page says so, and nothing is complained of before', async () => {
  const { page, complaints } = await open('en');
  await page.route('**/search/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': CONTENT_SECURITY_POLICY },
    });
  });
  await page.route('**/pagefind-worker.js', (route) => route.abort());
  await page.reload();
  expect(complaints).toEqual([]);
  await page.locator('input[type=search]').fill('frontend');
  await page.getByText('The search does not work here.').waitFor();
  await page.close();
});
