import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { reportFile } from '../machines/made.ts';
import { testWith } from '../programs.ts';
import { makeFolder, runCommand } from '../run.ts';
import { builtExample } from '../shared.ts';
import { BROWSER, launchBrowser } from './browser.ts';
import { CONTENT_SECURITY_POLICY } from '../policy.ts';
import { serveFolder } from './static-server.ts';
import type { StaticServer } from './static-server.ts';

const test = testWith(BROWSER);

let browser: Browser;
let server: StaticServer;

beforeAll(async () => {
  const dist = await builtExample();
  expect(existsSync(join(dist, 'pagefind'))).toBe(true);
  server = await serveFolder(dist);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(language: string, from = server): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${from.url}${language}/search/`);
  return { page, complaints };
}

test.each([
  ['en', 'frontend', 'en/incidents/2020-09-15-web-frontend/'],
  ['en', 'downgrading', 'en/incidents/2020-09-15-web-frontend/'],
  ['fr', 'certificat', 'fr/incidents/2021-03-10-certificate-renewal/'],
  ['de', 'Zertifikat', 'de/incidents/2021-03-10-certificate-renewal/'],
  ['ar', 'الويب', 'ar/incidents/2020-09-15-web-frontend/'],
  ['ja', 'データベース', 'ja/incidents/2025-11-20-databases/'],
  ['ja', '接続できない', 'ja/incidents/2025-11-20-databases/'],
  // Parts of words: of one that is written in katakana, and of a compound.
  ['ja', 'マネージド', 'ja/incidents/2025-11-20-databases/'],
  ['de', 'Speicher', 'de/incidents/2025-11-29-object-storage-gateways/'],
  // Nobody has translated it, and nobody may miss it.
  ['ar', 'gateways', 'ar/incidents/2025-11-29-object-storage-gateways/'],
])('a reader of %s finds %s', async (language, word, expected) => {
  const { page, complaints } = await open(language);
  await page.locator('input[type=search]').fill(word);
  await page.locator('.found a').first().waitFor();
  const found = await page
    .locator('.found a')
    .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).pathname.slice(1)));
  expect(found).toContain(expected);
  expect(found.every((path) => path.startsWith(`${language}/incidents/`))).toBe(true);
  expect(await page.locator('[role=status]').last().innerText()).toMatch(/\d/);
  expect(complaints).toEqual([]);
  await page.close();
});

const CHINESE = {
  'site.yaml': 'name: 状态\nurl: https://status.example.com/\nlanguages: [zh-Hans, zh-Hant]\n',
  'incidents/2026-03-04-databases/zh-Hans.md': reportFile(
    '数据库无法连接',
    [
      '{at: 2026-03-04T10:00:00Z, title: "监控报警"}',
      '{at: 2026-03-04T11:00:00Z, state: resolved, title: "已恢复"}',
    ],
    'severity: major\n',
    '一次升级使主数据库停止响应，部分用户无法登录控制面板。',
  ),
  'incidents/2026-03-04-databases/zh-Hant.md':
    '---\nversion: 001\ntitle: 資料庫無法連線\nsummary: 升級後資料庫停止回應。\ntimeline:\n  - {at: 2026-03-04T10:00:00Z, title: "監控發出警報"}\n  - {at: 2026-03-04T11:00:00Z, title: "已恢復"}\n---\n\n部分使用者無法登入控制面板。\n',
  'incidents/2026-03-09-mail/zh-Hans.md': reportFile(
    '邮件延迟送达',
    ['{at: 2026-03-09T10:00:00Z, state: resolved, title: "队列已清空"}'],
    'severity: minor\n',
    '邮件服务器的证书过期。',
  ),
};

test('readers of Chinese find its words, though nothing stands between them', async () => {
  const folder = makeFolder();
  for (const [path, text] of Object.entries(CHINESE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  expect(await runCommand(['build'], { cwd: folder })).toMatchObject({ code: 0 });
  const chinese = await serveFolder(join(folder, 'dist'));
  for (const [language, word, expected] of [
    ['zh-hans', '数据库', ['2026-03-04-databases']],
    ['zh-hans', '登录控制面板', ['2026-03-04-databases']],
    ['zh-hans', '证书', ['2026-03-09-mail']],
    ['zh-hant', '資料庫', ['2026-03-04-databases']],
    ['zh-hant', '登入', ['2026-03-04-databases']],
  ] as const) {
    const { page, complaints } = await open(language, chinese);
    await page.locator('input[type=search]').fill(word);
    await page.locator('.found a').first().waitFor();
    const found = await page
      .locator('.found a')
      .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).pathname.split('/').at(-2)));
    expect(found, word).toEqual(expected);
    expect(complaints).toEqual([]);
    await page.close();
  }
  await chinese.close();
  rmSync(folder, { recursive: true });
});

test('a result says when, how bad and how far, and its excerpt is what the report says', async () => {
  const { page } = await open('en');
  await page.locator('input[type=search]').fill('maintenance');
  const result = page.locator('.found li.teaser', { hasText: 'Mailboxes move to new storage' });
  await result.waitFor();
  expect(await result.locator('.when').innerText()).toBe('19 November 2025');
  expect(await result.locator('.marks').innerText()).toMatch(/Maintenance\s+In progress/);
  const excerpts = await page.locator('.found .excerpt').allInnerTexts();
  expect(excerpts.filter((text) => /Timeline|Last update|Version 00|Reference 20/.test(text))).toEqual([]);
  await page.close();
});

test('exact results come before similar ones, which are marked as such', async () => {
  const { page } = await open('ja');
  await page.locator('input[type=search]').fill('接続できない');
  await page.getByText('近い結果').waitFor();
  expect(await page.locator('.found > li').allInnerTexts()).toEqual([
    expect.stringContaining('接続できない'),
    '近い結果',
    expect.not.stringContaining('接続できない'),
  ]);
  await page.close();
});

test('nothing moves while a query from the address is answered', async () => {
  const { page } = await open('en');
  await page.goto(`${server.url}en/search/?q=storage`);
  await page.locator('.found a').first().waitFor();
  const moved = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().length)).observe({
          type: 'layout-shift',
          buffered: true,
        });
        // Entries are told before the second frame from now; none are told of where nothing moved.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(0))));
      }),
  );
  expect(moved).toBe(0);
  expect(await page.locator('.browse').isVisible()).toBe(false);
  await page.close();
});

test('a query without results says so', async () => {
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
  await page.getByText('Search does not work here.').waitFor();
  await page.close();
});
