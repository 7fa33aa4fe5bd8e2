import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { build } from '../../src/pipeline/build.ts';
import type { Memory } from '../../src/pipeline/remember/memory.ts';
import { moduleUrlIn } from '../../src/host/module-url.ts';
import { readSite } from '../../src/host/files/site-files.ts';
import { threadsOf } from '../../src/host/threads.ts';
import { startPool } from '../../src/pipeline/parse/pool.ts';
import { readFile } from '../../src/model/seen-file.ts';
import { publishedFiles } from '../freeze.ts';
import { besideInput, REPORT } from './beside-input.ts';

const pool = startPool({
  threads: threadsOf(new URL('../../lib/pipeline/parse/worker.js', import.meta.url)),
  size: 1,
});
const folder = mkdtempSync(join(tmpdir(), 'plugins-'));
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

const ABOUT = '---\ntitle: "About"\n---\n\nWords of [a link](https://example.com/).\n';
let sites = 0;

/** A folder with a site whose plugin is this module. */
function startSite(
  module: string,
  more: Readonly<Record<string, string>> = {},
  names: readonly string[] = ['plugins/own.mjs'],
  limit = 3000,
) {
  sites += 1;
  const root = join(folder, String(sites));
  const write = (path: string, body: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), body);
  };
  const files = { 'pages/about/en.md': ABOUT, 'plugins/own.mjs': module, ...more };
  const input = besideInput(files, `plugins: [${names.join(', ')}]`, `limits: { parse_time: ${limit} }`);
  for (const { path, bytes } of input.files.map(readFile)) write(path, bytes);
  const make = (before?: Memory) =>
    build({ ...input, files: readSite(root), moduleUrl: moduleUrlIn(root) }, pool.parse, before);
  return { root, write, make };
}

const textOf = async (result: Awaited<ReturnType<typeof build>>, path: string) =>
  new TextDecoder().decode(await result.bodyOf(path));

test('plugins change Markdown and HTML of reports and pages, and may import what lies beside them', async () => {
  const { make } = startSite(
    `import { word } from './lib/word.mjs';
     export const remark = [() => (tree) => void tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: word }] })];
     export const rehype = [[(options) => async (tree) => ({ ...tree, children: [...tree.children, { type: 'element', tagName: 'h2', properties: {}, children: [{ type: 'text', value: options.title }] }] }), { title: 'By a plugin' }]];`,
    { 'plugins/lib/word.mjs': "export const word = 'a word from beside';\n" },
  );
  const result = await make();
  expect(result.diagnostics).toEqual([]);
  for (const path of ['en/about/index.html', 'en/incidents/2026-03-04-example/index.html']) {
    const html = await textOf(result, path);
    expect(html).toContain('<p>a word from beside</p>');
    expect(html).toContain('<h2 id="by-a-plugin">By a plugin</h2>');
  }
});

/** What hostile plugins add to a tree of HTML. */
const element = (tagName: string, properties: object, children: readonly unknown[] = []) =>
  JSON.stringify({ type: 'element', tagName, properties, children });
const script = JSON.stringify([{ type: 'text', value: 'alert(1)' }]);
const HOSTILE: Readonly<Record<string, string>> = {
  'a script': `export const rehype = [() => (tree) => void tree.children.push(${element('script', {}, JSON.parse(script))})];`,
  'a handler': `export const rehype = [() => (tree) => void tree.children.push(${element('p', { onClick: 'alert(1)', onclick: 'alert(1)', style: 'x' })})];`,
  'a dangerous link': `export const rehype = [() => (tree) => void tree.children.push(${element('a', { href: 'javascript:alert(1)' })}, ${element('a', { href: '//evil.example/' })}, ${element('a', { href: ' java\\nscript:alert(1)' })})];`,
  'a picture of others': `export const rehype = [() => (tree) => void tree.children.push(${element('img', { src: '//evil.example/x.png', onError: 'alert(1)' })}, ${element('img', { src: 'data:image/svg+xml,<svg onload=alert(1)>' })})];`,
  'raw HTML': `export const rehype = [() => (tree) => void tree.children.push({ type: 'raw', value: '<script>alert(1)</script>' })];`,
  'HTML in Markdown': `export const remark = [() => (tree) => void tree.children.push({ type: 'html', value: '<script>alert(1)</script>' })];`,
  'names given to Markdown': `export const remark = [() => (tree) => void tree.children.push({ type: 'paragraph', children: [], data: { hName: 'script', hProperties: { src: 'https://evil.example/x.js', onload: 'alert(1)' }, hChildren: ${script} } })];`,
  'a link in Markdown': `export const remark = [() => (tree) => void tree.children.push({ type: 'paragraph', children: [{ type: 'link', url: 'javascript:alert(1)', children: [] }, { type: 'image', url: 'https://evil.example/x.png', alt: 'x' }] })];`,
  'a compiler of its own': `export const rehype = [function () { this.compiler = () => '<script>alert(1)</script>'; this.parser = this.compiler; this.attachers.length = 0; }];`,
  'a tree that changes later': `export const rehype = [() => (tree) => { let n = 0; const node = { type: 'element', properties: {}, children: ${script}, get tagName() { n += 1; return n > 1 ? 'script' : 'p'; } }; tree.children.push(node); setImmediate(() => { node.children = []; tree.children.push(${element('script', {})}); }); }];`,
  'a sanitiser that was changed': `const { push } = Array.prototype; Object.prototype.onclick = 'alert(1)'; export const rehype = [() => (tree) => void tree.children.push(${element('p', {})})];`,
  'a forged answer': `import { parentPort } from 'node:worker_threads'; export const rehype = [() => (tree) => { if (JSON.stringify(tree).includes('Words of')) parentPort.postMessage({ outcome: { value: { name: 'about', language: 'en', file: 'pages/about/en.md', title: 'x', body: { html: '<script>alert(1)</script>', text: '', headings: [], links: [], pictures: [] } }, diagnostics: [] } }); }];`,
};

