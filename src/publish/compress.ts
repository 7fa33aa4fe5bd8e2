import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { OutputFile, OutputPath } from '../model/file.ts';
import type { Compression } from '../model/compression.ts';
import { servingOf } from './serving.ts';
import { fixedPath } from '../site/route.ts';

/** Below this size a compressed copy saves less than the packet it travels in. */
const SMALLEST = 256;

/** Where a gzip header names the system that wrote it (RFC 1952, 2.3.1), and the value for "unknown". */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

/**
 * Compressed copies of a text, `x.html.br` and `x.html.gz`, for servers that hand them out as they are. A
 * copy that would not be smaller is left out. The same Node gives the same bytes: no time, name or system is
 * in them.
 */
export function compressedCopies(
  path: OutputPath,
  bytes: Uint8Array,
  compressions: readonly Compression[],
): OutputFile[] {
  if (!isText(path) || bytes.length < SMALLEST) return [];
  return compressions
    .map((compression) => copyOf(path, bytes, compression))
    .filter((copy) => copy.body.length < bytes.length);
}

/** Texts have a charset; everything else is compressed already. */
function isText(path: string): boolean {
  return servingOf(path).type.includes('charset=');
}

function copyOf(path: OutputPath, bytes: Uint8Array, compression: Compression) {
  switch (compression) {
    case 'br':
      return { path: fixedPath(`${path}.br`), body: brotli(bytes) };
    case 'gzip':
      return { path: fixedPath(`${path}.gz`), body: gzip(bytes) };
  }
}

function brotli(bytes: Uint8Array): Uint8Array {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

function gzip(bytes: Uint8Array): Uint8Array {
  const copy = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  copy[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return copy;
}
