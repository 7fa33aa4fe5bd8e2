/** The kinds of source, in the order of the help text. */
export const IMPORT_KINDS = [
  'statuspage',
  'markdown',
  'instatus',
  'betterstack',
  'cstate',
  'upptime',
  'issues',
  'cachet',
  'erp5',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
