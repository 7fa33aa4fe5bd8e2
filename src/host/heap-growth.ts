import { setFlagsFromString } from 'node:v8';

/**
 * How much the heap may grow between two collections, in per cent of what it holds. Collecting more often than
 * V8 does by itself costs little where much is created and freed; a run that reuses nearly everything keeps what it
 * reads until it ends, so that collecting it early is work for nothing.
 */
const BOUND = 60;
const FREE = 400;

/** The same with more files than this, where 60 % more is hundreds of megabytes. */
const TIGHT = 10;
export const MANY_FILES = 65_536;

/** With a larger index than this (in bytes, 3 to 5 KB a report), what a run keeps is itself too large for that. */
const LARGEST = 64 * 1_048_576;
/** Texts that are parsed before a run counts as one that makes much. */
const MOST_TEXTS = 200;

/** Keeps the heap of this process close to what it holds. */
export function boundHeap(): void {
  letGrow(BOUND);
}

/** Lets the heap grow in a run that starts from an index of this size, until it turns out to make many reports. */
export function letHeapGrow(index: number): void {
  if (index > 0 && index <= LARGEST) letGrow(FREE);
}

/**
 * The same parser of texts, which bounds the heap again once it has many. `files` is the number of files of a
 * site about which nothing is remembered, else 0.
 */
export function boundingHeap<Text, Result>(
  parse: (texts: readonly Text[]) => Result,
  files: number,
): (texts: readonly Text[]) => Result {
  const isTight = files > MANY_FILES;
  if (isTight) letGrow(TIGHT);
  let count = 0;
  return (texts) => {
    if (count <= MOST_TEXTS && (count += texts.length) > MOST_TEXTS) letGrow(isTight ? TIGHT : BOUND);
    return parse(texts);
  };
}

function letGrow(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
