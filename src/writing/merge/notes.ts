import { changedSide } from './three.ts';
import type { Three } from './three.ts';

/** Lines of a file with what they say as data: a key, or an item of a list. */
export interface Lines {
  readonly text: string;
  readonly value: unknown;
}

/**
 * Gives both sides, and what they began with, the comments above a piece that a merge of these comments
 * leaves: a line that one side added is added, one that a side took out is gone. So no note is lost
 * whichever side is taken.
 */
export function shareNotes<T extends Lines>({ base, ours, theirs }: Three<T>): Three<T> {
  if (!ours || !theirs) return { base, ours, theirs };
  const [before, a, b] = [cutNotes(base?.text ?? ''), cutNotes(ours.text), cutNotes(theirs.text)];
  const notes = mergeNotes({ base: before.notes, ours: a.notes, theirs: b.notes });
  return {
    base: base && { ...base, text: notes + before.rest },
    ours: { ...ours, text: notes + a.rest },
    theirs: { ...theirs, text: notes + b.rest },
  };
}

/** Merges comments line by line: ours first. */
export function mergeNotes({ base, ours, theirs }: Three<string>): string {
  const [before, a, b] = [linesOf(base), linesOf(ours), linesOf(theirs)];
  const kept = a.filter((line) => !before.includes(line) || b.includes(line));
  return [...kept, ...b.filter((line) => !before.includes(line) && !a.includes(line))].join('');
}

/** The side that changed a piece, be it only how it is written; undefined if both changed what it says. */
export function sideOf({ base, ours, theirs }: Three<Lines>): 'ours' | 'theirs' | undefined {
  return (
    changedSide({ base: base?.text, ours: ours?.text, theirs: theirs?.text }) ??
    changedSide({ base: base?.value, ours: ours?.value, theirs: theirs?.value })
  );
}

function linesOf(text: string | undefined): readonly string[] {
  return text?.match(/.*\n/g) ?? [];
}

function cutNotes(text: string): { readonly notes: string; readonly rest: string } {
  const notes = /^(?:[ \t]*#.*\n)*/.exec(text)?.[0] ?? '';
  return { notes, rest: text.slice(notes.length) };
}
