import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { testWith } from '../programs.ts';
import { makeFolder } from '../run.ts';
import { alternateFaults, deadLinks } from '../sites/hreflang.ts';
import { buildSite, pagesOf } from '../sites/pure-site.ts';
import { ALONE, BEHIND, OPEN, WHOLE, WORLD, worldSite } from '../sites/world.ts';
import { AXE } from './axe.ts';
import { BROWSER, launchBrowser } from './browser.ts';
import { serveFolder } from './static-server.ts';
import type { StaticServer } from './static-server.ts';

const test = testWith(BROWSER);

/** WCAG 2.2, 1.4.10: the width at which nothing may have to be scrolled sideways. */
const NARROW = { width: 320, height: 640 };
/** UTC+5:45: the longest name of a zone, and often another day. */
const FAR = 'Asia/Kathmandu';

let folder: string;
let server: StaticServer;
let browser: Browser;

beforeAll(async () => {
  folder = makeFolder();
  const { files, diagnostics } = await buildSite(worldSite());
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const pages = pagesOf(files);
  expect(alternateFaults(pages, 'https://status.example.com/')).toEqual([]);
  expect(
    deadLinks(
      pages,
      files.map(({ path }) => path),
    ),
  ).toEqual([]);
  for (const { path, body } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  server = await serveFolder(folder);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

/** Every kind of page for readers of a language. */
const pathsOf = (tag: string) =>
  [
    '',
    `incidents/${WHOLE}/`,
    `incidents/${BEHIND}/`,
    `incidents/${ALONE}/`,
    `incidents/${WHOLE}/history/`,
    `incidents/${WHOLE}/v/001/`,
    '404.html',
  ].map((path) => `${tag.toLowerCase()}/${path}`);

test.each(WORLD)('%s: every kind of page fits 320 px', async (tag) => {
  const page = await browser.newPage({ viewport: NARROW, timezoneId: FAR });
  for (const path of pathsOf(tag)) {
    await page.goto(server.url + path);
    const wide = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      lang: document.documentElement.lang,
      // What sticks out on the other side cannot be scrolled to, and is cut off.
      outside: [...document.querySelectorAll('main *')]
        .filter((element) => !element.closest('pre, .table, .sr-only, svg'))
        .filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 0 && (left < -1 || right > innerWidth + 1);
        })
        .map((element) => element.outerHTML.slice(0, 80)),
    }));
    expect(wide, path).toEqual({ width: 320, lang: tag, outside: [] });
  }
  await page.close();
});

test.each(WORLD)('%s: axe finds nothing on the index and on an article that is behind', async (tag) => {
  const page = await browser.newPage({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
  for (const path of [`${tag.toLowerCase()}/`, `${tag.toLowerCase()}/incidents/${BEHIND}/`]) {
    await page.goto(server.url + path);
    await page.addScriptTag({ path: AXE });
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
      );
    });
    expect(found, path).toEqual([]);
  }
  await page.close();
});

test('the newest entry of an open report is on the first screen of a phone, translated or not, below its facts', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, timezoneId: FAR });
  for (const tag of WORLD) {
    for (const reference of [OPEN, ALONE]) {
      const path = `${tag.toLowerCase()}/incidents/${reference}/`;
      await page.goto(server.url + path);
      const parts = tag === 'en' ? ['h1', '.now strong'] : ['.notice .harm', '.glance', 'h1', '.now strong'];
      const bottoms = await page.evaluate(
        (all) => all.map((each) => document.querySelector(each)?.getBoundingClientRect().bottom ?? NaN),
        parts,
      );
      expect(bottoms, path).toEqual(bottoms.toSorted((a, b) => a - b));
      expect(bottoms.at(-1), path).toBeLessThan(700);
    }
    expect(await page.locator('.now .latest strong').innerText()).toContain('Some websites do not answer');
    await page.goto(`${server.url}${tag.toLowerCase()}/incidents/${OPEN}/`);
    // A translation that lacks the newest entry has it in the language it was written in.
    expect(await page.locator('.now .latest strong').innerText()).toContain('All websites answer again');
  }
  await page.close();
});

test('from 40rem on, each phase has its name on the line, and no name covers another one', async () => {
  const page = await browser.newPage({ viewport: { width: 700, height: 740 } });
  for (const tag of WORLD) {
    await page.goto(`${server.url}${tag.toLowerCase()}/incidents/${WHOLE}/`);
    const { names, covered, outside } = await page.evaluate(() => {
      const labels = [...document.querySelectorAll('.phases svg text')];
      const boxes = labels.map((each) => each.getBoundingClientRect());
      const { left = 0, right = 0 } = document.querySelector('.phases')?.getBoundingClientRect() ?? {};
      const isCovered = (a: DOMRect, b: DOMRect) =>
        a.left < b.right && b.left < a.right && Math.abs(a.top - b.top) < 8;
      return {
        names: labels.map((each) => each.querySelector('tspan')?.getBoundingClientRect().width ?? 0),
        covered: boxes.some((a, place) => boxes.slice(place + 1).some((b) => isCovered(a, b))),
        outside: boxes.some((box) => box.left < left || box.right > right),
      };
    });
    expect({ covered, outside }, tag).toEqual({ covered: false, outside: false });
    expect(names.length, tag).toBe(4);
    expect(Math.min(...names), tag).toBeGreaterThan(10);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.locator('.phases tspan').first().isVisible()).toBe(false);
  await page.close();
});

test('code reads from left to right on a page from right to left', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}ar/incidents/${WHOLE}/`);
  const direction = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
  expect(await direction('main')).toBe('rtl');
  expect(await direction('pre')).toBe('ltr');
  expect(await direction('td')).toBe('rtl');
  await page.close();
});
