import type { SitePath, SourceFile } from './file.ts';

/** A file of a site that was looked at and need not be read. */
export interface SeenFile {
  readonly path: SitePath;
  /** Equal stamps stand for equal bytes; undefined where a look proves nothing. */
  readonly stamp: string | undefined;
  readonly read: () => SourceFile;
}

/** A file of a site, read or not. */
export type SiteFile = SourceFile | SeenFile;

/** The file itself, read now if it was not. */
export function readFile(file: SiteFile): SourceFile {
  return 'read' in file ? file.read() : file;
}
