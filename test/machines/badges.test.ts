import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeOutput } from '../../src/host/files/write-output.ts';
import { BROWSER, launchBrowser } from '../browser/browser.ts';
import { serveFolder } from '../browser/static-server.ts';
import type { StaticServer } from '../browser/static-server.ts';
import { testWith } from '../programs.ts';
import { makeFolder } from '../run.ts';
import { makeExample, makeFrom } from './made.ts';
import type { Made } from './made.ts';
import { expectToFollow } from './schemas.ts';

let example: Made;
let folder: string;
let server: StaticServer;
beforeAll(async () => {
  example = await makeExample();
  folder = makeFolder();
  await writeOutput(join(folder, 'dist'), example.files);
  server = await serveFolder(join(folder, 'dist'));
});
afterAll(async () => {
  if (BROWSER.works) await (await launchBrowser()).close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

test('the site and every service have a badge, as a picture and as data', () => {
  const badges = example.paths.filter((path) => /^badge(?:\/[a-z-]+)?\.json$/.test(path));
  expect(badges.length).toBe(9);
  for (const path of badges) {
    expectToFollow('badge', example.json(path), path);
    expect(example.paths).toContain(path.replace('.json', '.svg'));
  }
  expect(example.json('badge/databases.json')).toMatchObject({
    label: 'Managed databases',
    message: 'Degraded performance',
    color: 'yellow',
    isError: false,
  });
  expect(example.json('badge.json')).toMatchObject({ label: 'Harbourline Cloud status', color: 'yellow' });
  expect(example.json('badge/dns.json')).toMatchObject({ message: 'Operational', color: 'brightgreen' });
});

testWith(BROWSER)(
  'a browser shows a badge under the policy of the site, with its name for those who do not see it',
  async () => {
    const page = await (await launchBrowser()).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      // A browser asks for a favicon wherever it is.
      if (!message.location().url.endsWith('/favicon.ico')) complaints.push(message.text());
    });
    const response = await page.goto(`${server.url}badge/databases.svg`);
    expect(response?.headers()['content-type']).toBe('image/svg+xml');
    const svg = page.locator('svg');
    expect(await svg.getAttribute('role')).toBe('img');
    expect(await svg.getAttribute('aria-label')).toBe('Managed databases: Degraded performance');
    expect(await page.locator('title').textContent()).toBe('Managed databases: Degraded performance');
    // Whatever font there is, no text is wider than the ground after it.
    const widths = await page
      .locator('text')
      .evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().width));
    const grounds = await page
      .locator('rect')
      .evaluateAll((all) => all.map((rect) => rect.getBoundingClientRect().width));
    for (const [index, width] of widths.entries()) expect(width).toBeLessThan(grounds[index] ?? 0);
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test('a badge in a language that is written from right to left begins at the right', async () => {
  const made = await makeFrom({
    'site.yaml':
      'name: "مثال <&>"\nurl: https://status.example.com/\nlanguages: [ar]\nservices:\n  - {id: web, name: "واجهة الويب"}\n',
  });
  const svg = made.text('badge/web.svg');
  expect(svg).toContain('direction="rtl"');
  expect(svg).toContain('xml:lang="ar"');
  const [label, message] = [...svg.matchAll(/<rect x="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect(label).toBeGreaterThan(message ?? 0);
  expect(made.text('badge.svg')).toContain('<title>مثال &lt;&amp;&gt;: تعمل');
});

/** Relative luminance of a colour `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('white text can be read on the ground of every state', async () => {
  for (const state of [
    'operational',
    'degraded_performance',
    'partial_outage',
    'major_outage',
    'under_maintenance',
  ]) {
    const made = await makeFrom({
      'site.yaml': `name: Example\nurl: https://status.example.com/\nservices:\n  - {id: web, name: Web, state: ${state}}\n`,
    });
    const ground = [...made.text('badge/web.svg').matchAll(/fill="(#[0-9a-f]{6})"/g)].at(-1)?.[1] ?? '';
    expect(1.05 / (luminance(ground) + 0.05), `${state} ${ground}`).toBeGreaterThanOrEqual(4.5);
  }
});
