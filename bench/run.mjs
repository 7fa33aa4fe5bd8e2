/* See README.md here. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { summarise, timeSaves } from './dev.mjs';
import { HELP } from './help.mjs';
import { timeKeys } from './lsp.mjs';
import { measure, median } from './measure.mjs';
import { MODES, publishAll, runOnce } from './modes.mjs';
import { writeHistory } from './import.mjs';
import { growthOf, machine, markdownOf, rowText } from './report.mjs';
import { compareTargets } from './targets.mjs';
import { findPeers, MAIN, makeTools } from './tools.mjs';

const OTHER_MODES = /** @type {const} */ (['publish', 'dev', 'lsp', 'memory', 'growth', 'start', 'import']);
/** Everything but what takes an hour. */
const USUAL = [...Object.keys(MODES), 'growth', 'publish', 'dev', 'lsp', 'start', 'import'];
const PROFILES = /** @type {const} */ (['plain', 'real']);

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    modes: { type: 'string', default: USUAL.join(',') },
    profiles: { type: 'string', default: PROFILES.join(',') },
    saves: { type: 'string' },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    ours: { type: 'boolean', default: false },
    all: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const modes = values.modes.split(',');
const profiles = /** @type {import('./corpus.mjs').Profile[]} */ (values.profiles.split(','));
const rounds = Number(values.rounds);
refuseUnknown('mode', modes, [...Object.keys(MODES), ...OTHER_MODES]);
refuseUnknown('profile', profiles, PROFILES);
if (!existsSync(MAIN)) stop('The program is not compiled. Run `npm run compile` first.');

const isForMachines = values.json || values.markdown;
const say = (/** @type {string} */ text) => (isForMachines ? console.error : console.log)(text);
/** @type {import('./report.mjs').Row[]} */
const rows = [];
say(machine());
const peers = values.ours ? { hugo: false, eleventy: undefined } : findPeers(say);
for (const profile of profiles) {
  for (const count of values.n.split(',').map(Number)) await compare({ profile, count });
}
if (modes.includes('start')) timeStarts();
if (modes.includes('import')) timeImports();
if (modes.includes('growth')) for (const row of growthOf(rows)) add(row);
if (values.json) console.log(JSON.stringify({ machine: machine(), rows }, null, 1));
if (values.markdown) console.log(markdownOf(rows));

/**
 * @param {string} what
 * @param {readonly string[]} asked
 * @param {readonly string[]} known
 */
function refuseUnknown(what, asked, known) {
  const wrong = asked.find((name) => !known.includes(name));
  if (wrong !== undefined) stop(`There is no ${what} ${wrong}; there are ${known.join(', ')}.`);
}

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(2);
}

/** @param {import('./report.mjs').Row} row */
function add(row) {
  rows.push(row);
  say(rowText(row));
}

/**
 * All modes on a number of reports. One tool after the other in every round, so that whatever else the
 * machine does meets all of them.
 * @param {import('./tools.mjs').Corpus} corpus
 */
