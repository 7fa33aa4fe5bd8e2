import type { OutputFile } from '../../model/file.ts';

/** The pictures among the files of a built site, by content address. */
export function picturesAmong(files: readonly OutputFile[]): ReadonlyMap<string, Uint8Array> {
  return new Map(
    files.flatMap(({ path, body }) =>
      path.startsWith('assets/') && typeof body !== 'string' ? [[path.slice('assets/'.length), body]] : [],
    ),
  );
}
