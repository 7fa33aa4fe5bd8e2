import { expect, test } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import { options } from './testing.ts';

/** The content address of the one picture there is. */
const HASH = 'a'.repeat(64);

test.each<[text: string, html: string, words: string, headings: readonly string[], said: readonly string[]]>([
  [
    '> # Quoted\n>\n> ## Inner\n\n- # In a list\n\n# Out\n\n#### Deep\n\n###### Deeper\n\n# Again',
    '<blockquote>\n<h2 id="quoted">Quoted</h2>\n<h3 id="inner">Inner</h3>\n</blockquote>\n<ul>\n<li>\n<h2 id="in-a-list">In a list</h2>\n</li>\n</ul>\n<h2 id="out">Out</h2>\n<h3 id="deep">Deep</h3>\n<h4 id="deeper">Deeper</h4>\n<h2 id="again">Again</h2>',
    'Quoted\n\nInner\n\nIn a list\n\nOut\n\nDeep\n\nDeeper\n\nAgain',
    [
      '2 quoted Quoted',
      '3 inner Inner',
      '2 in-a-list In a list',
      '2 out Out',
      '3 deep Deep',
      '4 deeper Deeper',
      '2 again Again',
    ],
    [],
  ],
  [
    '| | a |\n|---|:-:|\n| b | c |\n\n| a |\n|:--|\n| `b` |',
    '<div class="table" role="region" tabindex="0" aria-label="Table"><table>\n<thead>\n<tr>\n<td></td>\n<th class="align-center">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n<td class="align-center">c</td>\n</tr>\n</tbody>\n</table></div>\n<div class="table" role="region" tabindex="0" aria-label="Table"><table>\n<thead>\n<tr>\n<th class="align-left">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class="align-left"><code>b</code></td>\n</tr>\n</tbody>\n</table></div>',
    'a\nb c\n\na\nb',
    [],
    [],
  ],
  [
    'See[^1] and[^1], [^b].\n\n[^1]: One.\n[^b]: Two\n\n    more.',
    '<p>See<sup><a href="#note.fn-1" id="note.fnref-1" data-footnote-ref aria-describedby="note.label">1</a></sup> and<sup><a href="#note.fn-1" id="note.fnref-1-2" data-footnote-ref aria-describedby="note.label">1</a></sup>, <sup><a href="#note.fn-b" id="note.fnref-b" data-footnote-ref aria-describedby="note.label">2</a></sup>.</p>\n<section data-footnotes class="footnotes"><h2 class="sr-only" id="note.label">Footnotes</h2>\n<ol>\n<li id="note.fn-1">\n<p>One. <a href="#note.fnref-1" data-footnote-backref="" aria-label="Back to text 1">↩</a> <a href="#note.fnref-1-2" data-footnote-backref="" aria-label="Back to text 1-2">↩<sup>2</sup></a></p>\n</li>\n<li id="note.fn-b">\n<p>Two</p>\n<p>more. <a href="#note.fnref-b" data-footnote-backref="" aria-label="Back to text 2">↩</a></p>\n</li>\n</ol>\n</section>',
    'See1 and1, 2.\n\nFootnotes\n\nOne. ↩ ↩2\nTwo\n\nmore. ↩',
    [],
    [],
  ],
  [
    '> [!NOTE]\n\n> [!tip]  \n> A\\\n> b\n\n> [!CAUTION]\n>\n> - x\n\n> `[!NOTE]`\n> x\n\n> [!NOTE] x',
    '<aside class="alert alert-note">\n<p class="alert-title">Note</p>\n</aside>\n<aside class="alert alert-tip">\n<p class="alert-title">Tip</p>\n<p>A<br>\nb</p>\n</aside>\n<aside class="alert alert-caution">\n<p class="alert-title">Caution</p>\n<ul>\n<li>x</li>\n</ul>\n</aside>\n<blockquote>\n<p><code>[!NOTE]</code>\nx</p>\n</blockquote>\n<blockquote>\n<p>[!NOTE] x</p>\n</blockquote>',
    'Note\n\nTip\n\nA\n\nb\n\nCaution\n\nx\n\n[!NOTE]\nx\n\n[!NOTE] x',
    [],
    [],
  ],
  [
    '- [ ] a\n- [x] b\n\n1. c\n2. d\n\n3) e',
    '<ul class="contains-task-list">\n<li class="task-list-item"><span class="task" role="img" aria-label="not done">☐</span> a</li>\n<li class="task-list-item"><span class="task" role="img" aria-label="done">☑</span> b</li>\n</ul>\n<ol>\n<li>c</li>\n<li>d</li>\n</ol>\n<ol start="3">\n<li>e</li>\n</ol>',
    '☐ a\n☑ b\n\nc\nd\n\ne',
    [],
    [],
  ],
  ['<sub>a', '<p>a</p>', 'a', [], ['INC301 1:1']],
  ['a</sub>', '<p>a</p>', 'a', [], ['INC301 1:2']],
  [
    '<b class="x">a</b> <br class="x"> <sub>a <kbd>b</sub></kbd>',
    '<p>a  <sub>a b</sub></p>',
    'a  a b',
    [],
    ['INC301 1:1', 'INC301 1:20', 'INC301 1:42', 'INC301 1:54'],
  ],
  [
    '```js\nconst a = 1;\n```\n\n```\nplain <b>\n```\n\n    indented\n\n~~~unknown x\na\n~~~',
    '<pre dir="ltr" tabindex="0"><code class="language-js"><span class="hljs-keyword">const</span> a = <span class="hljs-number">1</span>;\n</code></pre>\n<pre dir="ltr" tabindex="0"><code>plain &#x3C;b>\n</code></pre>\n<pre dir="ltr" tabindex="0"><code>indented\n</code></pre>\n<pre dir="ltr" tabindex="0"><code class="language-unknown">a\n</code></pre>',
    'const a = 1;\n\nplain <b>\n\nindented\n\na',
    [],
    [],
  ],
  [
    '![A](graph.png "t") ![B][g] [l][x] [m]\n\n[g]: graph.png\n[x]: ../2020-01-01-a/#b\n[m]: javascript:x',
    `<p><img src="/assets/${HASH}.png" alt="A" title="t" width="600" height="200" loading="lazy" decoding="async"> <img src="/assets/${HASH}.png" alt="B" width="600" height="200" loading="lazy" decoding="async"> <a href="/en/incidents/2020-01-01-a/#b">l</a> m</p>`,
    'A B l m',
    [],
    ['INC302 5:1'],
  ],
  [
    '![](<graph.png>) ![a](%E0%A4%A) ![b](./graph.png) ![c](//x.test/a.png) ![d](data:x)',
    `<p><img src="/assets/${HASH}.png" alt="" width="600" height="200" loading="lazy" decoding="async"> a <img src="/assets/${HASH}.png" alt="b" width="600" height="200" loading="lazy" decoding="async"> c d</p>`,
    'a b c d',
    [],
    ['INC305 1:1', 'INC303 1:18', 'INC304 1:51', 'INC304 1:72'],
  ],
  [
    '[a](#b) [c](#t-20200915T110500Z) [d](#t-20200915T110500Z-e)\n\n## b',
    '<p><a href="#b">a</a> <a href="#t-20200915T110500Z">c</a> <a href="#t-20200915T110500Z-e">d</a></p>\n<h2 id="b">b</h2>',
    'a c d\n\nb',
    ['2 b b'],
    [],
  ],
  [
    '**a** _b_ ~~c~~ `d` www.x.test https://x.test/?a=b&c <https://y.test> me@x.test\n***\na  \nb\\\nc &amp; &copy; \\* 😀',
    '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code> <a href="http://www.x.test">www.x.test</a> <a href="https://x.test/?a=b&#x26;c">https://x.test/?a=b&#x26;c</a> <a href="https://y.test">https://y.test</a> <a href="mailto:me@x.test">me@x.test</a></p>\n<hr>\n<p>a<br>\nb<br>\nc &#x26; © * 😀</p>',
    'a b c d www.x.test https://x.test/?a=b&c https://y.test me@x.test\n\na\n\nb\n\nc & © * 😀',
    [],
    [],
  ],
  [
    '# `code` *em* [link](https://x.test) A.B/C',
    '<h2 id="code-em-link-abc"><code>code</code> <em>em</em> <a href="https://x.test">link</a> A.B/C</h2>',
    'code em link A.B/C',
    ['2 code-em-link-abc code em link A.B/C'],
    [],
  ],
  [
    'a\n===\n\nb\n---\n\n* c\n\n  d\n* e\n\n+ f',
    '<h2 id="a">a</h2>\n<h3 id="b">b</h3>\n<ul>\n<li>\n<p>c</p>\n<p>d</p>\n</li>\n<li>\n<p>e</p>\n</li>\n</ul>\n<ul>\n<li>f</li>\n</ul>',
    'a\n\nb\n\nc\n\nd\ne\n\nf',
    ['2 a a', '3 b b'],
    [],
  ],
])('%j is shown as it is meant', async (text, html, words, headings, said) => {
  const { value, diagnostics } = await renderMarkdown(text, options());
  expect(value.html).toBe(html);
  expect(value.text).toBe(words);
  expect(value.headings.map(({ depth, id, text: shown }) => `${depth} ${id} ${shown}`)).toEqual(headings);
  expect(diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`)).toEqual(said);
});

test('ids of a text within a page begin with those of its place, and lead into the page', async () => {
  const bodyHeadings = [{ depth: 2, id: 'impact', text: 'Impact' }];
  const render = (text: string) => renderMarkdown(text, options({ idPrefix: 't-1-', bodyHeadings }));
  const { value, diagnostics } = await render('# Here\n\n[a](#here) [b](#impact) [c](#impacts) [d](#%E0)');
  expect(value.html).toContain('<h2 id="t-1-here">');
  expect([...value.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    '#t-1-here',
    '#impact',
    '#t-1-impacts',
    '#t-1-%E0',
  ]);
  expect(diagnostics.map(({ message, hint }) => [message, hint?.text])).toEqual([
    ['There is no heading `#impacts` in this text', 'Did you mean `#impact`?'],
    ['There is no heading `#%E0` in this text', 'Headings here: `#here`, `#impact`.'],
  ]);
  const [none] = (await renderMarkdown('[a](#b)', options())).diagnostics;
  expect(none?.hint?.text).toBe('Headings here: none.');
});

