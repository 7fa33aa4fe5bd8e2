import fc from 'fast-check';
import type { ElementContent, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { expect, test } from 'vitest';
import { runs } from '../../../test/fuzz/runs.ts';
import { toHtml } from '../../source/markdown/to-html.ts';
import { diffProse } from './prose.ts';
import { compareProse } from './testing.ts';

const LABELS = { added: 'added:', removed: 'removed:', moved: 'moved:' };
const p = (text: string) => `<p>${text}</p>`;
const ul = (items: string) => `<ul>${items}</ul>`;

/** Small worlds, so that texts share words, and blocks share texts. */
const word = fc.constantFrom(...'site down up all is, x. サイト が停止 しました。 المواقع متاحة'.split(' '));
const sentence = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
const inline = fc.oneof(
  { weight: 3, arbitrary: sentence },
  fc.tuple(sentence, sentence).map(([a, b]) => `${a} <strong>${b}</strong> ${a}`),
  fc
    .tuple(sentence, word)
    .map(([a, b]) => `${a} <a href="https://example.com/${a.length}"><em>${b}</em> ${b}</a>, ${a}`),
  fc
    .tuple(word, sentence)
    .map(([a, b]) => `<code>${a}</code>${b}<br>${a}<sup><a href="#fn" id="r">1</a></sup>`),
  sentence.map((text) => `<img src="/a.png" alt="${text.length}"> ${text}`),
);
const rows = (width: number) =>
  fc.array(fc.array(inline, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 });
const grid = fc.integer({ min: 1, max: 3 }).chain(rows);
const { blocks } = fc.letrec<{ block: string; blocks: string }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'xsmall', withCrossShrink: true },
    inline.map((text) => `<p>${text}</p>`),
    fc.tuple(fc.constantFrom('h2', 'h3'), inline).map(([name, text]) => `<${name} id="x">${text}</${name}>`),
    fc.array(sentence).map((lines) => `<pre><code>${lines.join('\n')}\n</code></pre>`),
    grid.map(([head, ...body]) => {
      const row = (texts: string[], name: string) =>
        `<tr>${texts.map((text) => `<${name}>${text}</${name}>`).join('')}</tr>`;
      const rest =
        body.length > 0 ? `<tbody>${body.map((texts) => row(texts, 'td')).join('\n')}</tbody>` : '';
      return `<div class="table"><table>\n<thead>${row(head!, 'th')}</thead>${rest}</table></div>`;
    }),
    fc.constant('<hr>'),
    fc
      .array(
        fc.oneof(
          inline,
          tie('blocks'),
          fc.tuple(inline, tie('block')).map((both) => both.join('')),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .chain((items) =>
        fc
          .constantFrom('ul', 'ol')
          .map((name) => `<${name}>\n${items.map((item) => `<li>${item}</li>\n`).join('')}</${name}>`),
      ),
    tie('blocks').map((inner) => `<blockquote>\n${inner}\n</blockquote>`),
    fc
      .tuple(sentence, tie('blocks'))
      .map(([title, inner]) => `<details><summary>${title}</summary>${inner}</details>`),
  ),
  blocks: fc
    .array(tie('block'), { minLength: 1, maxLength: 4, depthIdentifier: 'blocks' })
    .map((list) => list.join('\n')),
}));
/** Two texts: without anything in common but chance, or one made from the other by changing or
 * moving some of it. */
const pair = fc.oneof(
  fc.tuple(blocks, blocks),
  fc.tuple(blocks, word, word).map(([text, from, to]) => [text, text.replaceAll(from, to)] as const),
  fc.tuple(blocks, blocks, blocks).map(([one, two, three]) => [one + two, one + three + two] as const),
  fc.tuple(blocks, blocks).map(([one, two]) => [one + two, two + one] as const),
);

const OWN_BLOCK = /^(?:p|hr|h\d|pre|li|td|th|ul|ol|table|blockquote|details|summary|div)$/;

/** What the blocks of one side say, without what only the other says and what is only said aloud. */
function side(html: string, dropped?: 'ins' | 'del'): string[] {
  const texts = [''];
  const walk = (nodes: readonly (RootContent | ElementContent)[]) => {
    for (const node of nodes) {
      if (node.type === 'text') texts.push(texts.pop()! + node.value);
      if (
        node.type !== 'element' ||
        node.tagName === dropped ||
        /^(?:sr-only|moved)$/.test(String(node.properties['className']))
      )
        continue;
      if (/^(?:img|br)$/.test(node.tagName)) texts.push(`${texts.pop()!} <${node.tagName}> `);
      if (OWN_BLOCK.test(node.tagName)) texts.push(node.tagName === 'hr' ? '<hr>' : '');
      walk(node.children);
      if (OWN_BLOCK.test(node.tagName)) texts.push('');
    }
  };
  walk(fromHtml(html, { fragment: true }).children);
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => text !== '');
}

