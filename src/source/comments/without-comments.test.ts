import { expect, test } from 'vitest';
import { rangeFinder } from './removal.ts';
import { hasComments, withoutComments } from './without-comments.ts';

async function published(matter: string, body = ''): Promise<string> {
  return (await withoutComments(`---\n${matter}---\n${body}`)).text.slice(4);
}

test.each([
  [
    'a whole line goes with its line end',
    '# note\ntitle: a\n\n  # note\nversion: 001\n',
    'title: a\n\nversion: 001\n',
  ],
  [
    'a trailing one with the blanks before it',
    'title: a   # note\nversion: 001\t# note\n',
    'title: a\nversion: 001\n',
  ],
  [
    'inside quotation marks it is text',
    "title: \"a # b\"\nsummary: 'it''s # c'\n",
    "title: \"a # b\"\nsummary: 'it''s # c'\n",
  ],
  ['without a blank before it it is text', 'title: a#b\n', 'title: a#b\n'],
  [
    'a block text keeps its lines, and not what stands behind its mark',
    'text: |  # note\n  # heading\n\n  a # b\n# note\nversion: 001\n',
    'text: |\n  # heading\n\n  a # b\nversion: 001\n',
  ],
  [
    'below a value that ends in dashes',
    'title: a ---\n# note\nversion: 001\n',
    'title: a ---\nversion: 001\n',
  ],
  ['inside brackets', 'services: [web, # note\n  api]\n', 'services: [web,\n  api]\n'],
  [
    'after brackets and around them',
    '# note\nservices: {web: [a]} # note\ntags: [b] # note\n',
    'services: {web: [a]}\ntags: [b]\n',
  ],
  [
    'one with the bracket that closes a list is a slip, and no comment',
    '# note\ntags: [#12, web]\nversion: 001 # note\nservices: [web, #13]\n',
    'tags: [#12, web]\nversion: 001\nservices: [web, #13]\n',
  ],
])('front matter: %s', async (_, matter, expected) => {
  expect(await published(matter)).toBe(`${expected}---\n`);
});

test.each([
  ['inside a paragraph', 'a <!-- note --> b\n', 'a b\n'],
  ['at the end of a line', 'a <!-- note -->\nb\n', 'a\nb\n'],
  ['at the beginning of a line', '<!-- note --> a\n', 'a\n'],
  ['between paragraphs', 'a\n\n<!-- note\n\nmore -->\n\nb\n', 'a\n\nb\n'],
  ['two in a row', 'a\n\n<!-- one -->\n<!-- two -->\n\nb\n', 'a\n\nb\n'],
  ['two on a line', 'a\n<!-- one --> <!-- two -->\nb\n', 'a\nb\n'],
  ['not closed', 'a\n\n<!-- note\n\nb\n', 'a\n\n'],
  ['in a list', '- a\n  <!-- note -->\n- b <!-- note -->\n', '- a\n- b\n'],
  ['in a quotation', '> a\n> <!-- note -->\n', '> a\n>\n'],
  ['inside other HTML', '<div>\n<!-- note -->\n</div>\n', '<div>\n</div>\n'],
  ['in a table', '| a |\n| - |\n| b <!-- note --> |\n', '| a |\n| - |\n| b |\n'],
  [
    'in code',
    '`<!-- a -->`\n\n```html\n<!-- b -->\n```\n\n    <!-- c -->\n',
    '`<!-- a -->`\n\n```html\n<!-- b -->\n```\n\n    <!-- c -->\n',
  ],
  ['escaped', '\\<!-- a -->\n', '\\<!-- a -->\n'],
  ['made by what is left of another', 'a <!<!-- x -->-- note --> b\n', 'a b\n'],
])('body: %s', async (_, body, expected) => {
  expect(await published('title: a\n', body)).toBe(`title: a\n---\n${expected}`);
});

test.each([
  [
    'a block',
    'timeline:\n  - text: |\n      a <!-- note --> b\n\n      `<!-- c -->`\n',
    'a b\n\n      `<!-- c -->`\n',
  ],
  ['a folded block', 'timeline:\n  - text: >\n      a <!-- note\n      more --> b\n', 'a b\n'],
  ['quotation marks', 'timeline:\n  - text: "a <!-- note --> b"\n', '"a b"\n'],
  ['plain words', 'timeline:\n  - text: a <!-- note -->\n    title: b\n', ' a\n    title: b\n'],
  [
    'the second entry',
    'timeline:\n  - text: a\n  - text: |\n      b\n      <!-- note -->\n      c\n',
    'b\n      c\n',
  ],
])('the text of an entry in %s', async (_, matter, expected) => {
  const text = await published(matter);
  expect(text).toContain(expected);
  expect(text).not.toContain('note');
});

test('a title is not Markdown', async () => {
  expect(await published('title: "a <!-- b -->"\n')).toBe('title: "a <!-- b -->"\n---\n');
});

test('where nothing can be a comment nothing is looked for', () => {
  expect(hasComments('---\ntitle: a\n---\n# Heading\n')).toBe(false);
  expect(hasComments('---\ntitle: a # note\n---\n')).toBe(true);
  expect(hasComments('---\ntitle: a\n---\n<!-- note -->\n')).toBe(true);
});

test('what is left is found where it was written', async () => {
  const written = '---\n# note\ntitle: abc # note\n---\na <!-- note\n--> b\n\n<!-- note -->\n\nend\n';
  const removal = await withoutComments(written);
  const place = rangeFinder(removal);
  const of = (text: string, part: string) => {
    const at = text.indexOf(part);
    const line = text.slice(0, at).split('\n').length;
    const column = at - text.lastIndexOf('\n', at - 1);
    return [line, column, line, column + part.length] as const;
  };
  for (const part of ['title', 'abc', 'a', 'b\n'.trim(), 'end']) {
    expect(place(of(removal.text, part)), part).toEqual(of(written, part));
  }
});
