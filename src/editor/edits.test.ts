import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editsBetween } from './edits.ts';

test('an editor that makes the edits has the other text', () => {
  const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const document = TextDocument.create('file:///a', 'markdown', 1, before);
      expect(TextDocument.applyEdits(document, editsBetween(before, after))).toBe(after);
    }),
  );
});

test('lines that stay are not touched', () => {
  const edits = editsBetween('a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n');
  expect(edits).toEqual([
    { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, newText: 'B\n' },
    { range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, newText: 'e\n' },
  ]);
});
