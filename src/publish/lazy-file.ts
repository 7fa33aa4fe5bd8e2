import type { OutputFile, OutputPath } from '../model/file.ts';
import { sha256 } from '../source/content-hash.ts';

/**
 * A file that is made when somebody first asks for its bytes: in `dev`, most are never asked for. Hash and
 * size are known from then on.
 */
export function lazyFile(path: OutputPath, make: () => string | Uint8Array): OutputFile {
  let body: string | Uint8Array | undefined;
  let facts: { readonly sha256: string; readonly size: number } | undefined;
  const file: OutputFile = {
    path,
    get body() {
      if (body !== undefined) return body;
      body = make();
      facts ??= { sha256: sha256(body), size: Buffer.byteLength(body) };
      return body;
    },
  };
  // Hidden from whoever compares files: two are the same if path and bytes are.
  return Object.defineProperties(file, {
    sha256: { get: () => facts?.sha256 },
    size: { get: () => facts?.size },
    forget: { value: () => (body = undefined) },
  });
}

/** What several files are made from, worked out when the first of them is asked for. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
