/* See README.md here. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { settings, writeCorpus } from './corpus.mjs';
import { measure, median } from './measure.mjs';
import { publish } from './publish.mjs';
import { compareTargets } from './targets.mjs';
import { watch } from './watch.mjs';

const HERE = import.meta.dirname;
const MAIN = join(HERE, '../lib/cli/main.js');
const LEAN = ['outputs: [articles, index, feed]'];
const MODES = ['cold', 'published', 'unchanged', 'one', 'template', 'publish', 'watch', 'version'];

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    modes: { type: 'string', default: MODES.join(',') },
    json: { type: 'boolean', default: false },
    ours: { type: 'boolean', default: false },
    full: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const modes = values.modes.split(',');
const unknown = modes.find((mode) => !MODES.includes(mode));
if (unknown !== undefined) {
  console.error(`There is no mode ${unknown}; there are ${MODES.join(', ')}.`);
  process.exit(2);
}
if (!existsSync(MAIN)) {
  console.error('The program is not compiled. Run `npm run compile` first.');
  process.exit(2);
}

const say = (text) => (values.json ? console.error : console.log)(text);
const peers = values.ours ? {} : findPeers();
const results = [];
for (const count of values.n.split(',').map(Number)) await compare(count);
if (values.json) console.log(JSON.stringify(results, null, 1));

/** What is there to compare with; nothing is installed for it. */
function findPeers() {
  const version = spawnSync('hugo', ['version'], { encoding: 'utf8' }).stdout?.split(/[ +]/)[1];
  const folder = process.env.ELEVENTY ?? '';
  const eleventy = join(folder, 'node_modules/@11ty/eleventy/cmd.cjs');
  const hasEleventy = folder !== '' && existsSync(eleventy);
  say(version ? `hugo ${version}` : 'hugo: not found on the PATH');
  say(
    hasEleventy
      ? `eleventy in ${folder}`
      : 'eleventy: not found; name a folder that has it in node_modules with ELEVENTY=',
  );
  return { ...(version && { hugo: 'hugo' }), ...(hasEleventy && { eleventy }) };
}

async function compare(count) {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const root = mkdtempSync(join(memory, 'incident-press-bench-'));
  try {
    const tools = makeTools(root, count);
    say(`\n${count} reports in ${memory}, ${values.rounds} rounds`);
    for (const mode of modes) await compareIn(mode, tools, count);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function makeTools(root, count) {
  const tools = [];
  const add = (name, layout, prepare, tool) => {
    const folder = join(root, name);
    mkdirSync(folder);
    prepare(folder);
    tools.push({ name, folder, file: writeCorpus(folder, layout, count), ...tool });
  };
  const node = process.execPath;
  const ours = {
    clean: ['dist', '.incident-press'],
    build: [node, MAIN, 'build', '--quiet'],
    cold: [node, MAIN, 'build', '--quiet', '--no-cache'],
    template: (folder) => {
      mkdirSync(join(folder, 'templates/page'), { recursive: true });
      const path = join(folder, 'templates/page/article.eta');
      if (!existsSync(path)) cpSync(join(HERE, '../templates/page/article.eta'), path);
      return path;
    },
  };
  add('ours', 'ours', (folder) => writeFileSync(join(folder, 'site.yaml'), settings(LEAN)), ours);
  if (values.full)
    add(
      'ours, all outputs',
      'ours',
      (folder) => writeFileSync(join(folder, 'site.yaml'), settings([])),
      ours,
    );
  if (peers.hugo) {
    add('hugo', 'hugo', (folder) => cpSync(join(HERE, 'peers/hugo'), folder, { recursive: true }), {
      clean: ['public', 'resources', '.hugo_build.lock'],
      build: ['hugo', '--quiet'],
      cold: ['hugo', '--quiet'],
      template: (folder) => join(folder, 'layouts/_default/single.html'),
    });
  }
  if (peers.eleventy) {
    const prepare = (folder) => {
      cpSync(join(HERE, 'peers/eleventy'), folder, { recursive: true });
      mkdirSync(join(folder, 'incidents'));
      cpSync(join(folder, 'incidents.json'), join(folder, 'incidents/incidents.json'));
      rmSync(join(folder, 'incidents.json'));
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    };
    add('eleventy', 'eleventy', prepare, {
      clean: ['_site'],
      build: [node, peers.eleventy, '--quiet'],
      cold: [node, peers.eleventy, '--quiet'],
      template: (folder) => join(folder, '_includes/report.njk'),
    });
  }
  return tools;
}

async function compareIn(mode, tools, count) {
  if (mode === 'version') return compareVersion();
  if (mode === 'watch') return compareWatch(tools, count);
  if (mode === 'publish') return comparePublish(tools, count);
  if (mode === 'published') {
    for (const tool of tools) if (tool.name.startsWith('ours')) await publish(tool.folder);
  }
  const runs = new Map(tools.map(({ name }) => [name, []]));
  if (mode !== 'cold' && mode !== 'published') for (const tool of tools) start(tool.build, tool.folder);
  // One after the other in every round, so that whatever else the machine does meets all of them.
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const tool of tools) {
      const isCold = mode === 'cold' || mode === 'published';
      if (isCold)
        for (const path of tool.clean) rmSync(join(tool.folder, path), { recursive: true, force: true });
      if (mode === 'one') appendFileSync(tool.file, `\nOne more sentence, number ${round}.\n`);
      if (mode === 'template') appendFileSync(tool.template(tool.folder), `\n<!-- ${round} -->\n`);
      runs.get(tool.name).push(start(isCold ? tool.cold : tool.build, tool.folder));
    }
  }
  report(mode, count, new Map([...runs].map(([name, all]) => [name, median(all)])));
}

