import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSiteFile } from '../../src/host/files/site-files.ts';
import { headersOf } from '../../src/publish/headers.ts';
import { parseSite } from '../../src/source/site.ts';
import { BROWSER, launchBrowser } from '../browser/browser.ts';
import { testWith } from '../programs.ts';
import { ROOT } from '../run.ts';
import { makeExample } from './made.ts';
import type { Made } from './made.ts';

/** The widget that the makers of the API give away, as it is, for pages of other sites. */
const WIDGET = readFileSync(
  join(
    dirname(createRequire(import.meta.url).resolve('@statuspage/status-widget/package.json')),
    'dist/index.js',
  ),
  'utf8',
);

let example: Made;
beforeAll(async () => {
  example = await makeExample();
});
afterAll(async () => {
  if (BROWSER.works) await (await launchBrowser()).close();
});

type Answer = readonly [status: number, headers: Readonly<Record<string, string>>, body: string];

/** Answers at an address of its own until it is closed. */
async function serve(answer: (path: string) => Answer) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const [status, headers, body] = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, close: () => new Promise((resolve) => server.close(resolve)) };
}

const settings = parseSite(readSiteFile(ROOT, 'site.yaml')).value;

/** The example with the headers that its hosts are told to send, below a path of the host. */
function exampleBelow(base: string, redirects: Readonly<Record<string, string>> = {}) {
  return serve((path) => {
    const [, target] = Object.entries(redirects).find(([from]) => path.startsWith(from)) ?? [];
    const name = path.slice(base.length);
    const cross = { 'access-control-allow-origin': '*' };
    if (target) return [302, { ...cross, location: target + path }, ''];
    if (!path.startsWith(base) || !example.paths.includes(name)) return [404, {}, ''];
    return [200, Object.fromEntries(headersOf(settings, name)), example.text(name)];
  });
}

/** What a page of another site shows with the widget in it. */
async function shownFor(address: string): Promise<string> {
  const html = `<!doctype html><title>x</title><statuspage-widget src="${address}"></statuspage-widget><script src="/widget.js"></script>`;
  const host = await serve((path) =>
    path === '/widget.js'
      ? [200, { 'content-type': 'text/javascript' }, WIDGET]
      : [200, { 'content-type': 'text/html' }, html],
  );
  const page = await (await launchBrowser()).newPage();
  await page.goto(host.url);
  const shown = page.locator('statuspage-widget').getByText('Some services are having problems');
  await shown.first().waitFor();
  const text = await page
    .locator('statuspage-widget')
    .evaluate((widget) => widget.shadowRoot?.textContent ?? '');
  await page.close();
  await host.close();
  return text;
}

testWith(BROWSER)('the widget of hosted pages shows on another site how things stand', async () => {
  const site = await exampleBelow('/');
  expect(await shownFor(`${site.url}/`)).toContain('Some services are having problems');
  expect(site.asked).toEqual(['/api/v2/summary.json']);
  await site.close();
});

testWith(BROWSER)('of a site below a path it asks the root of the host, which has to lead on', async () => {
  const site = await exampleBelow('/status/', { '/api/': '/status' });
  expect(await shownFor(`${site.url}/status/`)).toContain('Some services are having problems');
  expect(site.asked).toEqual(['/api/v2/summary.json', '/status/api/v2/summary.json']);
  await site.close();
});

test('other sites may read the API, and nothing else of the site', () => {
  const allowed = example.paths.filter((path) =>
    headersOf(settings, path).some(([name]) => name === 'Access-Control-Allow-Origin'),
  );
  expect(allowed).toEqual(example.paths.filter((path) => path.startsWith('api/')));
  expect(allowed.length).toBeGreaterThan(0);
});
