import { align } from './align.ts';
import type { Budget } from './align.ts';
import type { Reader, Token } from './tokens.ts';
import { interner } from './tree.ts';
import type { Block } from './tree.ts';

/** A change (either side may be empty), then words that both have, as they are in each. */
export interface Stretch {
  readonly removed: readonly Token[];
  readonly added: readonly Token[];
  readonly was: readonly Token[];
  readonly kept: readonly Token[];
}

/** Compares two blocks of words or code; undefined if they share too little to be read side by side. */
export function compareWords(
  before: Block,
  after: Block,
  reader: Reader,
  budget: Budget,
): Stretch[] | undefined {
  const [old, now] = [reader.tokensOf(before), reader.tokensOf(after)];
  const stretches = after.kind === 'code' ? compareLines(old, now, budget) : compareTokens(old, now, budget);
  const merged = merge(stretches);
  return merged.every(isUnchanged) || isReadable(stretches, old, now) ? merged : undefined;
}

export function isUnchanged({ removed, added }: Stretch): boolean {
  return removed.length + added.length === 0;
}

function compareTokens(old: readonly Token[], now: readonly Token[], budget: Budget): Stretch[] {
  const keys = (tokens: readonly Token[]) => tokens.map((token) => token.key);
  return align(keys(old), keys(now), budget).map(({ removed, added, kept }) => ({
    removed: old.slice(...removed),
    added: now.slice(...added),
    was: old.slice(removed[1], removed[1] + kept),
    kept: now.slice(added[1], added[1] + kept),
  }));
}

/** Line by line first, so that no word of a line is matched with an unrelated line. */
function compareLines(old: readonly Token[], now: readonly Token[], budget: Budget): Stretch[] {
  const intern = interner();
  const print = (line: readonly Token[]) => intern(line.map((token) => token.text).join(''));
  const [oldLines, nowLines] = [linesOf(old), linesOf(now)];
  return align(oldLines.map(print), nowLines.map(print), budget).flatMap(({ removed, added, kept }) => {
    const whole: Stretch = {
      removed: oldLines.slice(...removed).flat(),
      added: nowLines.slice(...added).flat(),
      was: [],
      kept: [],
    };
    const rest: Stretch = {
      removed: [],
      added: [],
      was: oldLines.slice(removed[1], removed[1] + kept).flat(),
      kept: nowLines.slice(added[1], added[1] + kept).flat(),
    };
    if (isUnchanged(whole)) return [rest];
    const words = compareTokens(whole.removed, whole.added, budget);
    return [...(isReadable(words, whole.removed, whole.added) ? words : [whole]), rest];
  });
}

function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [];
  let line: Token[] = [];
  for (const token of tokens) {
    line.push(token);
    if (token.text !== '\n') continue;
    lines.push(line);
    line = [];
  }
  return line.length > 0 ? [...lines, line] : lines;
}

/**
 * This share of the longer side must be in both, or this share of the shorter side at its beginning and
 * end.
 */
const SHARED = 0.3;
const SHARED_EDGES = 0.6;

function isReadable(stretches: readonly Stretch[], old: readonly Token[], now: readonly Token[]): boolean {
  const count = (tokens: readonly Token[]) => tokens.filter((token) => token.isWord).length || tokens.length;
  const [oldCount, nowCount] = [count(old), count(now)];
  const words = (tokens: readonly Token[]) => tokens.filter((token) => token.isWord).length;
  const kept = stretches.map((stretch) => words(stretch.kept));
  const [first, last] = [stretches[0], stretches.at(-1)];
  const edges = (first && isUnchanged(first) ? (kept[0] ?? 0) : 0) + (last ? (kept.at(-1) ?? 0) : 0);
  const all = kept.reduce((sum, each) => sum + each, 0);
  return all >= SHARED * Math.max(oldCount, nowCount) || edges >= SHARED_EDGES * Math.min(oldCount, nowCount);
}

/** Joins changes that only punctuation separates: otherwise old and new words would alternate. */
function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of stretches) {
    const last = merged.at(-1);
    if (last && (isUnchanged(stretch) || (isBridge(last) && isBothSided(last, stretch)))) {
      const isSame = isUnchanged(stretch);
      merged[merged.length - 1] = isSame
        ? { ...last, was: [...last.was, ...stretch.was], kept: [...last.kept, ...stretch.kept] }
        : {
            removed: [...last.removed, ...last.was, ...stretch.removed],
            added: [...last.added, ...last.kept, ...stretch.added],
            was: stretch.was,
            kept: stretch.kept,
          };
    } else merged.push(stretch);
  }
  return merged;
}

function isBridge(stretch: Stretch): boolean {
  const [sign, ...rest] = stretch.kept;
  if (isUnchanged(stretch)) return false;
  if (!sign) return true;
  return (
    rest.length === 0 &&
    !sign.isWord &&
    sign.node.type === 'text' &&
    sign.text.length <= 2 &&
    sign.text !== '\n'
  );
}

function isBothSided(one: Stretch, other: Stretch): boolean {
  return (
    one.kept.length === 0 ||
    (one.removed.length + other.removed.length > 0 && one.added.length + other.added.length > 0)
  );
}
