import { expect, test } from 'vitest';
import { compareCopy, mergeCopy } from './copy.ts';
import { readNote, withNote, withoutNote } from './note.ts';

const THEN = 'one\ntwo\nthree\nfour\n';
const NAME = 'partials/teaser.eta';

/** Both sides changed different lines in these tests; what git does with others is tested with `merge`. */
function pick({ base, ours, theirs }: { base: string; ours: string; theirs: string }) {
  return { text: ours === base ? theirs : ours, isClean: true };
}

test.each([
  ['layout.eta', '<% /* '],
  ['style.css', '/* '],
  ['enhance.js', '/* '],
  ['messages/en.yaml', '# '],
  ['new/en.md', '<!-- '],
  ['icon.svg', '<!-- '],
])('the note in %s is a comment, and taking it away gives back what was shipped', (name, open) => {
  const copy = withNote(name, THEN, '1.2.3');
  expect(copy.startsWith(open)).toBe(true);
  expect(readNote(copy)).toMatchObject({ version: '1.2.3', body: THEN });
  expect(withoutNote(copy)).toBe(THEN);
  expect(compareCopy(copy, THEN)).toEqual({ version: '1.2.3', isEdited: false, changes: [] });
});

test('a file without a note is not taken for a copy', () => {
  expect(compareCopy(THEN, THEN)).toBeUndefined();
  expect(withoutNote(THEN)).toBe(THEN);
  expect(readNote(`x\n${withNote(NAME, THEN, '1.0.0')}`)).toBeUndefined();
});

test('what the shipped file has changed is told apart from what the site has changed', () => {
  const copy = withNote(NAME, THEN, '1.0.0').replace('three', 'three of ours');
  const shipped = 'zero\none\n2\nthree\nfour\nfive\n';
  expect(compareCopy(copy, shipped)).toEqual({
    version: '1.0.0',
    isEdited: true,
    changes: [
      { line: 2, removed: [], added: ['zero'] },
      { line: 3, removed: ['two'], added: ['2'] },
      { line: 6, removed: [], added: ['five'] },
    ],
  });
});

test('lines that both have dropped are no change, and line ends make none', () => {
  const copy = withNote(NAME, THEN, '1.0.0').replace('two\n', '');
  expect(compareCopy(copy, THEN.replace('two\n', ''))?.changes).toEqual([]);
  expect(compareCopy(withNote(NAME, THEN, '1.0.0').replaceAll('\n', '\r\n'), THEN)).toMatchObject({
    isEdited: false,
    changes: [],
  });
});

test('merging renews the note, so that nothing is left to be said', () => {
  const shipped = THEN.replace('two', '2');
  const copy = withNote(NAME, THEN, '1.0.0');
  const merged = mergeCopy(NAME, { copy, shipped, version: '1.1.0' }, pick);
  expect(merged).toEqual({ text: withNote(NAME, shipped, '1.1.0'), isClean: true });
  const edited = copy.replace('four', 'four of ours');
  const kept = mergeCopy(NAME, { copy: edited, shipped: THEN, version: '1.1.0' }, pick);
  expect(readNote(kept.text)?.body).toBe(THEN.replace('four', 'four of ours'));
  expect(compareCopy(kept.text, THEN)).toEqual({ version: '1.1.0', isEdited: true, changes: [] });
});
