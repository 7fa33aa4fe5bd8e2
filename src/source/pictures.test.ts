import { expect, test } from 'vitest';
import { sha256 } from './content-hash.ts';
import { isPictureNamed, isPointer, readPicture } from './pictures.ts';

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

const told = (name: string, bytes: Uint8Array, limit = 1_000_000) =>
  readPicture({ path: `incidents/a/${name}`, bytes }, limit).diagnostics.map(
    ({ code, place, message, hint }) => `${place.file} ${code} ${message}. ${hint?.text}`,
  );
const pointer = (length: number) => {
  const start = 'version https://git-lfs.github.com/spec/v1\n';
  return new TextEncoder().encode(start + 'x'.repeat(length - start.length));
};

test('a picture has the address of its content, whatever its name', () => {
  const bytes = png(600, 200);
  expect(readPicture({ path: 'incidents/a/Graph.old.PNG', bytes }, bytes.length)).toEqual({
    value: { address: `${sha256(bytes)}.png`, width: 600, height: 200 },
    diagnostics: [],
  });
});

test('what is not the picture its name says is told', () => {
  const other = 'Save it again as PNG, JPEG, GIF, WebP or AVIF.';
  expect(told('graph.jpg', png(6, 2))).toEqual([
    'incidents/a/graph.jpg INC020 The name ends in `.jpg`, but the file is a png picture. Rename it so that it ends in `.png`.',
  ]);
  expect(told('graph.svg', png(6, 2))).toHaveLength(1);
  expect(told('graph.png', new TextEncoder().encode('no picture'))).toEqual([
    `incidents/a/graph.png INC020 The name ends in \`.png\`, but the file is not a picture that can be shown. ${other}`,
  ]);
});

test('a picture that is too large is told with both sizes', () => {
  const [problem] = told('graph.png', png(6, 2), 32);
  expect(problem).toContain('incidents/a/graph.png INC021 This picture has ');
  expect(problem).toContain('; at most ');
  expect(told('graph.png', png(10_001, 5_000))[0]).toContain(
    'This picture has 10001 × 5000 pixels; at most 50 million are allowed. Scale it down',
  );
});

test('a file that Git LFS has not fetched is told as one', () => {
  expect(told('graph.png', pointer(130))[0]).toContain('INC517 ');
  expect(told('graph.png', pointer(130))[0]).toContain('Fetch the pictures with `git lfs pull`');
  expect(isPointer(pointer(1_023))).toBe(true);
  expect(isPointer(pointer(1_024))).toBe(false);
  expect(isPointer(new TextEncoder().encode('x version https://git-lfs.github.com/spec/v1'))).toBe(false);
});

test('the name of a published picture says its kind', () => {
  expect(isPictureNamed('a.png', png(6, 2))).toBe(true);
  expect(isPictureNamed('a.jpg', png(6, 2))).toBe(false);
  expect(isPictureNamed('a.PNG', png(6, 2))).toBe(false);
  expect(isPictureNamed('a.png', png(0, 2))).toBe(false);
});
