/** What may be wrong with a line, in words, and the lines as they would be right. */
export interface Repair {
  readonly code: 'INC105' | 'INC106';
  readonly message: string;
  /** What to do; the corrected line follows. */
  readonly todo: string;
  /** New texts of lines, by their index. */
  readonly lines: ReadonlyMap<number, string>;
  /** Columns before what is wrong in the first of them; without it, all of the line is. */
  readonly from?: number;
}

export type Propose = (lines: readonly string[], at: number) => readonly Repair[];
