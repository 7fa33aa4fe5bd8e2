import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/fuzz/runs.ts';
import { parseYaml } from '../matter.ts';
import type { Matter } from '../matter.ts';
import { readPlainMatter } from './plain-matter.ts';

const HEAD = 'title: "Pages fail"\nsummary: Some pages fail (again)\nversion: 001\nservices: [web, api]\n';
const TIMELINE =
  "timeline:\n  - at: 2026-03-04T10:00:00Z\n    state: investigating\n    title: 'One'\n" +
  '    text: |\n      First *line*.\n\n      - a list\n        goes on\n  - at: 2026-03-04T10:30:00Z\n    title: "Two"\n';
const REST =
  'planned:\n  start: 2026-03-04\n  end: 2026-03-05\ntags:\n- a b\n- "c"\nactions:\n  - text: Test more\n';

/** Both readings of a text; undefined where one of them gives no value. */
function readBoth(yaml: string) {
  const places = { values: new Map(), keys: new Map(), origins: new Map() };
  const plain = readPlainMatter(yaml, 2, places);
  const { value } = parseYaml({ file: 'en.md', yaml, firstLine: 2 });
  return { plain, places, parsed: value };
}

/** The dotted paths of all values. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    pathsOf(each, path === '' ? key : `${path}.${key}`),
  );
  return path === '' ? inner : [path, ...inner];
}

function expectEqual({ plain, places, parsed }: ReturnType<typeof readBoth>, yaml: string): void {
  expect(plain, yaml).toEqual(parsed?.value);
  const { place, keyPlace, origin } = parsed as Matter;
  const top = [2, 1, 2, 1];
  for (const path of pathsOf(plain)) {
    const [value, key] = [places.values.get(path), places.keys.get(path)];
    expect([path, value ?? key ?? top], yaml).toEqual([path, place(path)]);
    expect([path, key ?? value ?? top], yaml).toEqual([path, keyPlace(path)]);
    expect([path, places.origins.get(path) ?? { line: 2, indent: 0 }], yaml).toEqual([path, origin(path)]);
  }
}

test('front matter as most people write it is read without the parser of YAML', () => {
  for (const yaml of [HEAD, TIMELINE.trimEnd(), HEAD + TIMELINE, `${HEAD}${TIMELINE}${REST}`]) {
    const both = readBoth(yaml);
    expect(both.plain).toBeDefined();
    expectEqual(both, yaml);
  }
});

test.each([
  ['a comment', '# note\ntitle: x\n'],
  ['a comment behind a value', 'title: x # note\n'],
  ['a text of several lines', 'title: x\n  y\n'],
  ['a text below a folding mark', 'title: >\n  x\n'],
  ['a backslash', 'title: "\\n"\n'],
  ['a quotation mark doubled', "title: 'it''s'\n"],
  ['an alias', 'a: &x y\nb: *x\n'],
  ['a tag', 'a: !!str y\n'],
  ['a map in braces', 'a: {b: c}\n'],
  ['a key twice', 'a: b\na: c\n'],
  ['a colon in a text', 'title: [FIXED] Incident: x\n'],
  ['a tab', 'a:\n\t- b\n'],
  ['no value', 'title:\nversion: 001\n'],
  ['no keys', 'text\n'],
])('%s is left to the parser of YAML', (_, yaml) => {
  expect(readBoth(yaml).plain).toBeUndefined();
});

test.each([
  'a: b',
  'a: b\n\n\nc: d\n',
  'a:   b',
  '_a-B1: c',
  'a: 1',
  'a: é b',
  'a: b, c; d - e (f) "g"#h',
  'a: ""',
  "a: ''",
  'a: "b: c # d"',
  'a: \'b: c # d "e"\'',
  'a: []',
  'a: [b]',
  'a: [b,  c.d/e-f_1]',
  'a:\n  b: c\nd: e',
  'a:\n  b:\n    c: d\n  e: f',
  'a:\n- b\n- c: d\n  e: f\ng: h',
  'a:\n    - b\n    - "c"\n    - [d, e]',
  'a:\n  - b: |\n      c\n    d: e',
  'a: |\n  b\n\n   c\n  d: e\n\n\n',
  'a: |\n    b\n\nc: d',
  'a:\n  - |\n    b\n  - c',
])('%j is read without the parser, with the same values and places', (yaml) => {
  const both = readBoth(yaml);
  expect(both.plain).toBeDefined();
  expectEqual(both, yaml);
});

test.each([
  '',
  'a:b',
  'a : b',
  '1: b',
  '"a": b',
  'a: - b',
  'a: -1',
  'a: *b',
  'a: b: c',
  'a: b:',
  'a: b # c',
  'a: "b',
  'a: "',
  'a: "b" c',
  'a: "b"c"',
  "a: 'b''c'",
  'a: [b',
  'a: [b, ]',
  'a: [b c]',
  'a: ["b"]',
  'a: [b]c',
  'a: x[b]\nc: [d: e]',
  'a:\nb: c',
  'a:\n  b',
  'a:\n  b: c\n d: e',
  'a: b\n  c: d',
  'a:\n  - b\n c: d',
  'a:\n  - b\n    - c',
  'a:\n- b\n  c',
  'a:\n  - b: c\n     d: e',
  'a:\n  -b',
  'a:\n  b: c\n  b: d',
  'a: |\nb: c',
  'a: |\n\n  b',
  'a: |\n  b\n c',
  'a: |\n  b\n# c',
  'a: |+\n  b',
  'a: >\n  b',
  '---\na: b',
  'a: b\n---\n',
  ' a: b',
  'a: b\n c: d',
  'a: \u0007',
  'a: \u2028b',
  'a: 😀',
  'a: b\r\nc: d',
  'a: ~',
  'a: {b: c}',
])('%j is left to the parser', (yaml) => {
  expect(readBoth(yaml).plain).toBeUndefined();
});

test('what is read without the parser has the values and places that the parser gives', () => {
  const piece = fc.constantFrom(
    ...'\n|  |- |: |:| #|#|"|\'|[|]|, |,|{|}|||>|\\|a|é|x: y\n|\n\n|  - b\n|---|\t|&a |*a|!t |~|0|?|? |%|@|`|-|\u00a0|\u3000|日|\n    |\n      z'.split(
      '|',
    ),
    '|',
  );
  const edit = fc.tuple(fc.nat(), fc.nat(3), fc.option(piece));
  let plain = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(HEAD, TIMELINE, REST, HEAD + TIMELINE, `${HEAD}${TIMELINE}${REST}`, HEAD + REST),
      fc.array(edit, { maxLength: 4 }),
      (start, edits) => {
        const yaml = edits.reduce((text, [at, cut, put]) => {
          const from = at % (text.length + 1);
          return text.slice(0, from) + (put ?? '') + text.slice(from + (put === null ? cut : 0));
        }, start);
        const both = readBoth(yaml);
        if (!both.plain) return;
        plain += 1;
        expectEqual(both, yaml);
      },
    ),
    runs(5_000),
  );
  expect(plain).toBeGreaterThan(500);
});
