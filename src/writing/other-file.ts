import type { SitePath, SourceFile } from '../model/file.ts';

/** A file that changes together with a text; `text` is undefined for one that goes. */
export interface OtherFile {
  readonly path: SitePath;
  readonly text: string | undefined;
}

/** The files of a site with some of them as they are to be; the order stays, new ones come last. */
export function filesWith(files: readonly SourceFile[], others: readonly OtherFile[]): SourceFile[] {
  const changed = new Map(others.map((other) => [other.path, other.text]));
  const known = new Set(files.map(({ path }) => path));
  return [
    ...files.flatMap((file): SourceFile[] => {
      if (!changed.has(file.path)) return [file];
      const text = changed.get(file.path);
      return text === undefined ? [] : [encoded(file.path, text)];
    }),
    ...others.flatMap(({ path, text }) =>
      known.has(path) || text === undefined ? [] : [encoded(path, text)],
    ),
  ];
}

function encoded(path: SitePath, text: string): SourceFile {
  return { path, bytes: new TextEncoder().encode(text) };
}

/** The text of a file as it was read, with its byte order mark. */
export function textAt(path: SitePath, files: readonly SourceFile[]): string {
  const file = files.find((each) => each.path === path);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file?.bytes);
}
