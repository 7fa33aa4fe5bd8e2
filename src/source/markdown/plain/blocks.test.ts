import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Root } from 'mdast';
import { VFile } from 'vfile';
import { expect, test } from 'vitest';
import { runs } from '../../../../test/fuzz/runs.ts';
import { parseBlocks } from './blocks.ts';
import { parserFor } from '../parser.ts';
import { options } from '../testing.ts';

/** The tree of a text, positions included, with the scanner or without it. */
function treeOf(text: string, scanner?: 'off'): Root {
  const file = new VFile(text);
  const rendering = { options: options({ scanner }), messages: [], headings: [], links: [] };
  file.data.rendering = { ...rendering, highlighter: undefined, pictures: new Set() };
  return parserFor(text).parse(file);
}

function expectEqual(text: string): void {
  expect(treeOf(text), JSON.stringify(text)).toEqual(treeOf(text, 'off'));
}

/** The parts of a text that the scanner leaves to remark-parse. */
function leftOf(text: string): string[] {
  const left: string[] = [];
  parseBlocks(text, (part) => {
    left.push(part);
    return treeOf(part, 'off');
  });
  return left;
}

const PLAIN = [
  '## What happened',
  'The *cache* of the web filled up, and **the disk** with it.',
  'The cache (`job-1`) was full; see [the notes](https://docs.example.com/a_b).\nMore of it, “quoted” – and so on.',
  'It was **down:** *all of\nit.* See [the\nnotes](../other/) or [us](mailto:a@example.com?subject=Us).',
  '- First item\n- Second item\n  goes on\n- `code` and **bold**',
  '3. One\n4. Two\n   goes on',
  '> Somebody said this.\n> And this.',
  '```yaml\nkey:\n\n  - a: `b`\n```',
  '| a | b |  |\n|---|:--:| ---: |\n| **c** | `d` |~~e~~ f|\n|  | x | |',
  'Ein Satz mit Umlaut: größer.\n日本語の文。',
];

const OTHER = [
  '| a | b |\n| --- | ---: |\n| c |',
  'Said[^b] here, see <https://example.com/a>.\n\n[^b]: Said *here*.\n    And there.',
  'Of [^SS], *and\n\n[^ß] and* [^Ss].\n\n[^ss]: This.',
  'A mark[^c]![^1] of [^c](x).\n[^c]: And so on.',
  '> [^c]: Somewhere.',
  '> [!NOTE]\n> Text.',
  '- a\n\n- b\n\n      code',
  '- a\n  - b\n    - c',
  'Text<br>more',
  '![picture](graph.png)',
  'www.example.com and a@example.com, https://example.com.',
  'Heading\n---',
  '***',
  '    code',
  '~~~\n```\n~~~',
  '- [ ] open\n- [x] done',
  'A note[^1].\n\n[^1]: Said here.',
  '[a]\n\n[a]: https://example.com',
  'hard  \nbreak\\\nhere &amp; there',
  '1) a\n1. b',
];

/** What a slip of the finger, or an attack, may put into a text. */
const PIECES = [
  '\n',
  '\n\n',
  ' ',
  '  ',
  '    ',
  '- ',
  '* ',
  '+',
  '1. ',
  '2)',
  '#',
  '# ',
  '> ',
  '>',
  '`',
  '``',
  '```',
  '```\n',
  '~~~',
  '*',
  '**',
  '_',
  '~',
  '[',
  ']',
  '(',
  ')',
  '!',
  '|',
  ':-',
  '---',
  '===',
  '\\',
  '&amp;',
  '<',
  '<!--',
  '\t',
  'a',
  '。',
  'é',
  '1',
  '.',
  ':',
  'www.',
  'http://',
  '@',
  '[^1]',
  ']:',
  '\u00a0',
  '\u3000',
  '😀',
  '-',
  '=',
  '\r',
];

test('plain blocks are read without remark-parse, and only those', () => {
  const text = PLAIN.join('\n\nBetween.\n\n');
  expect(leftOf(text)).toEqual([]);
  expectEqual(text);
  const left = leftOf('One.\n\n| a |\n|---|---|\n\nTwo[^1].\n\n    code\n\nThree.\n\n[^1]: Said.');
  expect(left.map((part) => part.replaceAll(/^\n+|\n+$/g, ''))).toEqual([
    '| a |\n|---|---|',
    '    code',
    '[^1]: Said.\n\n[^1]: x',
  ]);
});

test.each(PLAIN)('%j is a plain block, alone and after others', (block) => {
  for (const text of [block, `${block}\n`, `\n\n${block}\n\n`, `Before.\n\n${block}\n\n## After\n`]) {
    expect(leftOf(text)).toEqual([]);
    expectEqual(text);
  }
});

