/*
 * What is timed: how each mode prepares a tool for a run, what runs, and what has to be true of the output
 * then.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeReports } from './corpus.mjs';
import { measure } from './measure.mjs';
import { clean, MAIN } from './tools.mjs';

/** @typedef {import('./tools.mjs').Tool} Tool */
/** @typedef {import('./tools.mjs').Corpus} Corpus */

/**
 * `before` runs once and is not timed; `prepare` before each run; `command` is timed, and `proof` has to be
 * in the page of the report with that number afterwards.
 * @typedef {{
 *   needs: 'nothing' | 'published', isChecking?: boolean,
 *   before?: (tool: Tool, corpus: Corpus) => void,
 *   prepare: (tool: Tool, corpus: Corpus, round: number) => { index: number, words: string } | undefined,
 *   command: (tool: Tool) => import('./tools.mjs').Command,
 * }} Mode
 */

const build = (/** @type {Tool} */ tool) => tool.build;
const check = (/** @type {Tool} */ tool) => tool.check;
const startClean = (/** @type {Tool} */ tool) => void clean(tool);
const buildOnce = (/** @type {Tool} */ tool) => void measure(tool.build, tool.folder);
const checkOnce = (/** @type {Tool} */ tool) => void measure(tool.check, tool.folder);

/**
 * The modes in the order in which they run: those that need everything published come after it was.
 * @satisfies {Record<string, Mode>}
 */
export const MODES = {
  cold: { needs: 'nothing', prepare: startClean, command: (tool) => tool.cold },
  published: { needs: 'published', prepare: startClean, command: (tool) => tool.cold },
  cached: {
    needs: 'published',
    before: buildOnce,
    prepare: (tool) => void clean(tool, { keepCaches: true }),
    command: build,
  },
  unchanged: { needs: 'published', before: buildOnce, prepare: () => undefined, command: build },
  version: { needs: 'published', before: buildOnce, prepare: writeNewVersion, command: build },
  edit: { needs: 'published', before: addUnpublished, prepare: editUnpublished, command: build },
  template: { needs: 'published', before: buildOnce, prepare: editTemplate, command: build },
  'check-cold': { needs: 'published', isChecking: true, prepare: startClean, command: check },
  'check-unchanged': {
    needs: 'published',
    isChecking: true,
    before: checkOnce,
    prepare: () => undefined,
    command: check,
  },
  'check-edit': {
    needs: 'published',
    isChecking: true,
    before: addUnpublished,
    prepare: editUnpublished,
    command: check,
  },
};

/**
 * Times a mode once with each tool.
 * @param {Mode} mode
 * @param {readonly Tool[]} tools
 * @param {Corpus} corpus
 * @param {number} round
 * @returns {Map<string, import('./measure.mjs').Cost>}
 */
export function runOnce(mode, tools, corpus, round) {
  const costs = new Map();
  for (const tool of tools) {
    const proof = mode.prepare(tool, corpus, round);
    costs.set(tool.name, measure(mode.command(tool), tool.folder));
    if (!mode.isChecking || !tool.isOurs) prove(tool, corpus, proof);
  }
  return costs;
}

/**
 * Publishes every report of a site with `freeze`.
 * @param {Tool} tool
 */
export function publishAll({ folder }) {
  measure([process.execPath, MAIN, 'freeze', '--quiet'], folder);
}

/**
 * That a tool has made what was asked for: fast is easy for one that makes nothing.
 * @param {Tool} tool
 * @param {Corpus} corpus
 * @param {{ index: number, words: string } | undefined} proof
 */
function prove(tool, { count }, proof) {
  const pages = readdirSync(join(tool.article(0), '../..')).filter((name) => !name.includes('.'));
  if (pages.length < count) throw new Error(`${tool.name} made ${pages.length} articles of ${count}`);
  if (!proof) return;
  const page = readFileSync(tool.article(proof.index), 'utf8');
  if (!page.includes(proof.words))
    throw new Error(`${tool.name} did not put “${proof.words}” into ${tool.article(proof.index)}`);
}

/**
 * A published report becomes version 002; another one in each round.
 * @type {Mode['prepare']}
 */
function writeNewVersion(tool, { count }, round) {
  const index = Math.floor(count / 2) + round;
  const words = `A new version, in round ${round}.`;
  tool.edit(index, words);
  if (tool.isOurs) tool.renumber(index, '002');
  return { index, words };
}

/**
 * One report more, which nobody has published.
 * @param {Tool} tool
 * @param {Corpus} corpus
 */
function addUnpublished(tool, corpus) {
  writeReports(tool.folder, tool.layout, { ...corpus, from: corpus.count, to: corpus.count + 1 });
  buildOnce(tool);
  checkOnce(tool);
}

/** @type {Mode['prepare']} */
function editUnpublished(tool, { count }, round) {
  const words = `One more sentence, in round ${round}.`;
  tool.edit(count, words);
  return { index: count, words };
}

/** @type {Mode['prepare']} */
function editTemplate(tool, _, round) {
  const words = `Edition ${round} of the page.`;
  tool.editTemplate(words);
  return { index: 0, words };
}
