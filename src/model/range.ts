/** Line and column (1-based, in UTF-16 units) of a node's first character and of the one after its last. */
export type Range = readonly [line: number, column: number, endLine: number, endColumn: number];
