import type { Document } from 'yaml';
import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf, replaceAt } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isMap, isSeq } from '../../languages/yaml-parser.ts';
import { asWritten, writtenFinder } from './as-written.ts';
import { indentOf, KNOWN_KEYS } from './line.ts';
import { parseFailsafe } from './parse-document.ts';
import type { ParsedYaml } from './parse-document.ts';
import { syntaxProblems } from './problems.ts';
import type { World } from './problems.ts';
import type { Repair } from './repair.ts';
import { repairsOf } from './repairs.ts';

/** Longer front matter is not mended: each try parses all of it. */
const LONGEST = 20_000;

/** Characters parsed in all tries together: about a second of a processor. */
const MOST_PARSED = 2_200_000;

/** A mark that begins or ends something, and an error, take the parser as long as this many characters. */
const PER_MARK = 10;
const MARKS = /[-[\]{}:,"'?#\n]/g;

/** Mistakes reported in one front matter; after this many, a person has enough to do. */
const MOST = 12;

/** Lines around the one where the parser fails. */
const NEAR = [0, -1, 1, -2, 2, -3, 3, -4, -5, -6];

/** The front matter as it was probably meant, and what is wrong with it. */
export interface Mended {
  readonly yaml: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined if something is left that cannot be guessed. */
  readonly mended: ParsedYaml | undefined;
}

/**
 * Finds what is wrong with YAML by trying corrections of common mistakes: of all single repairs near the
 * place where the parser fails, the one that lets it get furthest is taken for what was meant. Each is one
 * diagnostic with the corrected line, however often the parser failed over it.
 */
export function mendYaml(world: World, written: ParsedYaml): Mended {
  const repairs: Repair[] = [];
  const diagnostics: Diagnostic[] = [];
  let { yaml } = world;
  let parsed = withStumble(written, true);
  const isEnough = () => repairs.length + diagnostics.length >= MOST;
  const budget = { left: MOST_PARSED };
  while (parsed.stumble !== undefined && !isEnough() && yaml.length <= LONGEST) {
    const best = bestRepair(yaml.split('\n'), parsed, budget);
    if (best) {
      addRepair(repairs, best.repair);
      ({ yaml, parsed } = best);
    } else if (parsed.isUnique) {
      // Keys that are there twice stay so; the rest can be read all the same.
      const twice = parsed.errors.filter(({ code }) => code === 'DUPLICATE_KEY');
      const others = parsed.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
      if (twice.length === 0) break;
      diagnostics.push(...leftProblems({ ...parsed, errors: twice }, yaml, world));
      parsed = withStumble({ ...parsed, errors: others }, false);
    } else break;
  }
  const lines = world.yaml.split('\n');
  diagnostics.unshift(...repairs.map((repair) => repairProblem(repair, lines, world)));
  diagnostics.push(...leftProblems(parsed, yaml, world));
  return { yaml, diagnostics, mended: parsed.errors.length === 0 ? parsed : undefined };
}

/** Errors of YAML that is mended so far, at their places in what was written. */
function leftProblems({ errors, counter }: ParsedYaml, yaml: string, world: World): Diagnostic[] {
  const find = writtenFinder(yaml, world.yaml, world.firstLine);
  return asWritten(syntaxProblems(errors, { ...world, yaml, counter }), world.file, find);
}

/**
 * Adds a repair to those made before it. One of a line that an earlier repair moved only because of the line
 * above it corrects that repair: the writer knows nothing of it, so it is part of the earlier one.
 */
function addRepair(repairs: Repair[], repair: Repair): void {
  const [first] = repair.lines.keys();
  const index = repairs.findIndex(({ lines }) => [...lines.keys()].slice(1).includes(first!));
  const earlier = repairs[index];
  if (earlier) repairs[index] = { ...earlier, lines: new Map([...earlier.lines, ...repair.lines]) };
  else repairs.push(repair);
}

interface Parsed extends ParsedYaml {
  /** True if keys that are there twice count as errors. */
  readonly isUnique: boolean;
  /** The line, from 0, that the parser objects to first; undefined where it objects to nothing. */
  readonly stumble: number | undefined;
}

function withStumble(parsed: ParsedYaml, isUnique: boolean): Parsed {
  const offsets = parsed.errors.map(({ pos }) => pos[0]);
  const first = offsets.reduce((least, each) => Math.min(least, each), Infinity);
  const stumble = offsets.length === 0 ? undefined : parsed.counter.linePos(first).line - 1;
  return { ...parsed, isUnique, stumble };
}

interface Tried {
  readonly repair: Repair;
  readonly yaml: string;
  readonly parsed: Parsed;
}

/** Undefined if none gets further, or if there was too much to try them all. */
function bestRepair(
  lines: readonly string[],
  { stumble = 0, isUnique }: Parsed,
  budget: { left: number },
): Tried | undefined {
  let best: Tried | undefined;
  for (const at of candidates(lines, stumble)) {
    for (const repair of repairsOf(lines, at)) {
      const yaml = lines.map((line, index) => repair.lines.get(index) ?? line).join('\n');
      const parsed = parseFailsafe(yaml, isUnique);
      budget.left -= costOf(yaml, parsed);
      if (budget.left < 0) return undefined;
      if (!parsed) continue;
      const tried = { repair, yaml, parsed: withStumble(parsed, isUnique) };
      if (isFurther(tried.parsed.stumble, stumble) && (!best || isBetter(tried, best))) best = tried;
    }
  }
  return best;
}

/** What parsing took, in characters. */
function costOf(yaml: string, parsed: ParsedYaml | undefined): number {
  const marks = yaml.match(MARKS)?.length ?? 0;
  return yaml.length + PER_MARK * (marks + (parsed?.errors.length ?? 0));
}

/** The lines around the one the parser stumbles at, and those that begin a list. */
function candidates(lines: readonly string[], stumble: number): readonly number[] {
  const starts = lines.flatMap((line, index) => (/^(?:timeline|actions):\s*$/.test(line) ? [index + 1] : []));
  return [...new Set([...NEAR.map((distance) => stumble + distance), ...starts])];
}

function isBetter(tried: Tried, best: Tried): boolean {
  const [mine, other] = [tried.parsed.stumble, best.parsed.stumble];
  if (mine === undefined && other === undefined)
    return strangeness(tried.parsed.document) < strangeness(best.parsed.document);
  return isFurther(mine, other);
}

function isFurther(line: number | undefined, than: number | undefined): boolean {
  return than !== undefined && (line === undefined || line > than);
}

/** How much of a document is out of place in a report. */
function strangeness({ contents }: Document.Parsed): number {
  if (!isMap(contents)) return Infinity;
  const own = contents.items.filter(({ key }) => !KNOWN_KEYS.has(String(key))).length;
  const lists = ['timeline', 'actions'].map((key) => {
    const list = contents.get(key, true);
    if (!isSeq(list)) return list === undefined ? 0 : 1;
    return list.items.filter((item) => !isMap(item)).length;
  });
  const inner = ['timeline', 'actions'].flatMap((key) => {
    const list = contents.get(key, true);
    return isSeq(list) ? list.items.flatMap((item) => (isMap(item) ? item.items : [])) : [];
  });
  const strange = inner.filter(({ key }) => !KNOWN_KEYS.has(String(key))).length;
  return own + strange + lists.reduce((sum, each) => sum + each, 0);
}

/** The diagnostic of a repair, whose edit fits the text as it was `before` all of them. */
function repairProblem(
  { code, message, todo, lines, from }: Repair,
  before: readonly string[],
  world: World,
): Diagnostic {
  const changed = [...lines.keys()]
    .filter((index) => lines.get(index) !== before[index])
    .toSorted((a, b) => a - b);
  const [first = 0, last = first] = [changed[0], changed.at(-1)];
  const [line, right] = [before[first] ?? '', lines.get(first) ?? ''];
  const text = before
    .slice(first, last + 1)
    .map((each, index) => lines.get(first + index) ?? each)
    .join('\n');
  const number = first + world.firstLine;
  const end = last + world.firstLine;
  const start = (from ?? indentOf(line)) + 1;
  const others = changed.length > 1 ? `, and the lines to line ${end} with it` : '';
  return diagnose(
    code,
    placeOf(world.file, [number, start, number, Math.max(line.trimEnd().length + 1, start)]),
    message,
    {
      text: todo.startsWith('Indent') ? `${todo}${others}.` : `${todo}: \`${right.trim()}\`.`,
      write: replaceAt(world.file, [number, 1, end, (before[last] ?? '').length + 1], text),
    },
  );
}
