import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { parseSync, Visitor } from 'oxc-parser';

/**
 * A change of the source, as Stryker tells it.
 *
 * @typedef {{
 *   readonly id: string;
 *   readonly fileName: string;
 *   readonly mutatorName: string;
 *   readonly replacement: string;
 *   readonly location: { readonly start: Position; readonly end: Position };
 * }} Change
 *
 * @typedef {{ line: number; column: number }} Position
 */

/** Wording is not what tests of this kind should hold on to. */
const OPTIONS = { plugins: null, ignorers: [], excludedMutations: ['StringLiteral'] };

/** What each turn of a loop and each call of a function calls (`runner.ts`). */
const TURN = 'globalThis.__turn__();';

/**
 * The source in a folder with changes in it, of which one at a time can be made to count, and these changes: all
 * there are, or those that were drawn from them. The fewer are in it, the quicker the source runs.
 *
 * @param {string} folder
 * @param {readonly Change[]} [drawn]
 */
export async function instrumented(folder, drawn) {
  const inputs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(?:\.test|testing)\.ts$/.test(name))
    .toSorted()
    .map((name) => join(folder, name))
    .map((name) => ({ name, mutate: placesIn(name, drawn), content: readFileSync(name, 'utf8') }))
    .filter(({ mutate }) => !Array.isArray(mutate) || mutate.length > 0);
  const silent = { debug() {}, info() {}, isDebugEnabled: () => false };
  const instrumenter = new Instrumenter(/** @type {never} */ (silent));
  const { files, mutants } = await instrumenter.instrument(inputs, /** @type {never} */ (OPTIONS));
  const broken = mutants.filter(isBroken);
  const sources = files.map(({ name, content }) => {
    const whole = broken.reduce((text, { replacement }) => text.replaceAll(replacement, '/(?!)/'), content);
    return [name, withCounts(name, withSilence(whole))];
  });
  const wanted = drawn && new Set(drawn.map(keyOf));
  return {
    sources: Object.fromEntries(sources),
    changes: mutants.filter(
      (each) => each.status !== 'Ignored' && !broken.includes(each) && (wanted?.has(keyOf(each)) ?? true),
    ),
  };
}

/**
 * Where a file is to be changed.
 *
 * @param {string} name
 * @param {readonly Change[] | undefined} drawn
 */
function placesIn(name, drawn) {
  return drawn ? drawn.filter(({ fileName }) => fileName === name).map(({ location }) => location) : true;
}

/**
 * What a change is known by; its number depends on what else is changed.
 *
 * @param {Change} change
 */
function keyOf({ fileName, location, mutatorName, replacement }) {
  return JSON.stringify([fileName, location, mutatorName, replacement]);
}

/**
 * True for a regular expression that is none after the change: its file could not be loaded.
 *
 * @param {Pick<Change, 'mutatorName' | 'replacement'>} change
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

/** Functions that Stryker puts at the top of each file. */
const OF_STRYKER = /_9fa48$|^(?:cover|isActive|retrieveNS)$/;

/**
 * A module whose loops count their turns and functions their calls, so that one that a change has made endless
 * can be ended.
 *
 * @param {string} name
 * @param {string} content
 */
function withCounts(name, content) {
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
    FunctionDeclaration: ({ id, body }) => {
      if (body && !OF_STRYKER.test(id?.name ?? '')) count({ body });
    },
  }).visit(program);
  return insertions
    .toSorted(([a], [b]) => b - a)
    .reduce((text, [at, insertion]) => text.slice(0, at) + insertion + text.slice(at), content);
}