const withoutSpaces = (texts: string[]) => texts.map((text) => text.replaceAll(' ', ''));

test('each side of a difference is one of the two texts, and the HTML is what browsers make of it', () => {
  const reached = { added: 0, removed: 0, moved: 0, lists: 0, tables: 0, code: 0, words: 0, none: 0 };
  fc.assert(
    fc.property(pair, fc.constantFrom('en', 'ja', 'ar'), ([before, after], language) => {
      const html = compareProse(before, after, language, LABELS);
      const elided = diffProse(before, after, language, LABELS);
      expect(elided === '').toBe(html === '');
      if (html === '') {
        reached.none += 1;
        expect(withoutSpaces(side(before))).toEqual(withoutSpaces(side(after)));
        return;
      }
      expect(side(html, 'del')).toEqual(side(after));
      // Space that only the older text has between two words is not shown, nor where a block was that moved.
      const moved = html.includes('<span class="moved">');
      const inOrder = (texts: string[]) => (moved ? texts.toSorted() : texts);
      expect(inOrder(withoutSpaces(side(html, 'ins')))).toEqual(inOrder(withoutSpaces(side(before))));
      for (const each of [html, elided]) {
        const page = toHtml(fromHtml(`<!doctype html><title>x</title><body><div>${each}</div>`));
        expect(page).toBe(
          `<!doctype html><html><head><title>x</title></head><body><div>${each}</div></body></html>`,
        );
        expect(each).not.toMatch(
          / id="| href="#|<(?:ul|ol|table|thead|tbody|tr)(?: [^>]*)?>\s*<(?:ins|del)>/,
        );
        expect(each).not.toMatch(
          /<(?:ins|del)>(?!<span class="sr-only">)|<(ins|del)>(?:(?!<\/\1>).)*<(?:p|ul|ol|table|li|tr|td)\b/s,
        );
      }
      const shown = html.replaceAll(/<span class="sr-only">[^<]*<\/span>/g, '');
      reached.moved += Number(moved);
      reached.added += Number(shown.includes('<ins>'));
      reached.removed += Number(shown.includes('<del>'));
      reached.lists += Number(/<li[^>]*>[^<]*<(?:ins|del)>/.test(shown));
      reached.tables += Number(/<t[dh]>[^<]*<(?:ins|del)>/.test(shown));
      reached.code += Number(/<pre><code>[^<]*<(?:ins|del)>/.test(shown));
      reached.words += Number(/<\/del> ?<ins>.*?<\/ins> ?\p{L}/u.test(shown));
    }),
    runs(300, 7),
  );
  for (const [name, count] of Object.entries(reached))
    expect(count, name).toBeGreaterThan(name === 'none' ? 3 : 20);
});

const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

test.each([
  [
    'one paragraph again and again',
    many(10_000, () => p('Again.')),
    many(9000, () => p('Again.')) + p('Once.'),
  ],
  ['two, in another rhythm', many(10_000, (i) => p(`${i % 2}`)), p('x') + many(9000, (i) => p(`${i % 3}`))],
  ['nothing in common', p(many(20_000, (i) => `a${i} `)), p(many(20_000, (i) => `b${i} `))],
  [
    'the same words anywhere',
    p(many(20_000, (i) => `w${(i * 7919) % 53} `)),
    p(many(20_000, (i) => `w${(i * i) % 59} `)),
  ],
  [
    'every item changed',
    ul(many(4000, (i) => `<li>old item ${i}</li>`)),
    ul(many(4000, (i) => `<li>new item ${i}</li>`)),
  ],
  [
    'no space at all',
    p(many(30_000, (i) => '障害復旧発生'[i % 6]!)),
    p(many(30_000, (i) => '停止再開予'[i % 5]!)),
  ],
])(
  'large texts are compared in bounded time: %s',
  (_name, before, after) => {
    expect(withoutSpaces(side(compareProse(before, after, 'ja', LABELS), 'del'))).toEqual(
      withoutSpaces(side(after)),
    );
  },
  30_000,
);
