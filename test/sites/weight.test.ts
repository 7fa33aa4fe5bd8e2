import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, runCommand } from '../run.ts';

/** One round trip on a new connection: HTML and style sheets together, compressed. */
const FIRST_LOAD = 14 * 1024;
/** More reports than the index lists, on all services, some of them in the last 90 days. */
const REPORTS = 200;

let site: string;

beforeAll(async () => {
  site = copyExample();
  for (let number = 0; number < REPORTS; number += 1) write(number);
  expect(await runCommand(['build'], { cwd: site })).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(site, { recursive: true }));

const NAMES = ['web-frontend', 'object-storage', 'databases', 'dns', 'mail', 'api', 'control-panel', 'build-runners'];
const TROUBLES = ['slow answers', 'failing requests', 'stale data', 'a full disk', 'a broken link'];

function write(number: number): void {
  const day = new Date(Date.UTC(2026, 10, 18) - number * 2 * 86_400_000).toISOString().slice(0, 10);
  const service = NAMES[number % NAMES.length] ?? '';
  const trouble = TROUBLES[number % TROUBLES.length] ?? '';
  const folder = join(site, 'incidents', `${day}-${service}-n${number}`);
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'en.md'),
    `---
title: "${trouble} in ${service}, no. ${number}"
summary: "For some time there was ${trouble}."
version: 001
severity: ${['minor', 'major', 'critical'][number % 3]}
services: [${service}]
timeline:
  - at: ${day}T0${number % 10}:00:00Z
    state: investigating
    title: "Monitoring reports ${trouble}"
  - at: ${day}T1${number % 10}:30:00Z
    state: resolved
    title: "No more ${trouble}"
---

## Impact

Requests number ${number} to ${number + 100} were answered late.

## Lessons learnt

Watch ${service} more closely.
`,
  );
}

/** Bytes as they travel. */
function weight(path: string): number {
  return gzipSync(readFileSync(join(site, 'dist', path))).length;
}

/** The style sheets that a page is not shown without: all but those for paper and for colours of the system. */
const AWAITED = /<link rel="stylesheet" href="\/([^"]*)">/g;

const pagesOf = () =>
  readdirSync(join(site, 'dist'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));

test('every page arrives in one round trip with the style sheets that it waits for', () => {
  const weights = new Map<string, number>();
  const weigh = (path: string) => weights.get(path) ?? weights.set(path, weight(path)).get(path) ?? NaN;
  const heavy = pagesOf().flatMap((path) => {
    const sheets = [...readFileSync(join(site, 'dist', path), 'utf8').matchAll(AWAITED)];
    expect(sheets.length, path).toBeGreaterThan(0);
    const load = sheets.reduce((sum, [, sheet = '']) => sum + weigh(sheet), weigh(path));
    return load > FIRST_LOAD ? [`${path}: ${load}`] : [];
  });
  expect(heavy).toEqual([]);
});

test('no page asks for a font, for a style sheet of no use to it, or for anything of somebody else', () => {
  const pages = pagesOf();
  for (const path of pages) {
    const html = readFileSync(join(site, 'dist', path), 'utf8');
    expect([...html.matchAll(AWAITED)].length, path).toBeLessThanOrEqual(3);
    const loaded = [...html.matchAll(/<(?:script|img|iframe|link rel="(?:stylesheet|icon|preload)")[^>]*?(?:src|href)="([^"]*)"/g)];
    for (const [, address] of loaded) expect(address, path).toMatch(/^\/(?!\/)/);
  }
  const css = readdirSync(join(site, 'dist/assets')).filter((name) => name.endsWith('.css'));
  for (const name of css) {
    expect(readFileSync(join(site, 'dist/assets', name), 'utf8')).not.toMatch(/@font-face|@import|url\(/);
  }
});
