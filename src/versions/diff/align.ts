import { diffArrays } from 'diff/lib/diff/array.js';

/**
 * The number of steps that a comparison may still take. Steps depend only on the texts, so the same two
 * always give the same difference; with a time limit they would not.
 */
export interface Budget {
  steps: number;
}

export const ALL_STEPS = 1_200_000;

/** With more insertions and deletions than this, the whole part is replaced. */
const MOST_EDITS = 1000;

/** A change, as ranges in both lists (either may be empty), then `kept` entries that are the same in both. */
export interface Hunk {
  readonly removed: readonly [from: number, to: number];
  readonly added: readonly [from: number, to: number];
  readonly kept: number;
}

/**
 * What to remove from one list and to add so that it becomes the other. Only the first change may be empty.
 */
export function align(before: readonly number[], after: readonly number[], budget: Budget): Hunk[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const hunks: Hunk[] = [{ removed: [0, 0], added: [0, 0], kept: start }];
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  for (const hunk of alignMiddle(old, now, budget)) {
    hunks.push({
      removed: [hunk.removed[0] + start, hunk.removed[1] + start],
      added: [hunk.added[0] + start, hunk.added[1] + start],
      kept: hunk.kept,
    });
  }
  const last = hunks.pop()!;
  return [...hunks, { ...last, kept: last.kept + end }];
}

function alignMiddle(before: readonly number[], after: readonly number[], budget: Budget): Hunk[] {
  if (before.length === 0 && after.length === 0) return [];
  const whole: Hunk[] = [{ removed: [0, before.length], added: [0, after.length], kept: 0 }];
  const known = new Set(before);
  if (!after.some((each) => known.has(each))) return whole;
  const most = Math.min(MOST_EDITS, Math.floor(Math.sqrt(2 * Math.max(0, budget.steps))));
  const parts = diffArrays([...before], [...after], { maxEditLength: most });
  const edits = parts
    ? parts.reduce((sum, part) => sum + (part.added || part.removed ? part.count : 0), 0)
    : most;
  budget.steps -= (edits * edits) / 2;
  return parts ? hunksOf(parts) : whole;
}

type Part = ReturnType<typeof diffArrays<number>>[number];

function hunksOf(parts: readonly Part[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [from, to, old, now] = [0, 0, 0, 0];
  for (const [index, part] of parts.entries()) {
    if (part.removed) old += part.count;
    else if (part.added) now += part.count;
    const kept = part.removed || part.added ? 0 : part.count;
    if (kept === 0 && index < parts.length - 1) continue;
    hunks.push({ removed: [from, old], added: [to, now], kept });
    old += kept;
    now += kept;
    [from, to] = [old, now];
  }
  return hunks;
}

/**
 * Pairs of entries that look alike, in the order of both lists; `score` says how much, 0 for not at all.
 */
export function pairUp(
  before: number,
  after: number,
  score: (before: number, after: number) => number,
): [before: number, after: number][] {
  return before * after <= MOST_PAIRS ? bestPairs(before, after, score) : nextPairs(before, after, score);
}

const MOST_PAIRS = 4000;
/** How far ahead `nextPairs` looks. */
const WINDOW = 3;

/** The pairs whose scores have the highest sum. */
function bestPairs(
  before: number,
  after: number,
  score: (before: number, after: number) => number,
): [number, number][] {
  const width = after + 1;
  const scores = Array.from({ length: before * after }, (_, i) => score(Math.floor(i / after), i % after));
  const sums = new Float64Array((before + 1) * width);
  const paired = (i: number, j: number) => {
    const value = scores[i * after + j] ?? 0;
    return value > 0 ? value + (sums[(i + 1) * width + j + 1] ?? 0) : 0;
  };
  for (let i = before - 1; i >= 0; i -= 1) {
    for (let j = after - 1; j >= 0; j -= 1) {
      sums[i * width + j] = Math.max(
        sums[(i + 1) * width + j] ?? 0,
        sums[i * width + j + 1] ?? 0,
        paired(i, j),
      );
    }
  }
  const pairs: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < before && j < after) {
    const sum = sums[i * width + j] ?? 0;
    if (paired(i, j) > 0 && paired(i, j) === sum) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if ((sums[(i + 1) * width + j] ?? 0) === sum) i += 1;
    else j += 1;
  }
  return pairs;
}

/** For lists too long to weigh every pair: each entry takes the next one that looks like it. */
function nextPairs(
  before: number,
  after: number,
  score: (before: number, after: number) => number,
): [number, number][] {
  const pairs: [number, number][] = [];
  let next = 0;
  for (let j = 0; j < after; j += 1) {
    for (let i = next; i < Math.min(before, next + WINDOW); i += 1) {
      if (score(i, j) === 0) continue;
      pairs.push([i, j]);
      next = i + 1;
      break;
    }
  }
  return pairs;
}