async function compare(corpus) {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const root = mkdtempSync(join(memory, 'incident-press-bench-'));
  try {
    say(`\n${corpus.count} reports, ${corpus.profile}, in ${memory}, ${rounds} rounds`);
    const tools = makeTools(root, corpus, peers, values.all);
    let isPublished = false;
    for (const name of modes) {
      if (name === 'start' || name === 'import') continue;
      if (name === 'growth') {
        timeGrowth(tools, corpus);
        continue;
      }
      const mode = Object.entries(MODES).find(([known]) => known === name)?.[1];
      if (!isPublished && mode?.needs !== 'nothing') {
        for (const tool of tools) if (tool.isOurs) publishAll(tool);
        isPublished = true;
      }
      if (mode) timeMode(name, mode, tools, corpus);
      else if (name === 'publish') await timePublications(tools, corpus);
      else await timeServers(name, tools, corpus);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * Cold builds of ours alone, where they have not been timed yet: `growthOf` compares them.
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @param {import('./tools.mjs').Corpus} corpus
 */
function timeGrowth(tools, corpus) {
  const isTimed = rows.some(
    ({ mode, count, profile }) => mode === 'cold' && count === corpus.count && profile === corpus.profile,
  );
  if (!isTimed)
    timeMode(
      'cold',
      MODES.cold,
      tools.filter(({ name }) => name === 'ours'),
      corpus,
    );
}

/**
 * @param {string} name
 * @param {import('./modes.mjs').Mode} mode
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @param {import('./tools.mjs').Corpus} corpus
 */
function timeMode(name, mode, tools, corpus) {
  for (const tool of tools) mode.before?.(tool, corpus);
  const all = Array.from({ length: rounds }, (_, round) => runOnce(mode, tools, corpus, round));
  const medians = tools.map((tool) => ({
    tool: tool.name,
    cost: median(all.map((costs) => /** @type {import('./measure.mjs').Cost} */ (costs.get(tool.name)))),
  }));
  const base = medians.find(({ tool }) => tool === 'hugo')?.cost;
  for (const { tool, cost } of medians) {
    if (mode.isChecking && tool === 'eleventy') continue;
    const ratios = base && {
      ratio: cost.wall / base.wall,
      ...(cost.cpu !== undefined && base.cpu !== undefined && { cpuRatio: cost.cpu / base.cpu }),
    };
    add({ mode: name, ...corpus, tool, ...cost, ...ratios });
  }
}

/**
 * Only ours: the peers leave this to other programs.
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @param {import('./tools.mjs').Corpus} corpus
 */
async function timePublications(tools, corpus) {
  for (const tool of tools.filter(({ isOurs }) => isOurs)) {
    measure(tool.build, tool.folder);
    for (const [what, cost, requests] of await compareTargets(tool, corpus, rounds))
      add({ mode: 'publish', ...corpus, tool: tool.name, ...cost, note: [what, ...requests].join(', ') });
  }
}

/**
 * `dev` with pauses, as a person saves; `memory` as fast as they are served, to see whether it grows; `lsp` with
 * keys in place of saves.
 * @param {string} name
 * @param {readonly import('./tools.mjs').Tool[]} tools
 * @param {import('./tools.mjs').Corpus} corpus
 */
async function timeServers(name, tools, corpus) {
  const isMemory = name === 'memory';
  const isOursOnly = isMemory || name === 'lsp';
  const compared = tools.filter(({ name: tool, isOurs }) => (isOursOnly ? isOurs : tool !== 'eleventy'));
  for (const [place, tool] of compared.entries()) {
    measure(tool.build, tool.folder);
    const saves = Number(values.saves ?? (isMemory ? 10_000 : 100));
    const how = {
      port: 4_600 + place,
      index: Math.floor(corpus.count / 3),
      // A peer that builds everything anew takes seconds for each.
      saves: tool.isOurs ? saves : Math.min(saves, 10),
      pause: isMemory ? 0 : 400,
    };
    const timed = name === 'lsp' ? await timeKeys(tool, how) : await timeSaves(tool, how);
    add({ mode: name, ...corpus, tool: tool.name, saves: summarise(timed) });
  }
}

/** What it costs to start, beside a bare Node, and to build a site of three reports. */
function timeStarts() {
  const bare = /** @type {const} */ ([process.execPath, '-e', '0']);
  const version = /** @type {const} */ ([process.execPath, MAIN, '--version']);
  const runs = Array.from({ length: 11 }, () => [bare, version].map((command) => measure(command, tmpdir())));
  const [least, ours] = [0, 1].map((place) =>
    median(runs.map((pair) => /** @type {import('./measure.mjs').Cost} */ (pair[place]))),
  );
  if (!least || !ours) return;
  const none = /** @type {const} */ ({ count: 0, profile: 'plain' });
  add({ mode: 'start', ...none, tool: 'node', ...least });
  add({
    mode: 'start',
    ...none,
    tool: 'ours',
    ...ours,
    note: `--version, ${(ours.wall / least.wall).toFixed(2)} × node`,
  });
  const root = mkdtempSync(join(tmpdir(), 'incident-press-bench-'));
  try {
    const corpus = /** @type {const} */ ({ profile: 'plain', count: 3 });
    const tools = makeTools(root, corpus, { hugo: false, eleventy: undefined }, true);
    timeMode('cold', MODES.cold, tools, corpus);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A history of 5 000 incidents, imported for the first time and once more. */
function timeImports() {
  const root = mkdtempSync(join(tmpdir(), 'incident-press-bench-'));
  try {
    const command = writeHistory(root, 5_000);
    const none = /** @type {const} */ ({ count: 5_000, profile: 'plain', tool: 'ours' });
    add({ mode: 'import', ...none, ...measure(command, root), note: 'for the first time' });
    add({ mode: 'import', ...none, ...measure(command, root), note: 'nothing new' });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
