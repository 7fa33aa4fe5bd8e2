import { expect, test } from 'vitest';
import { decode, readMessageFile } from './message-file.ts';

/** The texts of a file as `key line:column text`, and what is said of it as `line:column-line:column message`. */
function read(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const { value, diagnostics } = readMessageFile({ path: 'en.yaml', bytes });
  return {
    texts: value.map(({ key, source, place }) => `${key} ${place.line}:${place.column} ${source}`),
    said: diagnostics.map(({ code, place, message }) => {
      const end = place.end ? `-${place.end.line}:${place.end.column}` : '';
      return `${code} ${place.line}:${place.column}${end} ${message}`;
    }),
  };
}

test('keys may be nested or dotted, and texts keep the lines within them', () => {
  const text = 'a:\n  b: "B"\n  c.d: "D"\n  e:\n    f: "F"\ng: |+\n  one\n\n  two\n\n\n';
  expect(read(text)).toEqual({
    texts: ['a.b 2:6 B', 'a.c.d 3:8 D', 'a.e.f 5:8 F', 'g 6:4 one\n\ntwo'],
    said: [],
  });
});

test.each([
  ['', []],
  ['# Only a comment\n', []],
  ['- a\n- b\n', ['INC702 1:1-3:1 The file must be a mapping of keys to texts.']],
  ['words\n', ['INC702 1:1-1:6 The file must be a mapping of keys to texts.']],
  ['a: ""\n', ['INC702 1:4-1:6 `a` has no text.']],
  ['a: "  "\n', ['INC702 1:4-1:8 `a` has no text.']],
  ['a:\n', ['INC702 1:3-1:3 `a` has no text.']],
  ['a: [x]\n', ['INC702 1:4-1:7 `a` has no text.']],
  ['b:\n  a: {}\n  c: []\n', ['INC702 3:6-3:8 `b.c` has no text.']],
  ['a: "x\n', ['INC702 1:4-1:5 This quotation mark is not closed']],
  ['"x\n', ['INC702 1:1-1:2 This quotation mark is not closed']],
  ["a: 'x\nb: 1\n", ['INC702 1:4-1:5 This quotation mark is not closed']],
])('%j has no texts', (text, said) => {
  const found = read(text);
  expect(found.said).toEqual(said);
});

test('a conflict that git left is all that is said of a file', () => {
  const { texts, said } = read('a: "A"\n<<<<<<< HEAD\nb: "B"\n=======\nb: "C"\n>>>>>>> other\n');
  expect(texts).toEqual([]);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^INC\d+ 2:1/);
});

test('a file that is not UTF-8 is not read', () => {
  expect(read(Uint8Array.of(0x61, 0xe9))).toEqual({
    texts: [],
    said: ['INC702 1:1 The file is not valid UTF-8.'],
  });
  expect(decode(Uint8Array.of(0xe9))).toBeUndefined();
  expect(decode(new TextEncoder().encode('\ufeffé'))).toBe('é');
});
