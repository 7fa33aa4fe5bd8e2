import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { testWith } from '../programs.ts';
import { builtExample } from '../shared.ts';
import { AXE, findings } from './axe.ts';
import { BROWSER, EXAMPLE_DAY, launchBrowser } from './browser.ts';
import { inLanguage, KINDS } from './kinds.mjs';
import { serveFolder } from './static-server.ts';
import type { StaticServer } from './static-server.ts';

const test = testWith(BROWSER);

const LARGE = { width: 1280, height: 900 };

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

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: LARGE, ...options });
  await page.clock.setFixedTime(EXAMPLE_DAY);
  await page.goto(server.url + path);
  return page;
}

/** The rules that colours can break; all others see the same elements in every scheme. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const FEW = ['en/', 'en/incidents/2025-11-20-databases/', 'en/services/databases/', 'en/statistics/'];

describe.each(KINDS)('/%s', (path) => {
  let page: Page;
  beforeAll(async () => {
    page = await open(path, { colorScheme: 'light', bypassCSP: true });
  });
  afterAll(() => page?.close());

  test('axe finds nothing in light, dark and forced colours', async () => {
    expect(await findings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findings(page, COLOURS)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    expect(await findings(page, COLOURS)).toEqual([]);
    await page.emulateMedia({ forcedColors: 'none' });
  });

  test('headings go down one step at a time, from one h1; landmarks have names', async () => {
    const levels = await page
      .locator('h1, h2, h3, h4, h5, h6')
      .evaluateAll((all) =>
        all.filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1])),
      );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? level) + 1);
    expect(jumps).toEqual([]);
    expect(await page.locator('main').count()).toBe(1);
    const names = await page
      .locator('nav, [role=region]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    expect(names.every((name) => name !== null && name !== '')).toBe(true);
  });

  test('the keyboard reaches everything in order, and is seen', async () => {
    const expected = await page.evaluate(() => {
      const all = document.querySelectorAll<HTMLElement>('a[href], button, input, summary, [tabindex="0"]');
      return [...all].filter(
        (each) => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }),
      ).length;
    });
    const places: number[] = [];
    for (let step = 0; step < expected; step += 1) {
      await page.keyboard.press('Tab');
      const { place, isSeen } = await page.evaluate(() => {
        const element = document.activeElement ?? document.body;
        const style = getComputedStyle(element);
        return {
          place: [...document.querySelectorAll('*')].indexOf(element),
          isSeen: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        };
      });
      expect(isSeen, `stop ${step + 1}`).toBe(true);
      places.push(place);
    }
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(expected);
  });
});

describe.each(KINDS)('/%s from right to left', (path) => {
  let page: Page;
  beforeAll(async () => {
    page = await open(inLanguage(path, 'ar'), { bypassCSP: true });
  });
  afterAll(() => page?.close());

  test('axe finds nothing', async () => {
    expect(await findings(page)).toEqual([]);
  });

  test('it fits a window of 320 px, also with letters twice as large', () => expectToFit(page));
});

test.each(KINDS)('/%s in German fits a window of 320 px, also with letters twice as large', async (path) => {
  const page = await open(inLanguage(path, 'de'));
  await expectToFit(page);
  await page.close();
});

async function expectToFit(page: Page): Promise<void> {
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await width()).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 640, height: 640 });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { font-size: 200% }');
    document.adoptedStyleSheets = [sheet];
  });
  expect(await width(), '200 %').toBeLessThanOrEqual(640);
}

test.each(FEW)('axe finds nothing on /%s in a narrow window', async (path) => {
  const page = await open(path, { viewport: { width: 320, height: 640 }, bypassCSP: true });
  expect(await findings(page)).toEqual([]);
  await page.close();
});

test.each(['light', 'dark'] as const)(
  'what each report weighs can be read wherever it stands, in the %s scheme',
  async (colorScheme) => {
    const page = await open('en/', { colorScheme, bypassCSP: true });
    const shown = await page.evaluate(() => {
      const harms = ['critical', 'major', 'minor', 'maintenance', 'other'];
      for (const part of document.querySelectorAll('.open, .row, .teaser')) {
        for (const harm of harms) {
          const copy = part.cloneNode(true) as Element;
          for (const each of [copy, ...copy.querySelectorAll('[class*=harm-]')])
            each.className = each.className.replace(/harm-[a-z]+/, `harm-${harm}`);
          part.after(copy);
        }
      }
      const edges = [...document.querySelectorAll('.open')].map(
        (each) => getComputedStyle(each).borderTopColor,
      );
      return new Set(edges).size;
    });
    expect(shown).toBe(5);
    await page.addScriptTag({ path: AXE });
    const { few, checked } = await page.evaluate(async () => {
      interface Result {
        violations: { nodes: { html: string }[] }[];
        passes: { nodes: object[] }[];
      }
      const { axe } = window as unknown as { axe: { run: (options: object) => Promise<Result> } };
      const found = await axe.run({ runOnly: { type: 'rule', values: ['color-contrast'] } });
      return {
        few: found.violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)),
        checked: found.passes.flatMap(({ nodes }) => nodes).length,
      };
    });
    expect(few).toEqual([]);
    expect(checked).toBeGreaterThan(100);
    await page.close();
  },
);

test('no link of a list or of the frame is lower than 24 px', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  for (const path of KINDS) {
    await page.goto(server.url + path);
    const low = await page.locator('a, button, summary, input').evaluateAll((all) =>
      all
        .filter((each) => !each.closest('.skip, .prose, [tabindex="-1"]'))
        // The whole row of a list is the target of its title.
        .filter((each) => getComputedStyle(each, '::after').position !== 'absolute')
        .filter((each) => {
          const { height } = each.getBoundingClientRect();
          return height > 0 && height < 23.9;
        })
        .map((each) => each.outerHTML.slice(0, 120)),
    );
    expect(low, path).toEqual([]);
  }
  await page.close();
});

test('targets are at least 24 by 24 px, or stand alone, or in a sentence', async () => {
  const page = await open('en/incidents/2020-09-15-web-frontend/', {
    viewport: { width: 360, height: 800 },
    bypassCSP: true,
  });
  await page.addScriptTag({ path: AXE });
  const small = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string }[] }> };
    };
    return (await axe.run({ runOnly: { type: 'rule', values: ['target-size'] } })).violations;
  });
  expect(small).toEqual([]);
  await page.close();
});

test('nothing moves, whether readers want it or not', async () => {
  const behaviour = async (reducedMotion: 'reduce' | 'no-preference') => {
    const page = await open('en/', { reducedMotion });
    const found = await page.evaluate(() => {
      const moving = [...document.querySelectorAll('*')].filter((each) => {
        const style = getComputedStyle(each);
        return style.animationName !== 'none' || style.transitionDuration !== '0s';
      });
      return { moving: moving.length, scroll: getComputedStyle(document.documentElement).scrollBehavior };
    });
    await page.close();
    return found;
  };
  expect(await behaviour('reduce')).toEqual({ moving: 0, scroll: 'auto' });
  expect(await behaviour('no-preference')).toEqual({ moving: 0, scroll: 'auto' });
});

test('what reports weigh differs without colours: each has a word, and a mark of a shape of its own', async () => {
  const page = await open('en/archive/2025/');
  // A withdrawn report weighs nothing: it has the mark of a notice.
  const shapes = await page.locator('.teaser:not(:has(.state-withdrawn)) .harm').evaluateAll((all) =>
    all.map((each) => {
      const { clipPath, borderRadius, blockSize } = getComputedStyle(each, '::before');
      return { word: each.textContent, shape: [clipPath, borderRadius, blockSize].join() };
    }),
  );
  const byShape = new Map(shapes.map(({ word, shape }) => [shape, word]));
  const words = new Set(shapes.map(({ word }) => word));
  expect(words).toEqual(new Set(['Critical', 'Major', 'Minor', 'Maintenance', 'Notice']));
  expect(byShape.size).toBe(words.size);
  await page.close();
});

test('services are not far below four open reports on a phone', async () => {
  const page = await open('en/', { viewport: { width: 360, height: 740 } });
  const top = await page.evaluate(() => {
    const row = document.querySelector('.row') as Element;
    row.after(row.cloneNode(true), row.cloneNode(true));
    return document.querySelector('.services li')?.getBoundingClientRect().top;
  });
  expect(top).toBeLessThan(740 * 1.5);
  await page.close();
});

test('an open report begins with its newest entry, then what readers can do, then the timeline, then facts', async () => {
  const page = await open('en/incidents/2025-11-20-databases/', { viewport: { width: 360, height: 740 } });
  const places = await page.evaluate(() =>
    ['h1', '.now .latest', '.advice', '.timeline', '.facts', '.phases', '.body'].map((each) => {
      const box = document.querySelector(each)?.getBoundingClientRect();
      return { top: box?.top ?? NaN, bottom: box?.bottom ?? NaN };
    }),
  );
  const tops = places.map(({ top }) => top);
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  expect(places[1]?.bottom).toBeLessThan(740);
  await page.close();
});

test('paper is light for readers of the dark scheme too', async () => {
  const page = await open('en/incidents/2025-11-20-databases/', { colorScheme: 'dark' });
  const ink = () =>
    page
      .locator('article .meta')
      .first()
      .evaluate((each) => getComputedStyle(each).color);
  const onScreen = await ink();
  await page.emulateMedia({ media: 'print' });
  expect(await ink()).toBe('rgb(93, 90, 83)');
  expect(onScreen).not.toBe('rgb(93, 90, 83)');
  await page.close();
});

test('a printed report has its address, version and hash, and nothing to click', async () => {
  const page = await open('en/incidents/2020-09-15-web-frontend/');
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  expect(text).toContain('https://status.example.com/en/incidents/2020-09-15-web-frontend/');
  expect(text).toContain('Version 003r2');
  const hash = /SHA-256 of this article\s*([0-9a-f]{64})/.exec(text)?.[1];
  const ledger = await page.request.get(`${server.url}en/incidents/2020-09-15-web-frontend/ledger.jsonl`);
  const lines = (await ledger.text()).trim().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ version: '003r2', article: hash });
  for (const part of ['.skip', '.sections', '.languages', '.neighbours', '.record', '.copy']) {
    expect(await page.locator(part).first().isVisible(), part).toBe(false);
  }
  await page.emulateMedia({ media: 'screen' });
  expect(await page.locator('.print-only').isVisible()).toBe(false);
  await page.close();
});
