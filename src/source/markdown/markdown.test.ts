import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/fuzz/runs.ts';
import { sortDiagnostics } from '../../diagnostics/diagnostic.ts';
import type { Language } from '../../model/language.ts';
import { renderMarkdown } from './markdown.ts';
import { mailFreeParser, mayNeedGfm, plainParser, wholeParser, parserFor, tableParser } from './parser.ts';
import { options } from './testing.ts';

const html = async (text: string, more = {}) => (await renderMarkdown(text, options(more))).value.html;
const codes = async (text: string, more = {}) =>
  sortDiagnostics((await renderMarkdown(text, options(more))).diagnostics).map(
    ({ code, place }) => `${code} ${place.line}:${place.column}`,
  );

test('headings begin at h2, leave no level out and have ids of their own', async () => {
  const text = '# Impact\n\n### Who\n\n### What\n\n## Impact\n';
  expect(await html(text)).toBe(
    '<h2 id="impact">Impact</h2>\n<h3 id="who">Who</h3>\n<h3 id="what">What</h3>\n<h3 id="impact-1">Impact</h3>',
  );
});

test('a heading in Arabic or Japanese can be linked', async () => {
  expect(await html('# الأثر\n\n[x](#الأثر)')).toContain('href="#الأثر"');
  expect(await codes('# 影響\n\n[x](#影響)')).toEqual([]);
  expect(await codes('# Impact\n\n[x](#impakt)')).toEqual(['INC306 3:1']);
});

