import { expect, test } from 'vitest';
import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf, replaceAt } from '../../diagnostics/diagnostic.ts';
import type { Range } from '../../model/range.ts';
import { asWritten, writtenFinder } from './as-written.ts';

/** Each mistake and the line as it was mended. */
const LINES = [
  ['indented too little', 't: 10:00', '    t: 10:00'],
  ['indented too far', '      t: 10:00', '    t: 10:00'],
  ['a tab', '\tt: 10:00', '  t: 10:00'],
  ['no space after a dash', '  -t: 10:00', '  - t: 10:00'],
  ['no colon', 't 10:00', 't: 10:00'],
  ['no closing quotation mark', 't: "10:00', 't: "10:00"'],
] as const;

test.each(LINES)('%s: a key and its value are found where they were written', (_, written, mended) => {
  const find = writtenFinder(`a: b\n${mended}`, `a: b\n${written}`, 2);
  for (const word of ['t', '10:00']) {
    const [own, theirs] = [mended.indexOf(word), written.indexOf(word)];
    expect(find([3, own + 1, 3, own + word.length + 1])).toEqual({
      range: [3, theirs + 1, 3, theirs + word.length + 1],
      isExact: true,
    });
  }
  expect(find([2, 1, 3, mended.length + 1]).range).toEqual([2, 1, 3, written.length + 1]);
});

test('a range that begins or ends inside what was mended is all of that, and not exact', () => {
  const find = writtenFinder('tags: ["#1", "#2"]', 'tags: [#1, #2]', 1);
  expect(find([1, 8, 1, 12])).toEqual({ range: [1, 8, 1, 14], isExact: false });
  expect(find([1, 14, 1, 18])).toEqual({ range: [1, 8, 1, 14], isExact: false });
  expect(find([1, 7, 1, 19])).toEqual({ range: [1, 7, 1, 15], isExact: true });
});

test('what is inserted between two lines stays between them, and nothing where something was deleted', () => {
  const find = writtenFinder('a: b', '  a: b', 1);
  expect(find([1, 1, 1, 1])).toEqual({ range: [1, 1, 1, 1], isExact: true });
  expect(find([1, 2, 1, 2])).toEqual({ range: [1, 4, 1, 4], isExact: true });
  const inside = writtenFinder('a: b', 'a:   b', 1);
  expect(inside([1, 4, 1, 4])).toEqual({ range: [1, 6, 1, 6], isExact: false });
});

test('without an exact place a diagnostic writes nothing, and still says what to do', () => {
  const said = (range: Range) =>
    diagnose('INC110', placeOf('en.md', range), '`x` is not a key', {
      text: 'Write `y`.',
      write: replaceAt('en.md', range, 'y'),
    });
  const find = writtenFinder('tags: ["#1", "#2"]', 'tags: [#1, #2]', 1);
  const [inside, outside] = asWritten([said([1, 8, 1, 12]), said([1, 1, 1, 5])], 'en.md', find);
  expect(inside?.hint).toEqual({ text: 'Write `y`.', write: undefined });
  expect(inside?.place).toMatchObject({ column: 8, end: { column: 14 } });
  expect(outside).toEqual(said([1, 1, 1, 5]));
});
