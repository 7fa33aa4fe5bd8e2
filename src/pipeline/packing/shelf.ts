import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { putLast } from '../remember/memory.ts';

/**
 * Lines compressed together: enough to compress well, few enough that one of them is found quickly. With
 * more, V8 would treat the text of a block as a large object, and free it late.
 */
const BLOCK = 16;
/** Blocks that are held as text: readers go through neighbours. */
const BLOCKS = 4;
/** Bytes of the first block that all others are compressed with: as far back as zlib looks. */
const DICTIONARY = 32_768;
/** The fewest bytes that zlib makes room for. */
const SMALLEST = 64;
/** Lines that are held in parts: readers ask for one part after the other. */
const LINES = 64;

/** Plain data of which there is too much to keep as objects. */
export interface Shelf {
  /** Stores the parts of an object, and returns its number. */
  readonly put: (parts: readonly unknown[]) => number;
  /** A copy of one part. */
  readonly get: (number: number, part: number) => unknown;
}

/** Stores objects as lines of JSON, compressed and outside the heap: a tenth of the memory. */
export function openShelf(): Shelf {
  const blocks: ReturnType<typeof compressed>[] = [];
  let dictionary: Buffer | undefined;
  let open: string[] = [];
  const linesOf = holding(BLOCKS, (at) => {
    const { bytes, encoding, size } = blocks[at] as (typeof blocks)[number];
    return inflateRawSync(bytes, { chunkSize: size, dictionary }).toString(encoding).split('\n');
  });
  const lineAt = (number: number) => {
    const at = Math.floor(number / BLOCK);
    return (at < blocks.length ? linesOf(at) : open)[number % BLOCK] ?? '';
  };
  const partsOf = holding(LINES, (number) => ({
    texts: lineAt(number).split('\t'),
    values: [] as unknown[],
  }));
  return {
    put: (parts) => {
      if (open.length === BLOCK) {
        const text = open.join('\n');
        dictionary ??= Buffer.from(text).subarray(0, DICTIONARY);
        blocks.push(compressed(text, dictionary));
        open = [];
      }
      const line = parts.map((part) => JSON.stringify(part) ?? '').join('\t');
      return blocks.length * BLOCK + open.push(line) - 1;
    },
    get: (number, part) => {
      const { texts, values } = partsOf(number);
      const text = texts[part] ?? '';
      return text === '' ? undefined : (values[part] ??= JSON.parse(text));
    },
  };
}

function compressed(text: string, dictionary: Buffer) {
  const plain = Buffer.from(text);
  // ASCII is decoded in a tenth of the time.
  const encoding: BufferEncoding = plain.length === text.length ? 'latin1' : 'utf8';
  const size = Math.max(SMALLEST, plain.length);
  const bytes = new Uint8Array(deflateRawSync(plain, { level: 1, dictionary }));
  return { bytes, encoding, size };
}

/** Makes values by number, and holds the last ones. */
function holding<T>(most: number, make: (number: number) => T): (number: number) => T {
  const held = new Map<number, T>();
  return (number) => {
    const known = held.get(number);
    if (known !== undefined) return known;
    const value = make(number);
    putLast(held, number, value, most);
    return value;
  };
}
