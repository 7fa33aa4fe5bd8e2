import { secondsOf } from '../../model/instant.ts';
import { compareVersions, parseVersion } from '../../model/version.ts';
import { parseTime } from '../../source/time.ts';
import { writeFlowItem, writeScalar, writeValue } from '../../source/edit/write-yaml.ts';
import type { Part } from './cut.ts';
import { cutLists, mergeList } from './list.ts';
import { changedSide, isSame } from './three.ts';
import type { Piece, Three } from './three.ts';
import { mergeTimeline } from './timeline.ts';

/** True if both sides have a list that is merged item by item under a key. */
export function isListInLines(three: Three<Part>): boolean {
  return /^(?:timeline|actions)$/.test(three.ours?.key ?? '') && cutLists(three) !== undefined;
}

/** A key that both sides changed differently. */
export function mergeKey(three: Three<Part>, notes: string[]): readonly Piece[] {
  const { ours, theirs } = three;
  const key = ours?.key ?? theirs?.key ?? '';
  if (ours && theirs) {
    if (key === 'timeline') return mergeTimeline(three, notes);
    if (key === 'actions') return mergeList(three);
    const text = MERGED[key]?.(three.base?.value, ours.value, theirs.value);
    if (text !== undefined) return [{ kind: 'text', text: withValue(ours, key, text) }];
  }
  return [{ kind: 'conflict', ours: ours?.text ?? '', theirs: theirs?.text ?? '' }];
}

type MergeValue = (base: unknown, ours: unknown, theirs: unknown) => string | undefined;

/** Merges the values of both sides, as YAML on one line; undefined if only a person can decide. */
const MERGED: Readonly<Record<string, MergeValue>> = {
  version: higherVersion,
  last_update: laterTime,
  changes: bothSentences,
  tags: bothSets,
  related: bothSets,
  aliases: bothSets,
  services: bothSets,
};

function higherVersion(_: unknown, ours: unknown, theirs: unknown): string | undefined {
  const [a, b] = [parseVersion(String(ours)), parseVersion(String(theirs))];
  if (!a || !b) return undefined;
  return String(compareVersions(a, b) >= 0 ? ours : theirs);
}

function laterTime(_: unknown, ours: unknown, theirs: unknown): string | undefined {
  const [a, b] = [parseTime(String(ours)), parseTime(String(theirs))];
  if (!('instant' in a) || !('instant' in b)) return undefined;
  return String(secondsOf(a.instant) >= secondsOf(b.instant) ? ours : theirs);
}

/** What a `changes` line may hold. */
const LONGEST_CHANGES = 200;

function bothSentences(_: unknown, ours: unknown, theirs: unknown): string | undefined {
  const [a, b] = [String(ours), String(theirs)];
  if (a.includes(b)) return writeValue('changes', a);
  if (b.includes(a)) return writeValue('changes', b);
  const both = `${a.replace(/[.;]+$/, '')}; ${b}`;
  return both.length <= LONGEST_CHANGES ? writeValue('changes', both) : undefined;
}

/** Lists without order, and maps: what one side added stays added, what one side removed stays removed. */
function bothSets(base: unknown, ours: unknown, theirs: unknown): string | undefined {
  if (isTexts(ours) && isTexts(theirs)) {
    const before = isTexts(base) ? base : [];
    const all = [...new Set([...ours, ...theirs])];
    const kept = all.filter(
      (each) => !before.includes(each) || (ours.includes(each) && theirs.includes(each)),
    );
    return `[${kept.map((each) => writeScalar(each)).join(', ')}]`;
  }
  return isTextMap(ours) && isTextMap(theirs)
    ? bothMaps(isTextMap(base) ? base : {}, ours, theirs)
    : undefined;
}

type TextMap = Readonly<Record<string, string>>;

function bothMaps(base: TextMap, ours: TextMap, theirs: TextMap): string | undefined {
  const merged: Record<string, string> = {};
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const three = { base: base[key], ours: ours[key], theirs: theirs[key] };
    const side = changedSide(three);
    if (side === undefined) return undefined;
    const value = three[side];
    if (value !== undefined) merged[writeScalar(key)] = value;
  }
  return writeFlowItem(merged);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isTextMap(value: unknown): value is TextMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string')
  );
}

/** The key's lines with another value on one line; the comment above stays. */
function withValue(part: Part, key: string, value: string): string {
  const comment = part.text.slice(0, part.text.search(new RegExp(`^["']?${key}["']?\\s*:`, 'm')));
  const blank = /\n(?:[ \t]*\n)+$/.exec(part.text)?.[0].slice(1) ?? '';
  return isSame(comment, part.text) ? part.text : `${comment}${key}: ${value}\n${blank}`;
}
