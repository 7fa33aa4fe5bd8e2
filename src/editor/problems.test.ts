import { expect, test } from 'vitest';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { problemsByFile } from './problems.ts';

const TEXT = '---\ntitle: a\n---\n\nWords  \r\n';
const ADDRESSES = {
  uriOf: (path: string) => `file:///site/${path}`,
  docsOf: (code: string) => `https://example.com/${code}`,
  textOf: (path: string) => (path === 'incidents/a/en.md' ? TEXT : undefined),
};

function found(more: Partial<Diagnostic>): Diagnostic {
  return {
    code: 'INC115',
    severity: 'error',
    place: { file: 'incidents/a/en.md', line: 2, column: 8, end: { line: 2, column: 9 } },
    message: '`a` is not a version',
    hint: { text: 'Write three digits.' },
    related: undefined,
    ...more,
  };
}

test('the way out is part of the message, and lines and columns begin at 0', () => {
  const [problem] = problemsByFile([found({})], ADDRESSES).get('incidents/a/en.md') ?? [];
  expect(problem).toEqual({
    range: { start: { line: 1, character: 7 }, end: { line: 1, character: 8 } },
    severity: 1,
    code: 'INC115',
    codeDescription: { href: 'https://example.com/INC115' },
    source: 'incident-press',
    message: '`a` is not a version\nWrite three digits.',
    relatedInformation: [],
  });
});

test('a place without an end reaches to the end of its line, where the text is known', () => {
  const place = { file: 'incidents/a/en.md', line: 5, column: 2 };
  const elsewhere = { file: 'incidents/b/en.md', line: 3, column: 4 };
  const related = [{ place: elsewhere, message: 'the entry' }];
  const [problem] = problemsByFile([found({ place, related })], ADDRESSES).get('incidents/a/en.md') ?? [];
  expect(problem?.range).toEqual({ start: { line: 4, character: 1 }, end: { line: 4, character: 5 } });
  expect(problem?.relatedInformation).toEqual([
    {
      location: {
        uri: 'file:///site/incidents/b/en.md',
        range: { start: { line: 2, character: 3 }, end: { line: 2, character: 3 } },
      },
      message: 'the entry',
    },
  ]);
});
