/* A ZIP archive (APPNOTE.TXT 6.3), as little of it as a package of an extension needs. */
import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 1980, so that the same files give the same bytes. */
const DATE = 0x21;
const DEFLATE = 8;
/** Names are UTF-8. */
const FLAGS = 0x800;
const VERSION = 20;

/**
 * Files as one archive, in this order.
 * @param {readonly (readonly [name: string, content: string | Uint8Array])[]} files
 * @returns {Buffer}
 */
export function zip(files) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const directory = [];
  let offset = 0;
  for (const [name, content] of files) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes, { level: 9 });
    const named = Buffer.from(name);
    const facts = factsOf(named, bytes, packed);
    const local = Buffer.concat([number(4, 0x04034b50), facts, number(2, 0), named, packed]);
    directory.push(
      number(4, 0x02014b50),
      number(2, VERSION),
      facts,
      // No extra field, no comment, the first disk, no attributes.
      Buffer.alloc(2 + 2 + 2 + 2 + 4),
      number(4, offset),
      named,
    );
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = number(2, files.length);
  const end = [
    number(4, 0x06054b50),
    Buffer.alloc(4),
    count,
    count,
    number(4, index.length),
    number(4, offset),
  ];
  return Buffer.concat([...parts, index, ...end, Buffer.alloc(2)]);
}

/**
 * What both headers of a file say.
 * @param {Buffer} name
 * @param {Buffer} bytes
 * @param {Buffer} packed
 */
function factsOf(name, bytes, packed) {
  return Buffer.concat([
    number(2, VERSION),
    number(2, FLAGS),
    number(2, DEFLATE),
    number(2, 0),
    number(2, DATE),
    number(4, crc32(bytes)),
    number(4, packed.length),
    number(4, bytes.length),
    number(2, name.length),
  ]);
}

/**
 * @param {2 | 4} size in bytes
 * @param {number} value
 */
function number(size, value) {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
}
