import { expect, test } from 'vitest';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Edition, Prose } from '../../model/edition.ts';
import type { Range } from '../../model/range.ts';
import { action, entry, original, translation } from '../../site/testing.ts';
import { placedBack } from './placed-back.ts';
import { nothingRemoved, remove } from './removal.ts';

/** A line was removed above everything, so all places are one line lower in the file. */
const REMOVAL = remove(
  nothingRemoved('# note\nabcdef\nabcdef\nabcdef\n'),
  [{ start: 0, end: 6 }],
  'as-it-is',
);
const HERE: Range = [1, 2, 1, 4];
const THERE: Range = [2, 2, 2, 4];

const prose = (range: Range | undefined): Prose => ({
  html: '',
  text: '',
  headings: [],
  links: [{ reference: '2020-01-01-a', range }],
  pictures: [],
});

/** Both kinds of edition, with all their places at a range. */
const editions = (range: Range): Edition[] => [
  original(
    [entry('11:00', { text: prose(range) }), entry('11:30')],
    {},
    {
      body: prose(range),
      actions: [action('A', { prose: prose(range) }), action('B')],
      places: { title: range },
    },
  ),
  translation('fr', {
    body: prose(range),
    entries: [{ at: entry('11:00').at, title: 'A', text: prose(range) }],
    places: { title: range },
  }),
];

test('all places of an edition are those of its file again', () => {
  for (const [index, edition] of editions(HERE).entries()) {
    const { value } = placedBack({ value: edition, diagnostics: [] }, REMOVAL, 'a.md');
    expect(value).toEqual(editions(THERE)[index]);
  }
});

test('a link without a place has none, and where nothing was removed, nothing moves', () => {
  const edition = { ...editions(HERE)[0]!, body: prose(undefined) };
  const outcome = { value: edition, diagnostics: [] };
  expect(placedBack(outcome, REMOVAL, 'a.md').value?.body).toEqual(prose(undefined));
  expect(placedBack(outcome, nothingRemoved('abc'), 'a.md')).toBe(outcome);
  expect(placedBack({ value: undefined, diagnostics: [] }, REMOVAL, 'a.md').value).toBeUndefined();
});

test('so are the places of diagnostics, of what they relate to and of what they write, in this file only', () => {
  const at = (file: string, line: number) => ({
    file,
    line,
    column: 2,
    end: { line, column: 4 },
  });
  const said = (file: string, line: number): Diagnostic => ({
    code: 'INC100',
    severity: 'error',
    place: at(file, line),
    message: '',
    hint: { text: 'Write it.', write: { place: at(file, line), text: 'x' } },
    related: [{ place: at(file, line), message: 'there' }],
  });
  const back = (diagnostic: Diagnostic) =>
    placedBack({ value: undefined, diagnostics: [diagnostic] }, REMOVAL, 'a.md').diagnostics;
  expect(back(said('a.md', 1))).toEqual([said('a.md', 2)]);
  expect(back(said('b.md', 1))).toEqual([said('b.md', 1)]);
  const plain: Diagnostic = {
    ...said('a.md', 1),
    place: { file: 'a.md', line: 1, column: 3 },
    hint: { text: 'In words.' },
    related: undefined,
  };
  expect(back(plain)).toEqual([{ ...plain, place: { file: 'a.md', line: 2, column: 3 } }]);
});
