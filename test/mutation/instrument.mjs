import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { parseSync, Visitor } from 'oxc-parser';

/** Wording is not what tests of this kind should hold on to. */
const OPTIONS = { plugins: null, ignorers: [], excludedMutations: ['StringLiteral'] };

/** What each turn of a loop calls (`runner.ts`). */
const TURN = 'globalThis.__turn__();';

/**
 * The source in a folder with all changes in it, of which one at a time can be made to count, and these changes.
 *
 * @param {string} folder
 */
export async function instrumented(folder) {
  const inputs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(?:\.test|testing)\.ts$/.test(name))
    .toSorted()
    .map((name) => join(folder, name))
    .map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const silent = { debug() {}, info() {}, isDebugEnabled: () => false };
  const instrumenter = new Instrumenter(/** @type {never} */ (silent));
  const { files, mutants } = await instrumenter.instrument(inputs, /** @type {never} */ (OPTIONS));
  const broken = mutants.filter(isBroken);
  const sources = files.map(({ name, content }) => {
    const whole = broken.reduce((text, { replacement }) => text.replaceAll(replacement, '/(?!)/'), content);
    return [name, withCountedLoops(name, withSilence(whole))];
  });
  return {
    sources: Object.fromEntries(sources),
    changes: mutants.filter((each) => each.status !== 'Ignored' && !broken.includes(each)),
  };
}

/**
 * True for a regular expression that is none after the change: its file could not be loaded.
 *
 * @param {{ readonly mutatorName: string; readonly replacement: string }} change
 */
function isBroken({ mutatorName, replacement }) {
  if (mutatorName !== 'Regex') return false;
  const end = replacement.lastIndexOf('/');
  try {
    RegExp(replacement.slice(1, end), replacement.slice(end + 1));
    return false;
  } catch {
    return true;
  }
}

/**
 * Stryker's recording can be silenced.
 *
 * @param {string} content
 */
function withSilence(content) {
  return content.replace('function cover() {', 'function cover() { if (ns.isSilent) return;');
}

/**
 * A module whose loops count their turns, so that one that a change has made endless can be ended.
 *
 * @param {string} name
 * @param {string} content
 */
function withCountedLoops(name, content) {
  const { program, errors } = parseSync(name, content);
  if (errors[0]) throw new Error(`${name}: ${errors[0].message}`);
  /** @type {[at: number, text: string][]} */
  const insertions = [];
  /** @param {{ body: { type: string, start: number, end: number } }} loop */
  const count = ({ body }) => {
    if (body.type === 'BlockStatement') insertions.push([body.start + 1, TURN]);
    else insertions.push([body.start, `{${TURN}`], [body.end, '}']);
  };
  new Visitor({
    ForStatement: count,
    ForInStatement: count,
    ForOfStatement: count,
    WhileStatement: count,
    DoWhileStatement: count,
  }).visit(program);
  return insertions
    .toSorted(([a], [b]) => b - a)
    .reduce((text, [at, insertion]) => text.slice(0, at) + insertion + text.slice(at), content);
}
