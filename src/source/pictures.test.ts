import { expect, test } from 'vitest';
import { readPicture } from './pictures.ts';

/** The beginning of a PNG that says it has this size. */
function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
/** A copy, so that nothing can be read behind its end. */
const cut = (bytes: Uint8Array, size: number) => Uint8Array.from(bytes.subarray(0, size));
const read = (bytes: Uint8Array) => readPicture({ path: 'incidents/a/graph.png', bytes }, 1_000_000);

test('a picture of up to 50 million pixels is one, and a larger one would fill the memory of readers', () => {
  expect(read(png(10_000, 5_000)).value).toMatchObject({ width: 10_000, height: 5_000 });
  for (const [width, height] of [
    [10_001, 5_000],
    [1, 50_000_001],
    [0xffff_ffff, 0xffff_ffff],
  ] as const)
    expect(read(png(width, height))).toMatchObject({ value: undefined, diagnostics: [{ code: 'INC021' }] });
});

test('a picture without a size, or cut in its header, is not a picture', () => {
  for (const bytes of [png(0, 10), png(10, 0), cut(png(10, 10), 20), cut(png(10, 10), 8)])
    expect(read(bytes)).toMatchObject({ value: undefined, diagnostics: [{ code: 'INC020' }] });
});