test('a heading has the id that GitHub gives it, and no note has the same', async () => {
  const text =
    'a[^1] b[^label]\n\n# fn-1\n\n# fnref-1\n\n# note.fn-1\n\n# note.label\n\n# Footnote label\n\n';
  const made = await html(`${text}[x](#footnote-label)\n\n[^1]: c\n[^label]: d`);
  const ids = [...made.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual(expect.arrayContaining(['fn-1', 'fnref-1', 'notefn-1', 'notelabel', 'footnote-label']));
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of made.matchAll(/ (?:href="#|aria-describedby=")([^"]+)"/g)) expect(ids).toContain(id);
});

test('an alert is an aside with a title in the language of the text', async () => {
  const labels = { ...options().labels, warning: 'Achtung' };
  expect(await html('> [!WARNING]\n> Do not **retry**.', { labels })).toBe(
    '<aside class="alert alert-warning">\n<p class="alert-title">Achtung</p>\n<p>Do not <strong>retry</strong>.</p>\n</aside>',
  );
  expect(await html('> [!NOTICE]\n> x')).toContain('<blockquote>');
});

test('raw HTML goes, its words stay, and each tag is placed', async () => {
  expect(await html('a <b onclick="x()">word</b> <!-- note --> c')).toBe('<p>a word  c</p>');
  expect(await codes('ok\n\na <b>word</b>\n\n<script>\nalert(1)\n</script>\n')).toEqual([
    'INC301 3:3',
    'INC301 5:1',
  ]);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java&#115;cript:alert(1)',
  '&#1;javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//evil.test/',
  'file:///etc/passwd',
  '../../../etc/passwd',
  'other.md',
  'http://',
])('the link %s is refused, its words stay', async (address) => {
  expect(await html(`[word](<${address}>)`)).toBe('<p>word</p>');
  expect(await codes(`[word](<${address}>)`)).toEqual(['INC302 1:1']);
  expect(await html(`[word][r]\n\n[r]: <${address}>`)).not.toContain('href');
});

test.each([
  ['../2020-08-02-dns/en.md', '/en/incidents/2020-08-02-dns/'],
  ['../2020-08-02-dns/', '/en/incidents/2020-08-02-dns/'],
  ['../2020-08-02-dns', '/en/incidents/2020-08-02-dns/'],
  ['/incidents/2020-08-02-dns/#t-20200802T100000Z', '/en/incidents/2020-08-02-dns/#t-20200802T100000Z'],
])('%s leads to the report', async (address, url) => {
  const { value } = await renderMarkdown(`See [it](${address}).`, options());
  expect(value.html).toContain(`href="${url}"`);
  const fragment = url.split('#')[1];
  expect(value.links).toEqual([
    { reference: '2020-08-02-dns', fragment, range: [1, 5, 1, 5 + 6 + address.length] },
  ]);
});

test('web and mail links stay as they are', async () => {
  expect(await html('[a](https://x.test/?a=1&b="2") <me@x.test>')).toBe(
    '<p><a href="https://x.test/?a=1&#x26;b=%222%22">a</a> <a href="mailto:me@x.test">me@x.test</a></p>',
  );
});

test('a picture gets its content address and size; one for the language wins', async () => {
  const fr = { address: `${'b'.repeat(64)}.png`, width: 10, height: 20 };
  const pictures = { ...options().pictures, 'graph.fr.png': fr };
  expect(await html('![Errors](graph.png)', { pictures })).toBe(
    `<p><img src="/assets/${'a'.repeat(64)}.png" alt="Errors" width="600" height="200" loading="lazy" decoding="async"></p>`,
  );
  const french = await renderMarkdown(
    '![Erreurs](./graph.png)',
    options({ pictures, language: 'fr' as Language }),
  );
  expect(french.value.pictures).toEqual([fr.address]);
});

test('a picture that is missing, remote or without words is placed', async () => {
  expect(await codes('![x](grpah.png)')).toEqual(['INC303 1:1']);
  expect((await renderMarkdown('![x](grpah.png)', options())).diagnostics[0]?.hint?.text).toContain(
    'graph.png',
  );
  expect(await codes('![x](https://x.test/a.png)')).toEqual(['INC304 1:1']);
  expect(await codes('![](graph.png)')).toEqual(['INC305 1:1']);
  expect(await html('![words](nothing.png)')).toBe('<p>words</p>');
  expect(await html('![x][p]\n\n[p]: graph.png')).toContain(`/assets/${'a'.repeat(64)}.png`);
  expect(await codes('![x](__proto__)')).toEqual(['INC303 1:1']);
});

test('tables scroll, align by class and have a name; tasks are marks with names', async () => {
  const table = await html('| a | b |\n|---|--:|\n| 1 | [l](../2020-01-01-x/) |');
  expect(table).toContain('<div class="table" role="region" tabindex="0" aria-label="Table"><table>');
  expect(table).toContain('<td class="align-right"><a href="/en/incidents/2020-01-01-x/">');
  expect(await html('- [x] a\n- [ ] b')).toContain(
    '<span class="task" role="img" aria-label="done">☑</span>',
  );
});

test.each(['- ```json', '1) ```json', '> ~~~ json', '[^1]: ```json', '```js&#111;n'])(
  'code is coloured wherever it begins: %s',
  async (opening) => {
    const mark = opening.startsWith('>') ? '> ' : '    ';
    expect(await html(`See[^1].\n\n${opening}\n${mark}{"a": 1}\n`)).toContain('class="hljs-attr"');
  },
);

test('code is left to right, and coloured where its language is known', async () => {
  expect(await html('```json\n{"a": 1}\n```')).toContain('<span class="hljs-attr">');
  expect(await html('```nonsense\n<b>\n```')).toBe(
    '<pre dir="ltr" tabindex="0"><code class="language-nonsense">&#x3C;b>\n</code></pre>',
  );
});

test('footnotes of two texts of one page share no id and speak the language', async () => {
  const text = 'a[^1]\n\n[^1]: note';
  const first = await html(text, { idPrefix: 't-1-', labels: { ...options().labels, footnotes: 'Notes' } });
  expect(first).toContain('id="t-1-note.fn-1"');
  expect(first).toContain('href="#t-1-note.fn-1"');
  expect(first).toContain('aria-describedby="t-1-note.label"');
  expect(first).toContain('>Notes</h2>');
  expect(first).toContain('aria-label="Back to text 1"');
});

test('places are those of the file', async () => {
  expect(await codes('x\n\n<b>', { firstLine: 40, indent: 6 })).toEqual(['INC301 42:7']);
});

test('plain text keeps words and blocks', async () => {
  const { value } = await renderMarkdown(
    '# A\n\nb *c*\n\n- d\n- e\n\n| f | g |\n|---|---|\n| h | i |',
    options(),
  );
  expect(value.text).toBe('A\n\nb c\n\nd\ne\n\nf g\nh i');
});

test('text without a sign of GFM renders the same with and without it', () => {
  const words = fc.constantFrom(
    'a',
    '*b*',
    '`c`',
    '# d',
    '- e',
    '> f',
    '1. g',
    '\n',
    '\n\n',
    '[h](#s)',
    '!',
    '_',
    '<i>',
    '&amp;',
    '    ',
    '***',
    '(c)',
    '"',
    '\\',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
      const text = parts.join(' ');
      fc.pre(!mayNeedGfm(text));
      expect(plainParser.parse(text)).toEqual(wholeParser.parse(text));
    }),
    runs(300),
  );
});