test.each([
  [{}, 'Start it with `https://`, or link to another report as `../<reference>/en.md`.'],
  [
    { isOwnPage: true },
    'Start it with `https://`, or link to a report as `/incidents/<reference>/` and to a page as `../<name>/`.',
  ],
])('the hint for a wrong link fits the kind of text: %j', async (more, hint) => {
  const { diagnostics } = await renderMarkdown('[a](b)', options(more));
  expect(diagnostics.map((each) => each.hint?.text)).toEqual([hint]);
});

test('a page of the site’s own links to others, and a footer has no pictures', async () => {
  const own = await renderMarkdown(
    '[a](../about/#x) [b](../about) [c](/incidents/2020-01-01-a/)',
    options({ isOwnPage: true }),
  );
  expect(own.value.links).toMatchObject([
    { page: 'about', reference: '', fragment: 'x' },
    { page: 'about', reference: '', fragment: undefined },
    { reference: '2020-01-01-a' },
  ]);
  expect(own.value.html).toContain('href="/en/about/#x"');
  const missing = await renderMarkdown(
    '![a](x.png) ![b](https://x.test/a.png)',
    options({ isOwnPage: true }),
  );
  expect(missing.diagnostics.map(({ message, hint }) => `${message} ${hint?.text}`)).toEqual([
    'There is no picture `x.png` in the folder of this page Put the file next to this one, or correct the name.',
    'This picture is on another site Save it in the folder of this page and write `![…](picture.png)`.',
  ]);
  const footer = await renderMarkdown('![a](graph.png)', options({ isOwnPage: true, file: 'site.yaml' }));
  expect(footer.diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ['INC303', 'There are no pictures in a footer'],
  ]);
  expect(footer.value.html).toBe('<p>a</p>');
});

test('a picture that was refused is reported elsewhere, and its words stay', async () => {
  const { value, diagnostics } = await renderMarkdown(
    '![a](x.png)',
    options({ pictures: { 'x.png': 'refused' } }),
  );
  expect([value.html, diagnostics]).toEqual(['<p>a</p>', []]);
});
