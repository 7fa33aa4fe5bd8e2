/** A possible mistake in a line, in words, and the corrected lines. */
export interface Repair {
  readonly code: 'INC105' | 'INC106';
  readonly message: string;
  /** What to do; the corrected line follows. */
  readonly todo: string;
  /** New texts of lines, by their index. */
  readonly lines: ReadonlyMap<number, string>;
  /** Columns before the mistake in the first of them; if undefined, the whole line is meant. */
  readonly from?: number;
}

export type Propose = (lines: readonly string[], at: number) => readonly Repair[];