test('whichever processor a text is given to, its tree is the same, tables and links included', () => {
  const piece = fc.constantFrom(
    'a',
    'b c',
    '|',
    '| a | b |',
    '| - | - |',
    '| --- | :-: |',
    '\n| a | b |\n| - | - |\n',
    '\n| a | b |\n> | - | - |\n',
    'a\n:-\n',
    '\t',
    '\r\n',
    '- | - |\n',
    '\n',
    '\n\n',
    '- ',
    '> ',
    '1. ',
    '    ',
    '`',
    '``',
    '```\n',
    '[a](https://x.test/)',
    '[a](http://x.test/?b=c)',
    '<https://x.test/>',
    '](https://x.test',
    '[',
    ']',
    '](',
    ')',
    '<',
    '>',
    '\\',
    '![',
    '[a]: /x\n',
    '[a](https://x.test "t")',
    '*',
    '**',
    '_',
    'https://x.test',
    '[a](https://x.test/a(b))',
    '[a](https://x.test/|b)',
    '[a|b](https://x.test)',
    '[a@b.c](https://x.test)',
    '[www.a.b](https://x.test)',
    '<b>',
    '#',
    '!',
    '[the\nnotes](https://x.test/)',
    'www.a.test',
    'www',
    'h',
    '~a~',
    '~',
    '[x] ',
    '- [ ] a\n',
    '[^a]',
    '[^a]: b',
    '\n\n[^a]: | a |\n    | - |\n',
  );
  const used = new Map<unknown, number>();
  const property = fc.property(
    fc.array(piece, { maxLength: 24 }),
    fc.constantFrom('', ' '),
    (pieces, between) => {
      const text = pieces.join(between);
      const chosen = parserFor(text);
      used.set(chosen, (used.get(chosen) ?? 0) + 1);
      expect(chosen.parse(text)).toEqual(wholeParser.parse(text));
    },
  );
  fc.assert(property, runs(5_000, 20200915));
  for (const each of [wholeParser, mailFreeParser, tableParser, plainParser])
    expect(used.get(each)).toBeGreaterThan(100);
});

test.each([
  ['list marks', '- '.repeat(12_000)],
  ['pictures', '!['.repeat(4_000)],
  ['emphasis', '*_'.repeat(16_000)],
  ['nested emphasis', `${'*a **b '.repeat(3_000)}`],
  ['quotes', `${'>'.repeat(10_000)} x`],
  ['brackets', '['.repeat(10_000)],
  ['a deep list', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(2 * depth)}- x`).join('\n')],
])('an excess of %s is a diagnostic', async (_, text) => {
  expect(await codes(text)).toEqual([expect.stringMatching(/^INC310 \d+:1$/)]);
});

test('a long ordinary text is not', async () => {
  const text = 'A **word** and [a link](https://x.test) in a `row`.\n\n- item\n  - item\n\n'.repeat(200);
  expect(await codes(text)).toEqual([]);
});

test.each([
  ['a log', `\`\`\`text\n${'web_front_end_1 job_queue_2 [ok]\n'.repeat(2_000)}\`\`\`\n`],
  ['brackets of data', `- x:\n\n  ~~~json\n${'  [\n'.repeat(600)}  ~~~\n`],
  ['a long list', '- the *job* web_front_end_1 x_y\n'.repeat(2_000)],
  ['a fence of code in a fence', `\`\`\`\`md\n\`\`\`js\n${'a_b '.repeat(6_000)}\n\`\`\`\n\`\`\`\`\n`],
])('%s is no excess', async (_, text) => {
  expect(await codes(text)).toEqual([]);
});

test.each([
  ['emphases', `\`\`\`\n${'*_'.repeat(20)}\n\`\`\`\n\n${'*_'.repeat(16_000)}`],
  ['quotes', `\`\`\`js\n\`\`\`\n${'>'.repeat(10_000)} x`],
  ['brackets', `\`\`\`a\`\n${'['.repeat(10_000)}`],
])('an excess of %s after code is a diagnostic', async (_, text) => {
  expect(await codes(text)).toEqual([expect.stringMatching(/^INC310 \d+:1$/)]);
});

test('running out of stack is a diagnostic, whatever the step', async () => {
  const text = `> ~~~\n\n${'>'.repeat(20_000)} x`;
  expect(await codes(text, { firstLine: 7 })).toEqual(['INC310 7:1']);
});

test('a scheme in capitals is a scheme', async () => {
  expect(await html('[a](HTTPS://X.test/) <MAILTO:a@b.test>')).toBe(
    '<p><a href="https://X.test/">a</a> <a href="mailto:a@b.test">MAILTO:a@b.test</a></p>',
  );
});

test('a picture is found in whatever form its letters are stored', async () => {
  const picture = { address: `${'b'.repeat(64)}.png`, width: 6, height: 2 };
  for (const stored of ['gräph.png'.normalize('NFD'), 'gräph.png'.normalize('NFC')])
    for (const typed of ['gräph.png'.normalize('NFD'), 'gräph.png'.normalize('NFC')])
      expect(await codes(`![Errors](${typed})`, { pictures: { [stored]: picture } })).toEqual([]);
});

test('a heading without words has an id all the same', async () => {
  expect(await html('## ?\n\n## !\n')).toBe('<h2 id="section">?</h2>\n<h2 id="section-1">!</h2>');
});
