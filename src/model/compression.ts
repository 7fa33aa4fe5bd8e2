/** The ways in which compressed copies of files can be made, as site.yaml names them. */
export const COMPRESSIONS = ['br', 'gzip'] as const;
export type Compression = (typeof COMPRESSIONS)[number];
