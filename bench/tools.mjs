/*
 * What is compared: this program with few outputs and with all, Hugo, and Eleventy, each with its own site.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathOf, referenceOf, settings, writeReports } from './corpus.mjs';

const HERE = import.meta.dirname;
export const MAIN = join(HERE, '../lib/cli/main.js');

/** What the peers make: articles, one index, one feed of fifty reports. */
const LEAN = 'outputs: [articles, index, feed]\n';

/** @typedef {readonly [command: string, ...args: string[]]} Command */

/**
 * @typedef {{
 *   name: string, isOurs: boolean, folder: string, layout: import('./corpus.mjs').Layout,
 *   build: Command, cold: Command, check: Command, output: string, caches: readonly string[],
 *   server: (port: number) => Command,
 *   report: (index: number) => string, article: (index: number) => string,
 *   address: (index: number) => string,
 *   edit: (index: number, sentence: string) => void, renumber: (index: number, version: string) => void,
 *   editTemplate: (words: string) => void,
 * }} Tool
 */

/** @typedef {{ profile: import('./corpus.mjs').Profile, count: number }} Corpus */

/**
 * The peers that are there; nothing is installed for this.
 * @param {(text: string) => void} say
 */
export function findPeers(say) {
  const hugo = spawnSync('hugo', ['version'], { encoding: 'utf8' }).stdout?.split(/[ +]/)[1];
  const folder = process.env['ELEVENTY'] ?? '';
  const command = join(folder, 'node_modules/@11ty/eleventy/cmd.cjs');
  const eleventy = folder !== '' && existsSync(command) ? command : undefined;
  say(hugo ? `hugo ${hugo}` : 'hugo: not found on the PATH');
  say(
    eleventy
      ? `eleventy in ${folder}`
      : 'eleventy: not found; name a folder that has it in node_modules with ELEVENTY=',
  );
  return { hugo: hugo !== undefined, eleventy };
}

/**
 * Writes the site of each tool below a folder.
 * @param {string} root
 * @param {Corpus} corpus
 * @param {{ hugo: boolean, eleventy: string | undefined }} peers
 * @param {boolean} withAll whether this program is also timed with all its outputs
 * @returns {Tool[]}
 */
export function makeTools(root, corpus, peers, withAll) {
  const tools = [oursIn(join(root, 'lean'), 'ours', LEAN, corpus)];
  if (withAll) tools.push(oursIn(join(root, 'all'), 'ours, all outputs', '', corpus));
  if (peers.hugo) tools.push(hugoIn(join(root, 'hugo'), corpus));
  if (peers.eleventy) tools.push(eleventyIn(join(root, 'eleventy'), corpus, peers.eleventy));
  return tools;
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} outputs
 * @param {Corpus} corpus
 * @returns {Tool}
 */
function oursIn(folder, name, outputs, corpus) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'site.yaml'), settings(outputs));
  writeFileSync(join(folder, '.gitattributes'), 'published/** -text\nincidents/**/*.md text eol=lf\n');
  const template = join(folder, 'templates/page/article.eta');
  const node = process.execPath;
  const address = (/** @type {number} */ index) => `en/incidents/${referenceOf(index, corpus.count)}/`;
  return {
    ...common(folder, 'ours', corpus, (index) => join('dist', address(index), 'index.html')),
    name,
    isOurs: true,
    build: [node, MAIN, 'build', '--quiet'],
    cold: [node, MAIN, 'build', '--quiet', '--no-cache'],
    check: [node, MAIN, 'check', '--quiet'],
    output: 'dist',
    caches: ['.incident-press'],
    server: (port) => [node, MAIN, 'dev', '--port', String(port)],
    address,
    editTemplate: (words) => {
      mkdirSync(dirname(template), { recursive: true });
      if (!existsSync(template)) cpSync(join(HERE, '../templates/page/article.eta'), template);
      appendFileSync(template, `<p>${words}</p>\n`);
    },
  };
}

/**
 * @param {string} folder
 * @param {Corpus} corpus
 * @returns {Tool}
 */
function hugoIn(folder, corpus) {
  cpSync(join(HERE, 'peers/hugo'), folder, { recursive: true });
  const build = /** @type {const} */ (['hugo', '--quiet']);
  const address = (/** @type {number} */ index) => `incidents/${referenceOf(index, corpus.count)}/`;
  return {
    ...common(folder, 'hugo', corpus, (index) => join('public', address(index), 'index.html')),
    name: 'hugo',
    isOurs: false,
    build,
    cold: build,
    check: build,
    output: 'public',
    caches: ['resources', '.hugo_build.lock'],
    server: (port) => {
      const url = ['--port', String(port), '--baseURL', `http://127.0.0.1:${port}/`];
      return ['hugo', 'server', ...url, '--disableLiveReload'];
    },
    address,
    editTemplate: (words) => insertBefore(join(folder, 'layouts/_default/single.html'), '</article>', words),
  };
}

/**
 * @param {string} folder
 * @param {Corpus} corpus
 * @param {string} command
 * @returns {Tool}
 */
function eleventyIn(folder, corpus, command) {
  cpSync(join(HERE, 'peers/eleventy'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const build = /** @type {const} */ ([process.execPath, command, '--quiet']);
  const address = (/** @type {number} */ index) => `incidents/${referenceOf(index, corpus.count)}/`;
  return {
    ...common(folder, 'eleventy', corpus, (index) => join('_site', address(index), 'index.html')),
    name: 'eleventy',
    isOurs: false,
    build,
    cold: build,
    check: build,
    output: '_site',
    caches: ['.cache'],
    server: (port) => [process.execPath, command, '--quiet', '--serve', `--port=${port}`],
    address,
    editTemplate: (words) => insertBefore(join(folder, '_includes/report.njk'), '</article>', words),
  };
}

/**
 * What all have in common: the reports, and adding a sentence to one.
 * @param {string} folder
 * @param {import('./corpus.mjs').Layout} layout
 * @param {Corpus} corpus
 * @param {(index: number) => string} article path of a report's page, below the folder
 */
function common(folder, layout, corpus, article) {
  writeReports(folder, layout, corpus);
  const report = (/** @type {number} */ index) =>
    join(folder, pathOf(referenceOf(index, corpus.count), layout, corpus.profile));
  return {
    folder,
    layout,
    report,
    article: (/** @type {number} */ index) => join(folder, article(index)),
    edit: (/** @type {number} */ index, /** @type {string} */ sentence) =>
      appendFileSync(report(index), `\n${sentence}\n`),
    renumber: (/** @type {number} */ index, /** @type {string} */ version) => {
      const text = readFileSync(report(index), 'utf8');
      writeFileSync(report(index), text.replace(/^version: \d+$/m, `version: ${version}`));
    },
  };
}

/**
 * Puts a paragraph before something in a template.
 * @param {string} file
 * @param {string} mark
 * @param {string} words
 */
function insertBefore(file, mark, words) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(mark, `<p>${words}</p>\n${mark}`));
}

/**
 * Takes away what a tool has made: its output, and its caches too unless they are kept.
 * @param {Tool} tool
 * @param {{ keepCaches?: boolean }} [options]
 */
export function clean({ folder, output, caches }, { keepCaches = false } = {}) {
  for (const path of [output, ...(keepCaches ? [] : caches)])
    rmSync(join(folder, path), { recursive: true, force: true });
}
