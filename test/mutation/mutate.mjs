import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseSync } from 'oxc-parser';
import { ROOMS } from './rooms.mjs';

/**
 * A file of Stryker's report.
 *
 * @typedef {{
 *   source: string;
 *   mutants: readonly {
 *     status: string;
 *     replacement: string;
 *     location: { start: { line: number; column: number } };
 *   }[];
 * }} MutatedFile
 */

const ROOT = join(import.meta.dirname, '../..');

/** How Stryker goes about it. */
const SETTINGS = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  // Wording is not what tests of this kind should hold on to.
  mutator: { excludedMutations: ['StringLiteral'] },
  // To change what is worked out while a module is loaded would need all tests anew.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 30,
  reporters: ['json'],
  // Stryker asks TypeScript for what version 7 does not offer, unless it finds no settings of it.
  tsconfigFile: 'none.json',
  disableTypeChecks: false,
  ignorePatterns: ['/bench', '/editors', '/dist', '/.stryker-*', '.incident-press'],
};

/**
 * Changes operators, conditions, returns and the like in a room, one at a time, and tells which of these
 * changes no test notices. Of large rooms a sample: whole declarations, drawn by a seed.
 */
function main() {
  const { values } = parseArgs({
    options: {
      room: { type: 'string', multiple: true, default: Object.keys(ROOMS) },
      lines: { type: 'string', default: '600' },
      seed: { type: 'string', default: '1' },
    },
  });
  const rooms = /** @type {(keyof typeof ROOMS)[]} */ (values.room);
  const unknown = rooms.filter((room) => !(room in ROOMS));
  if (unknown.length > 0) {
    console.error(`There is no room ${unknown.join(', ')}. There are: ${Object.keys(ROOMS).join(', ')}`);
    process.exit(2);
  }
  for (const room of rooms) mutate(room, Number(values.lines), Number(values.seed));
}

/**
 * Prints what survives, one change after another, and a line with the score.
 *
 * @param {keyof typeof ROOMS} room
 * @param {number} lines
 * @param {number} seed
 */
function mutate(room, lines, seed) {
  const { drawn, all } = draw(room, lines, seed);
  const folder = mkdtempSync(join(ROOT, '.stryker-'));
  const report = join(folder, 'report.json');
  const settings = join(folder, 'stryker.json');
  writeFileSync(
    settings,
    JSON.stringify({ ...SETTINGS, mutate: drawn, tempDirName: folder, jsonReporter: { fileName: report } }),
  );
  const { status } = spawnSync('npx', ['stryker', 'run', settings], {
    cwd: ROOT,
    env: { ...process.env, MUTATED_ROOM: room },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(1);
  const { files } = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(folder, { recursive: true });
  const share = all === 1 ? 'all of it' : `${Math.round(100 * all)} % of its lines`;
  console.log(`${room}, ${share}, seed ${seed}: ${told(files)}\n`);
}

/**
 * The declarations to be changed, as `file:first-last`, and the share of all lines that they are.
 *
 * @param {keyof typeof ROOMS} room
 * @param {number} lines
 * @param {number} seed
 * @returns {{ drawn: readonly string[]; all: number }}
 */
function draw(room, lines, seed) {
  const { code } = ROOMS[room];
  const declarations = readdirSync(join(ROOT, code), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(?:\.test|testing)\.ts$/.test(name))
    .toSorted()
    .flatMap((name) => declarationsOf(join(code, name)));
  const total = declarations.reduce((sum, { size }) => sum + size, 0);
  const next = randomly(seed);
  const left = [...declarations];
  const drawn = [];
  let taken = 0;
  while (left.length > 0 && taken < lines) {
    for (const { range, size } of left.splice(Math.floor(next() * left.length), 1)) {
      drawn.push(range);
      taken += size;
    }
  }
  return { drawn: drawn.toSorted(), all: taken / total };
}

/**
 * @param {string} path
 */
function declarationsOf(path) {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const lineAt = (/** @type {number} */ offset) => text.slice(0, offset).split('\n').length;
  return parseSync(path, text)
    .program.body.filter(({ type }) => !/^(?:Import|TS|ExportAll)/.test(type))
    .map(({ start, end }) => ({ first: lineAt(start), last: lineAt(end) }))
    .map(({ first, last }) => ({ range: `${path}:${first}-${last}`, size: last - first + 1 }));
}

/**
 * Numbers from 0 to 1 that are the same for the same seed (mulberry32).
 *
 * @param {number} seed
 */
function randomly(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The score, after a line for each change that no test noticed.
 *
 * @param {Readonly<Record<string, MutatedFile>>} files
 */
function told(files) {
  const counts = { noticed: 0, survived: 0, late: 0 };
  for (const [path, { source, mutants }] of Object.entries(files)) {
    for (const { status, location, replacement } of mutants) {
      if (status === 'Ignored' || status.endsWith('Error')) continue;
      const isNoticed = status === 'Killed' || status === 'Timeout';
      counts[isNoticed ? 'noticed' : 'survived'] += 1;
      if (status === 'Timeout') counts.late += 1;
      if (isNoticed) continue;
      const { start } = location;
      const line = source.split('\n')[start.line - 1]?.trim();
      const reached = status === 'NoCoverage' ? ' (no test comes here)' : '';
      console.log(`${path}:${start.line}:${start.column}${reached}\n  ${line}\n  → ${brief(replacement)}`);
    }
  }
  const total = counts.noticed + counts.survived;
  const late = counts.late === 0 ? '' : `, ${counts.late} of them because the tests never ended`;
  return `${counts.noticed} of ${total} changes noticed, ${((100 * counts.noticed) / total).toFixed(1)} %${late}`;
}

/**
 * @param {string} text
 */
function brief(text) {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

main();
