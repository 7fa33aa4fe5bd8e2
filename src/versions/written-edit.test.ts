import { expect, test } from 'vitest';
import { applyEdits } from '../diagnostics/diagnostic.ts';
import { editFrontMatter } from '../source/edit/front-matter.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import { writtenEdit } from './written-edit.ts';

const set = (key: string, value: string, after = 'title'): Edit => ({ kind: 'set', key, value, after });
const TEXT = '---\ntitle: "A"\nversion: 001\nversion_of: x\n---\n\nText.\n';

test.each<[what: string, changes: readonly Edit[], start: number, end: [number, number], text: string]>([
  ['a line is replaced up to its end', [set('version', '002')], 3, [3, 13], 'version: 002'],
  ['a line is removed with its end', [{ kind: 'remove', key: 'version' }], 3, [4, 1], ''],
  ['a line is inserted before the next', [set('changes', 'x')], 3, [3, 1], 'changes: "x"\n'],
])('an edit touches only the lines that it changes: %s', (_, changes, line, [endLine, column], text) => {
  const edit = writtenEdit('a.md', TEXT, changes);
  expect(edit).toEqual({
    place: { file: 'a.md', line, column: 1, end: { line: endLine, column } },
    text,
  });
  expect(applyEdits(TEXT, [edit!])).toBe(editFrontMatter(TEXT, changes));
});

test('an edit of several lines, and one beside equal lines, come to what was asked for', () => {
  const doubled = '---\nversion: 001\ntitle: "A"\nchanges: "x"\n---\n\n---\n';
  for (const text of [TEXT, doubled])
    for (const changes of [
      [set('version', '002'), set('changes', 'y')],
      [{ kind: 'remove', key: 'changes' } as const, set('version', '003')],
      [set('last_update', '2020-01-01T00:00:00Z', 'version')],
    ]) {
      const edit = writtenEdit('a.md', text, changes)!;
      expect(applyEdits(text, [edit])).toBe(editFrontMatter(text, changes));
    }
});

test('where nothing changes, there is no edit', () => {
  expect(writtenEdit('a.md', TEXT, [set('version', '001')])).toBeUndefined();
  expect(writtenEdit('a.md', TEXT, [])).toBeUndefined();
});
