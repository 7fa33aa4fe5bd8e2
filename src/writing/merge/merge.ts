import { unifyLineEnds } from '../../source/edit/line-ends.ts';
import { cutReport } from './cut.ts';
import type { Cut, Part } from './cut.ts';
import { isListInLines, mergeKey } from './keys.ts';
import { mergeNotes, shareNotes, sideOf } from './notes.ts';
import { changedSide, writePieces } from './three.ts';
import type { Piece, Three } from './three.ts';

/**
 * Merges plain text line by line, as git does, with git's markers where both sides changed the same lines.
 */
export type MergeLines = (three: {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}) => {
  readonly text: string;
  readonly isClean: boolean;
};

/** A merged file. */
export interface Merged {
  readonly text: string;
  /** Decisions that may be worth checking, one sentence each, without a full stop. */
  readonly notes: readonly string[];
  /** The keys, or `the text below the front matter`, that a person has to settle. */
  readonly conflicts: readonly string[];
}

/**
 * Merges a report that two branches changed. Front matter is merged key by key: the timeline takes the
 * entries of both sides, the version is the higher number, `changes` says what both say. The text below it is
 * merged by `mergeLines`. Comments stay with what is below them. Returns undefined if the front matter of one
 * side cannot be read: then only a person can tell what was meant.
 *
 * `base` is undefined if the file has no common ancestor.
 */
export function mergeReports(three: Three<string>, mergeLines: MergeLines): Merged | undefined {
  const { text: oursText, lineEnd } = unifyLineEnds(three.ours ?? '');
  const ours = cutReport(oursText);
  const theirs = cutReport(unifyLineEnds(three.theirs ?? '').text);
  const base = three.base === undefined ? EMPTY : cutReport(unifyLineEnds(three.base).text);
  if (!ours || !theirs || !base) return undefined;
  const notes: string[] = [];
  const pieces = keysInOrder(ours, theirs).map((key) => ({
    key,
    pieces: mergePart(
      { base: partOf(base, key), ours: partOf(ours, key), theirs: partOf(theirs, key) },
      notes,
    ),
  }));
  const body = mergeLines({ base: base.body, ours: ours.body, theirs: theirs.body });
  const lead = mergeNotes({ base: base.lead, ours: ours.lead, theirs: theirs.lead });
  const matter = writePieces(pieces.flatMap((each) => each.pieces));
  return {
    text: `---\n${lead}${matter}---\n${body.text}`.replaceAll('\n', lineEnd),
    notes,
    conflicts: [
      ...pieces
        .filter(({ pieces: own }) => own.some(({ kind }) => kind === 'conflict'))
        .map(({ key }) => key),
      ...(body.isClean ? [] : ['the text below the front matter']),
    ],
  };
}

const EMPTY: Cut = { lead: '', parts: [], body: '' };

function partOf({ parts }: Cut, key: string): Part | undefined {
  return parts.find((part) => part.key === key);
}

/**
 * The keys of our side in their order; each key that only the other side has after the one it follows there.
 */
function keysInOrder(ours: Cut, theirs: Cut): readonly string[] {
  const keys = ours.parts.map(({ key }) => key);
  for (const [index, { key }] of theirs.parts.entries()) {
    if (keys.includes(key)) continue;
    const before = theirs.parts[index - 1]?.key;
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  }
  return keys;
}

function mergePart(parts: Three<Part>, notes: string[]): readonly Piece[] {
  const three = shareNotes(parts);
  const texts = { base: three.base?.text, ours: three.ours?.text, theirs: three.theirs?.text };
  // A list is merged item by item, since each has comments of its own.
  const side = isListInLines(three) ? changedSide(texts) : sideOf(three);
  if (side === undefined) return mergeKey(three, notes);
  const part = three[side];
  return part ? [{ kind: 'text', text: part.text }] : [];
}