test.each([
  '## A\nDirectly below.',
  '###### A',
  '```\n```',
  '```c++\nx\n```',
  '~~~~\nx\n~~~~',
  '+ a\n+ b',
  '* a\n* b',
  '7) a\n8) b',
  '123456789. a',
  '# A\n## B\n- c',
  'A (b) c: “d” … e – f.',
  '(a) b',
  '"a" b',
  '3 of 5',
  '`a` b',
  '**a** b',
  '[a](b) c',
  'a `b c` d',
  'Of *a*, **b**; ~~c~~!',
  'Of *a. b:* c',
  '[a-b, c](/x/?y=1#d)',
  '| a |\n|---|\n| b |',
  '| a | b |\n| :- | -: |\n| c d | e |',
  '> a\n> b *c*',
])('%j is read without remark-parse', (text) => {
  expect(leftOf(text)).toEqual([]);
  expectEqual(text);
});

test.each([
  ...OTHER.slice(0, 10),
  '####### A',
  '#A',
  '# A #',
  '#  A',
  '-  a',
  '- a\n* b',
  '1. a\n2) b',
  '1234567890. a',
  '- a\nb',
  '-\n- a',
  '- # a',
  '- - a',
  '1. a\n  b',
  '- a\n\n  b',
  '- a\n\nb\n\n- c',
  '>a',
  '> a\nb',
  '> - a',
  '> # a',
  '```\na',
  '```\na\n````',
  '````\n```\n````',
  '```a b\nc\n```',
  '```\n~~~\n```',
  '``` \na\n```',
  'a\n```\nb\n```',
  '- a\n```\nb\n```',
  'a ',
  'a\n b',
  ' a',
  'a\n===',
  'a\n-',
  '1986\\. A',
  'a ``b`` c',
  '`a``',
  '*a *b',
  '*a*b',
  'a*b*c',
  '**a* b',
  '***a***',
  '~a~',
  '![a](b)',
  '[a](b c)',
  '[a](b "c")',
  '[a] b',
  '[www.a.b](c)',
  'www.a.test',
  'a://b',
  '[^a] b',
  'a[^b]\n\n[^b]: c\n\nd[^b]',
  'a[^b][^c]\n\n[^b]: c',
  '[^b]: c\n    d\n\ne[^B]',
  '| a |\n| - |\n| b | c |',
  '| a | b |\n| - |\n| c | d |',
  '| a |',
  '| a |\n| b |',
  '| a |\n| - |\nb',
  '|  a |\n| - |\n| b |',
  '| a\\|b |\n| - |\n| c |',
  '|a|\n|-|\n|:-|\n|b|',
  '<b>a</b>',
  'a<b',
  '<https://a.test/>',
  'a\tb',
  'a\r\nb',
  '\ufeffa',
  'a\u00a0b',
  'a &amp; b',
  'a \\* b',
  '😀 a',
  '[a]: b',
  '- [a]: b',
])('%j has the tree that remark-parse gives, also between plain blocks', (text) => {
  expectEqual(text);
  expectEqual(`Before.\n\n${text}\n\nAfter *it*.\n\n- a\n- b`);
  expectEqual(`## Before\n${text}\n\n\n${text}`);
});

test('a paragraph of more lines than are looked for is left to remark-parse', () => {
  const lines = (count: number) => Array.from({ length: count }, () => 'Words.').join('\n');
  expect(leftOf(lines(200))).toEqual([]);
  expect(leftOf(lines(201))).toHaveLength(1);
  expectEqual(lines(201));
});

test('however many footnotes a text has, what is left of it is not much longer', () => {
  const numbers = Array.from({ length: 300 }, (_, number) => number);
  const text = numbers
    .map((number) => `A ![b](c) of[^${number}].\n\nWords.\n\n[^${number}]: Said.\n\n`)
    .join('');
  expect(leftOf(text).join('').length).toBeLessThan(2 * text.length);
  expectEqual(text);
});

test('every example of CommonMark has the tree that remark-parse gives', () => {
  const { tests } = createRequire(import.meta.url)('commonmark-spec') as { tests: { markdown: string }[] };
  expect(tests).toHaveLength(652);
  for (const { markdown } of tests) {
    const text = markdown.replaceAll('→', '\t');
    expectEqual(text);
    // Between plain blocks, so that more than a text of one block is looked at.
    expectEqual(`Before.\n\n${text}\nAfter.\n\n- a\n- b\n\nEnd.`);
  }
});

test('whatever is changed in a text, its tree is the one that remark-parse gives', () => {
  const block = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PLAIN) }, fc.constantFrom(...OTHER));
  const piece = fc.constantFrom(...PIECES);
  const edit = fc.tuple(fc.nat(), fc.nat(3), fc.option(piece));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(block, fc.constantFrom('\n\n', '\n\n', '\n\n', '\n')), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.array(edit, { maxLength: 4 }),
      (blocks, edits) => {
        const start = blocks.map(([text, end]) => text + end).join('');
        const text = edits.reduce((before, [at, cut, put]) => {
          const from = at % (before.length + 1);
          return before.slice(0, from) + (put ?? '') + before.slice(from + (put === null ? cut : 0));
        }, start);
        expectEqual(text);
      },
    ),
    runs(5_000),
  );
});
