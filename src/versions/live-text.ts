import type { Edition } from '../model/edition.ts';

/** A live file as it was read: its edition, and its text with LF line ends and no byte order mark. */
export interface LiveText {
  readonly edition: Edition;
  readonly text: string;
  /** The text without the writers' notes, as it is published. */
  readonly source: string;
}

/**
 * `build` shows changed texts under the next number and warns; `check`, which guards pull requests, makes a
 * forgotten number an error with the exact edit.
 */
export type Mode = 'build' | 'check';
