import type { SitePath, SourceFile } from './file.ts';

/** A file of a site whose look is known and which may not have to be read. */
export interface SeenFile {
  readonly path: SitePath;
  /** Equal stamps mean equal bytes; undefined if the look proves nothing. */
  readonly stamp: string | undefined;
  readonly read: () => SourceFile;
}

/** A file of a site, read or not. */
export type SiteFile = SourceFile | SeenFile;

/** The file itself; it is read now if it was not read before. */
export function readFile(file: SiteFile): SourceFile {
  return 'read' in file ? file.read() : file;
}