/** Anything that runs, or leads where nothing of a report may lead. */
const DANGEROUS = /<script(?! type="(?:module|application\/ld\+json)")|\son\w+\s*=|javascript:|evil\.example|src="data:/i;

/** Each of these may leave something behind in its thread that the others would meet. */
const ALONE = ['a sanitiser that was changed', 'a forged answer'];
const together = Object.keys(HOSTILE).filter((name) => !ALONE.includes(name));

test.each([together, ...ALONE.map((name) => [name])])('what plugins try never gets onto a page: %s', async (...names) => {
  const modules = names.map((name, index) => [`plugins/p${index}.mjs`, HOSTILE[name] ?? ''] as const);
  const { make } = startSite(modules.map(([, body]) => body)[0] ?? '', Object.fromEntries(modules), modules.map(([path]) => path));
  const result = await make();
  const pages = result.made.filter(({ path }) => /\.(?:html|atom|rss|json)$/.test(path));
  for (const { path } of pages) expect(await textOf(result, path), path).not.toMatch(DANGEROUS);
  // Either it came to nothing, or the build says what it found, and writes no page.
  const codes = new Set(result.diagnostics.map(({ code }) => code));
  expect([...codes].filter((code) => !/^INC(?:301|302|304|727)$/.test(code))).toEqual([]);
});

test.each([
  ['throws', 'export const remark = [() => () => { throw new Error("no"); }];', 'INC843'],
  ['rejects', 'export const remark = [() => async () => { throw new Error("no"); }];', 'INC843'],
  ['loops', 'export const remark = [() => () => { for (;;); }];', 'INC844'],
  ['never answers', 'export const remark = [() => () => new Promise(() => {})];', 'INC844'],
  ['ends its process', 'export const rehype = [() => () => { process.exit(0); }];', 'INC844'],
  ['ends it while it is imported', 'process.exit(0); export const rehype = [];', 'INC844'],
  ['fails outside of the text', 'export const rehype = [() => () => new Promise(() => { setImmediate(() => { throw new Error("late"); }); })];', 'INC844'],
  ['is no module', 'export const remark = [', 'INC841'],
  ['exports nothing', 'export const nothing = 1;', 'INC841'],
])('a plugin that %s is a diagnostic', async (_, module, code) => {
  const { make } = startSite(module, {}, undefined, 400);
  const { diagnostics, files } = await make();
  expect(files).toEqual([]);
  expect(new Set(diagnostics.map((each) => each.code))).toEqual(new Set([code]));
  const place = code === 'INC841' ? ['plugins/own.mjs'] : ['incidents/2026-03-04-example/en.md', 'pages/about/en.md'];
  expect(diagnostics.map((each) => each.place.file)).toEqual(place);
  expect(diagnostics[0]?.message).toContain('`plugins/own.mjs`');
});

test('a changed plugin makes what it works on again, and what was published stays as it was', async () => {
  const adding = (word: string) =>
    `import { word } from './word.mjs';
     export const remark = [() => (tree) => void tree.children.push({ type: 'paragraph', children: [{ type: 'text', value: '${word} ' + word }] })];`;
  const { write, make } = startSite(adding('first'), { 'plugins/word.mjs': "export const word = 'one';\n" });
  const first = await make();
  const again = await make(first.memory);
  expect(again.work).toMatchObject({ parsed: 0, units: 0, pages: 0 });
  for (const { path, body } of publishedFiles(await first.texts())) write(path, body);
  write('incidents/2026-03-05-other/en.md', REPORT.replaceAll('2026-03-04', '2026-03-05'));
  const article = 'en/incidents/2026-03-04-example/index.html';
  const frozen = (html: string) => /<article[\s\S]*<\/article>/.exec(html)?.[0];
  const published = frozen(await textOf(await make(again.memory), article));
  expect(published).toContain('first one');
  // What the module imports counts too.
  write('plugins/word.mjs', "export const word = 'two';\n");
  const changed = await make(again.memory);
  expect(await textOf(changed, 'en/about/index.html')).toContain('first two');
  expect(await textOf(changed, 'en/incidents/2026-03-05-other/index.html')).toContain('first two');
  expect(frozen(await textOf(changed, article))).toBe(published);
});
