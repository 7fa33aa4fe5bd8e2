import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { build } from '../../src/pipeline/build.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import { readSite, readTheme } from '../../src/host/files/site-files.ts';
import { buildDoubting } from '../doubting.ts';
import { GENERATOR } from '../generator.ts';
import { copyExample, makeFolder, ROOT, runCommand, runProgram } from '../run.ts';

let site: string;
let dist: string;
let files: string[];
beforeAll(async () => {
  site = copyExample();
  expect(await runCommand(['build', '--strict'], { cwd: site })).toMatchObject({ code: 0, stderr: '' });
  dist = join(site, 'dist');
  files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(dist, path)).isFile());
});
afterAll(() => rmSync(site, { recursive: true }));

function digest(folder: string): string {
  const hash = createHash('sha256');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  for (const path of paths) {
    if (statSync(join(folder, path)).isFile()) hash.update(path).update('\0').update(readFileSync(join(folder, path)));
  }
  return hash.digest('hex');
}

test('the reports of the example use the whole format and have nothing wrong with them', () => {
  const references = readdirSync(join(ROOT, 'incidents'));
  expect(references.length).toBeGreaterThanOrEqual(6);
  const all = references.flatMap((name) => readdirSync(join(ROOT, 'incidents', name)).filter((file) => file.endsWith('.md')).map((file) => readFileSync(join(ROOT, 'incidents', name, file), 'utf8'))).join('\n');
  for (const sign of ['kind: maintenance', 'kind: near-miss', 'kind: notice', 'state: withdrawn', 'state: monitoring', 'precision: about', 'precision: before', 'precision: after', 'phase: acknowledged', 'data_loss: confirmed', '> [!WARNING]', '[^', '```', '\n| ', '.png)', 'original: true', 'related:', 'actions:', 'changes:']) {
    expect(all, sign).toContain(sign);
  }
});

test('the same bytes whatever the zone, the locale, the folder and the number of workers', async () => {
  const expected = digest(dist);
  const variations = [
    { env: { TZ: 'Asia/Kathmandu', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' }, jobs: '1' },
    { env: { TZ: 'America/St_Johns', LANG: 'ja_JP.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, jobs: '4' },
  ];
  for (const { env, jobs } of variations) {
    const copy = copyExample();
    const out = makeFolder();
    rmSync(out, { recursive: true });
    expect((await runProgram(['build', '--jobs', jobs, '--out', out], { cwd: join(copy, 'incidents'), env })).code).toBe(0);
    expect(digest(out)).toBe(expected);
    for (const path of [copy, out]) rmSync(path, { recursive: true });
  }
});

test('the order in which files are found does not matter, and workers change nothing', async () => {
  const options = { strict: true, keepGoing: false, drafts: false, mode: 'build' } as const;
  const input = { files: readSite(site), theme: readTheme(), generator: GENERATOR, options };
  const one = await buildDoubting(input);
  const other = await build({ ...input, files: input.files.toReversed(), theme: input.theme.toReversed() }, parseInline);
  expect(other.files.toSorted(byPath)).toEqual(one.files.toSorted(byPath));
});

test('building again changes nothing on disk', async () => {
  const { stdout } = await runCommand(['build'], { cwd: site });
  expect(stdout).toContain(`0 files written, ${files.length} unchanged, 0 removed`);
});

test('the manifest lists every other file with its hash, its size and how it is served', () => {
  const manifest = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8'));
  const listed = Object.keys(manifest.files).toSorted();
  expect(listed).toEqual(files.filter((path) => path !== 'build.json').toSorted());
  for (const path of listed) {
    const bytes = readFileSync(join(dist, path));
    expect(manifest.files[path], path).toEqual({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      type: expect.stringMatching(/^[a-z]+\/[a-z0-9.+-]+(?:; charset=utf-8)?$/),
      cache: expect.stringMatching(/^public, max-age=\d+/),
    });
  }
});

test('every link and every fragment inside the site leads somewhere', () => {
  const pages = new Map(files.filter((path) => path.endsWith('.html')).map((path) => [path, fromHtml(readFileSync(join(dist, path), 'utf8'))]));
  const ids = new Map([...pages].map(([path, tree]) => {
    const found = new Set<string>();
    visit(tree, 'element', ({ properties }) => void found.add(String(properties['id'])));
    return [path, found];
  }));
  let links = 0;
  for (const [path, tree] of pages) {
    visit(tree, 'element', ({ properties }) => {
      for (const address of [properties['href'], properties['src']]) {
        if (typeof address !== 'string' || /^(?:https?:|mailto:)/.test(address)) continue;
        const url = new URL(address, `http://site/${path}`);
        const target = decodeURIComponent(url.pathname).slice(1).replace(/(^|\/)$/, '$1index.html');
        expect(files, `${address} on ${path}`).toContain(target);
        if (url.hash) expect([...(ids.get(target) ?? [])], `${address} on ${path}`).toContain(decodeURIComponent(url.hash.slice(1)));
        links += 1;
      }
    });
  }
  expect(links).toBeGreaterThan(1_000);
});

test('no page repeats an id or carries a script, a style or a handler of its own', () => {
  for (const path of files.filter((each) => each.endsWith('.html'))) {
    const seen = new Set<string>();
    visit(fromHtml(readFileSync(join(dist, path), 'utf8')), 'element', ({ tagName, properties }) => {
      const { id } = properties;
      if (typeof id === 'string') expect(seen.has(id), `${id} on ${path}`).toBe(false);
      seen.add(String(id));
      expect(tagName === 'style' || (tagName === 'script' && properties['src'] === undefined && properties['type'] !== 'application/ld+json'), path).toBe(false);
      expect(Object.keys(properties).filter((name) => /^(?:on|style$)/i.test(name)), path).toEqual([]);
    });
  }
});

test('every report has a page in every language, and first pages are light', () => {
  const references = readdirSync(join(ROOT, 'incidents'));
  for (const language of ['en', 'fr', 'ar', 'de', 'ja', 'pt-br']) {
    for (const reference of references) expect(existsSync(join(dist, language, 'incidents', reference, 'index.html'))).toBe(true);
  }
});

test('a site with a path in its address has that path in all of its links', async () => {
  const copy = makeFolder();
  cpSync(site, copy, { recursive: true });
  const { writeFileSync } = await import('node:fs');
  writeFileSync(join(copy, 'site.yaml'), readFileSync(join(copy, 'site.yaml'), 'utf8').replace('https://status.example.com/', 'https://example.com/status/'));
  expect((await runCommand(['build'], { cwd: copy })).code).toBe(0);
  for (const page of ['en/index.html', 'en/incidents/2022-11-02-object-storage/index.html', 'index.html']) {
    visit(fromHtml(readFileSync(join(copy, 'dist', page), 'utf8')), 'element', ({ properties }) => {
      for (const address of [properties['href'], properties['src']]) {
        if (typeof address === 'string' && address.startsWith('/')) expect(address).toMatch(/^\/status\//);
      }
    });
  }
  rmSync(copy, { recursive: true });
});

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}