function start([command, ...args], folder) {
  return measure(command, args, folder);
}

/** Only ours: the peers leave this to other programs. */
async function comparePublish(tools, count) {
  for (const tool of tools.filter(({ name }) => name.startsWith('ours'))) {
    start(tool.build, tool.folder);
    const rows = await compareTargets(tool, Number(values.rounds));
    report('publish', count, new Map(rows.map(([name, cost]) => [`${tool.name}: ${name}`, cost])));
  }
}

function compareVersion() {
  const runs = Array.from({ length: 5 }, () => measure(process.execPath, [MAIN, '--version'], HERE));
  report('version', 0, new Map([['ours', median(runs)]]));
}

async function compareWatch(tools, count) {
  const found = new Map();
  for (const { name, folder, file, build } of tools) {
    const page =
      name === 'hugo' ? `incidents/${basename(file, '.md')}/` : `en/incidents/${basename(dirname(file))}/`;
    const port = 4600 + found.size;
    const started =
      name === 'hugo'
        ? {
            command: 'hugo',
            args: [
              'server',
              '--port',
              String(port),
              '--baseURL',
              `http://127.0.0.1:${port}/`,
              '--disableLiveReload',
            ],
          }
        : { command: process.execPath, args: [MAIN, 'dev', '--port', String(port)] };
    if (name === 'eleventy') continue;
    start(build, folder);
    const times = await watch({
      ...started,
      folder,
      url: `http://127.0.0.1:${port}/`,
      file,
      page,
      saves: 10,
    });
    const slowest = Number((Math.max(...times) / 1000).toFixed(3));
    found.set(name, { ...median(times.map((wall) => ({ wall: wall / 1000 }))), slowest });
  }
  report('watch', count, found);
}

function milliseconds(seconds) {
  return `${Math.round(seconds * 1000)} ms`;
}

function report(mode, count, found) {
  const base = found.get('hugo');
  const width = Math.max(18, ...[...found.keys()].map(({ length }) => length));
  for (const [name, cost] of found) {
    const ratio = base && Number((cost.wall / base.wall).toFixed(3));
    results.push({ mode, count, name, ...cost, ...(base && { ratio }) });
    const columns = [
      mode.padEnd(10),
      name.padEnd(width),
      (cost.slowest === undefined ? `${cost.wall.toFixed(2)} s` : milliseconds(cost.wall)).padStart(9),
      cost.slowest === undefined ? '' : `slowest ${milliseconds(cost.slowest)}`.padStart(15),
      cost.cpu === undefined ? '' : `${cost.cpu.toFixed(2)} s CPU`.padStart(12),
      cost.memory === undefined ? '' : `${Math.round(cost.memory)} MB`.padStart(8),
      ratio === undefined ? '' : `${ratio} × hugo`,
      cost.requests
        ? Object.entries(cost.requests)
            .map((pair) => pair.toReversed().join(' '))
            .join(', ')
        : '',
    ];
    say(columns.join('  '));
  }
}
