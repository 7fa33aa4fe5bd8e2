import { expect, test } from 'vitest';
import { decode, inWords, positionOf } from './decode.ts';

const read = (bytes: Uint8Array | string, limit = 1_000) => {
  const outcome = decode('a.md', typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, limit);
  const said = outcome.diagnostics.map(
    ({ code, place, message }) => `${code} ${place.line}:${place.column} ${message}`,
  );
  return outcome.value ?? said.join();
};

test('a text is UTF-8 with lines that end in LF, without a byte order mark', () => {
  expect(read('é\n\tb')).toBe('é\n\tb');
  expect(read('a\r\nb\rc\n')).toBe('a\nb\nc\n');
  expect(read('\ufeffa')).toBe('a');
  expect(read('\ufeff\ufeffa')).toBe('\ufeffa');
});

test.each([
  ['', 'INC100 1:1'],
  [' \r\n\t', 'INC100 1:1'],
  ['a\nb\u0000c', 'INC006 2:2 There is a control character here (U+0000)'],
  ['a\u001f', 'INC006 1:2 There is a control character here (U+001F)'],
  ['a\u007f', 'INC006 1:2 There is a control character here (U+007F)'],
  ['a\u009f', 'INC006 1:2 There is a control character here (U+009F)'],
])('%j is no text', (text, said) => {
  expect(read(text).startsWith(said)).toBe(true);
});

test('no-break spaces and spaces are no control characters', () => {
  expect(read('a\u00a0 b')).toBe('a\u00a0 b');
});

test('bytes that are not UTF-8 are found at their place', () => {
  expect(read(Uint8Array.of(0x61, 0x0a, 0x62, 0xe9, 0x63))).toBe(
    'INC005 2:2 This file is not UTF-8 from here on',
  );
  expect(read(Uint8Array.of(0xe9))).toBe('INC005 1:1 This file is not UTF-8 from here on');
});

test('a file may be as large as the limit, and no larger', () => {
  expect(read('aaa', 3)).toBe('aaa');
  expect(read('aaaa', 3)).toBe('INC004 1:1 This file has 4 bytes; at most 3 bytes are allowed');
});

test.each([
  [10_239, '10239 bytes'],
  [10_240, '10 KiB'],
  [10_241, '11 KiB'],
  [1_048_575, '1024 KiB'],
  [1_048_576, '1.0 MiB'],
  [1_572_864, '1.5 MiB'],
])('%i bytes are %s', (bytes, words) => {
  expect(inWords(bytes)).toBe(words);
});

test('a position counts lines and columns from one', () => {
  expect([0, 1, 2, 3].map((at) => Object.values(positionOf('a\nbc', at)))).toEqual([
    [1, 1],
    [1, 2],
    [2, 1],
    [2, 2],
  ]);
});
