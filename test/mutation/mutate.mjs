import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { instrumented } from './instrument.mjs';
import { ROOMS } from './rooms.mjs';

/** @typedef {import('./instrument.mjs').Change} Change */

/**
 * What came of a change: noticed by a test, or only because the tests did not end; not noticed; run by no test; or
 * run only while modules are loaded, so that all tests would be needed anew.
 *
 * @typedef {'noticed' | 'late' | 'survived' | 'unreached' | 'static'} Fate
 */

const ROOT = join(import.meta.dirname, '../..');

/** A test that takes so long hangs, even on a busy machine (milliseconds). */
const HANGS = 90_000;

/**
 * Changes operators, conditions, returns and the like in a room, one at a time, and tells which of these
 * changes no test notices. All tests stay loaded meanwhile: Stryker puts every change into the source at once, and
 * a number says which one counts.
 */
async function main() {
  const { values } = parseArgs({
    options: {
      room: { type: 'string', multiple: true, default: Object.keys(ROOMS) },
      changes: { type: 'string', default: '600' },
      seed: { type: 'string', default: '1' },
    },
  });
  const rooms = /** @type {(keyof typeof ROOMS)[]} */ (values.room);
  const unknown = rooms.filter((room) => !(room in ROOMS));
  if (unknown.length > 0) {
    console.error(`There is no room ${unknown.join(', ')}. There are: ${Object.keys(ROOMS).join(', ')}`);
    process.exit(2);
  }
  for (const room of rooms) await mutate(room, Number(values.changes), Number(values.seed));
}

/**
 * Prints what survives, one change after another, and a line with the score.
 *
 * @param {keyof typeof ROOMS} room
 * @param {number} most
 * @param {number} seed
 */
async function mutate(room, most, seed) {
  const code = join(ROOT, ROOMS[room].code);
  const { changes } = await instrumented(code);
  const isWhole = changes.length <= most;
  const { sources, changes: drawn } = await instrumented(
    code,
    isWhole ? undefined : draw(changes, most, seed),
  );
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
  writeFileSync(join(folder, 'sources.json'), JSON.stringify(sources));
  /** @type {Map<string, Fate>} */
  const fates = new Map();
  while (fates.size < drawn.length) {
    const left = drawn.map(({ id }) => id).filter((id) => !fates.has(id));
    writeFileSync(join(folder, 'left.json'), JSON.stringify(left));
    await run(room, folder);
    const before = fates.size;
    for (const [id, fate] of fatesIn(folder)) fates.set(id, fate);
    if (fates.size === before) throw new Error(`the tests of ${room} cannot be run: see ${folder}`);
  }
  rmSync(folder, { recursive: true });
  const share = isWhole ? 'all of it' : `drawn from ${changes.length} changes`;
  console.log(`${room}, ${share}, seed ${seed}: ${told(drawn, fates)}\n`);
}

/**
 * So many changes, each as likely as any other.
 *
 * @param {readonly Change[]} changes
 * @param {number} most
 * @param {number} seed
 */
function draw(changes, most, seed) {
  const next = randomly(seed);
  const drawn = changes
    .map((change) => ({ change, rank: next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most);
  return drawn.map(({ change }) => change).toSorted((a, b) => Number(a.id) - Number(b.id));
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
 * Tries the changes that are left, in a process of its own, which is ended if it hangs.
 *
 * @param {string} room
 * @param {string} folder
 */
async function run(room, folder) {
  const tried = join(folder, 'tried.jsonl');
  writeFileSync(tried, '');
  const config = join(import.meta.dirname, 'vitest.config.ts');
  const vitest = spawn(
    process.execPath,
    [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', config],
    {
      cwd: ROOT,
      // What a test leaves open is warned of when it runs again and again.
      env: { ...process.env, NODE_NO_WARNINGS: '1', MUTATED_ROOM: room, MUTATION_FOLDER: folder },
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: true,
    },
  );
  let [size, since] = [0, performance.now()];
  const timer = setInterval(() => {
    const now = readFileSync(tried).length;
    if (now !== size) [size, since] = [now, performance.now()];
    else if (size > 0 && performance.now() - since > HANGS && vitest.pid)
      process.kill(-vitest.pid, 'SIGKILL');
  }, 1_000);
  await new Promise((resolve) => vitest.on('close', resolve));
  clearInterval(timer);
}

/**
 * What came of the changes that were tried. One that was begun and never ended took the process with it.
 *
 * @param {string} folder
 * @returns {[id: string, fate: Fate][]}
 */
function fatesIn(folder) {
  const tried = join(folder, 'tried.jsonl');
  const rows = existsSync(tried) ? readFileSync(tried, 'utf8').split('\n').filter(Boolean) : [];
  /** @type {Map<string, Fate>} */
  const fates = new Map();
  for (const row of rows) {
    const { id, fate } = JSON.parse(row);
    if (fate === 'again') fates.delete(id);
    else fates.set(id, fate ?? 'late');
  }
  return [...fates];
}

/**
 * The score, after a line for each change that no test noticed.
 *
 * @param {readonly Change[]} changes
 * @param {ReadonlyMap<string, Fate>} fates
 */
function told(changes, fates) {
  const count = (/** @type {Fate} */ fate) => changes.filter(({ id }) => fates.get(id) === fate).length;
  for (const { id, fileName, location, replacement } of changes) {
    const fate = fates.get(id);
    if (fate !== 'survived' && fate !== 'unreached') continue;
    const { line, column } = location.start;
    const path = fileName.slice(ROOT.length + 1);
    const text = readFileSync(fileName, 'utf8').split('\n')[line]?.trim();
    const reached = fate === 'unreached' ? ' (no test comes here)' : '';
    console.log(`${path}:${line + 1}:${column + 1}${reached}\n  ${text}\n  → ${brief(replacement)}`);
  }
  const noticed = count('noticed') + count('late');
  const total = changes.length - count('static');
  const late = count('late') === 0 ? '' : `, ${count('late')} of them because the tests never ended`;
  const score = `${noticed} of ${total} changes noticed, ${((100 * noticed) / total).toFixed(1)} %${late}`;
  return `${score}; ${count('static')} that count only while modules are loaded were not tried`;
}

/**
 * @param {string} text
 */
function brief(text) {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

await main();
