import type { OutputFile, OutputPath } from '../model/file.ts';

/** A file that is made when somebody first asks for its bytes: in `dev`, most are never asked for. */
export function lazyFile(path: OutputPath, make: () => string | Uint8Array): OutputFile {
  let body: string | Uint8Array | undefined;
  return {
    path,
    get body() {
      body ??= make();
      return body;
    },
  };
}

/** What several files are made from, worked out when the first of them is asked for. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
