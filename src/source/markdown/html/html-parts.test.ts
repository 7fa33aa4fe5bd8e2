import { expect, test } from 'vitest';
import { renderMarkdown } from '../markdown.ts';
import { options } from '../testing.ts';

async function rendered(text: string) {
  const { value, diagnostics } = await renderMarkdown(text, options());
  return {
    html: value.html,
    text: value.text,
    said: diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`),
  };
}

test('a line break is one, in a sentence and in a cell', async () => {
  const { html, text, said } = await rendered('first<br>second<br/>third\n\n| a |\n| --- |\n| b<br>c |\n');
  expect(html).toContain('first<br>\nsecond<br>\nthird');
  expect(html).toContain('b<br>\nc');
  expect(text).toMatch(/first\s+second\s+third/);
  expect(said).toEqual([]);
});

test('a log behind a summary can be opened, with Markdown in it', async () => {
  const { html, text, said } = await rendered(
    '<details>\n<summary>Full log (click)</summary>\n\n## Log\n\n```text\nout of memory\n```\n\n</details>\n',
  );
  expect(html).toMatch(/^<details>\n?<summary>Full log \(click\)<\/summary>\n?<h2 id="log">Log<\/h2>/);
  expect(html).toMatch(/<\/pre>\n?<\/details>$/);
  expect(text).toBe('Full log (click)\n\nLog\n\nout of memory');
  expect(said).toEqual([]);
});

test('keys, and what stands high or low, are what they are', async () => {
  const { html, said } = await rendered('Press <kbd>Ctrl</kbd>; H<sub>2</sub>O; 2<sup>**8**</sup>.');
  expect(html).toBe('<p>Press <kbd>Ctrl</kbd>; H<sub>2</sub>O; 2<sup><strong>8</strong></sup>.</p>');
  expect(said).toEqual([]);
});

test.each([
  ['without an end', 'Press <kbd>Ctrl now.', '<p>Press Ctrl now.</p>', 'INC301 1:7'],
  ['without a beginning', 'Press Ctrl</kbd> now.', '<p>Press Ctrl now.</p>', 'INC301 1:11'],
  ['with attributes', 'Press <kbd class="x">Ctrl</kbd>.', '<p>Press Ctrl.</p>', 'INC301 1:7'],
  ['of no use here', 'Some <b>bold</b> words.', '<p>Some bold words.</p>', 'INC301 1:6'],
])('a tag %s goes, with its place', async (_, text, html, place) => {
  const found = await rendered(text);
  expect(found.html).toBe(html);
  expect(found.said[0]).toBe(place);
});

const LEFT = 'is left out';

test.each([
  ['<script>a</script> b', '<p> b</p>', [`1:1-1:19 <script> ${LEFT}`]],
  [
    '<div>\n<script>\nlet a;\n</script>\nb\n</div>',
    '<p> b </p>',
    [`1:1-1:6 <div> ${LEFT}`, `2:1-4:10 <script> ${LEFT}`],
  ],
  ['<style>\na { }\n</style>\n\nb', '<p>b</p>', [`1:1-3:9 <style> ${LEFT}`]],
  ['<script/>\nb', '<p> b</p>', [`1:1-1:10 <script> ${LEFT}`]],
  ['A <script>x b', '<p>A x b</p>', [`1:3-1:11 <script> ${LEFT}`]],
  ['<p>A\n\nb</p>', '<p>A</p>\n<p>b</p>', [`1:1-1:4 <p> ${LEFT}`]],
  ['a <!DOCTYPE x> b <?p q?> c', '<p>a  b  c</p>', [`1:3-1:15 <!DOCTYPE> ${LEFT}`, `1:18-1:25 <?p> ${LEFT}`]],
  ['<![CDATA[x]]>\n\na', '<p>a</p>', [`1:1-1:14 <!> ${LEFT}`]],
  [
    'a <b>c</b> and <b>d</b>\n<b>e</b>',
    '<p>a c and d\ne</p>',
    [`1:3-1:6 <b> ${LEFT}`, `2:1-2:4 <b> ${LEFT}`],
  ],
  ['a </b> c', '<p>a  c</p>', []],
  [
    '<div>\n<b>one</b>\n<i>two\nthree</i></div>',
    '<p>onetwo three</p>',
    [`1:1-1:6 <div> ${LEFT}`, `2:1-2:4 <b> ${LEFT}`, `3:1-3:4 <i> ${LEFT}`],
  ],
  [
    '> <div>a\n> <em>b</em></div>',
    '<blockquote>\n<p>a b</p>\n</blockquote>',
    [`1:3-1:8 <div> ${LEFT}`, `2:1-2:5 <em> ${LEFT}`],
  ],
  ['<div\nclass="a"\n>b</div>', '<p>b</p>', [`1:1-3:2 <div> ${LEFT}`]],
  ['a <span\n  id="b">c</span>', '<p>a c</p>', [`1:3-2:8 <span> ${LEFT}`]],
  ['# A <i>b</i>', '<h2 id="a-b">A b</h2>', [`1:5-1:8 <i> ${LEFT}`]],
  [
    '*<u>a</u>* ~~<u>b</u>~~ [<u>c</u>](#d)\n\n# d',
    '<p><em>a</em> <del>b</del> <a href="#d">c</a></p>\n<h2 id="d">d</h2>',
    [`1:2-1:5 <u> ${LEFT}`, `1:14-1:17 <u> ${LEFT}`, `1:26-1:29 <u> ${LEFT}`],
  ],
  [
    '<kbd>a <sub>b</kbd> c</sub>',
    '<p><kbd>a b</kbd> c</p>',
    [
      `1:8-1:13 <sub> ${LEFT}: there is no </sub> that goes with it`,
      `1:22-1:28 </sub> ${LEFT}: there is no <sub> that goes with it`,
    ],
  ],
  [
    '<details>\n\na\n\n<summary>b\n\n</details>',
    '<details>\n<p>a</p>\n<p>b</p>\n</details>',
    [`5:1-5:10 <summary> ${LEFT}: there is no </summary> that goes with it`],
  ],
  [
    '<details open>\n\na\n\n</details>',
    '<p>a</p>',
    [
      `1:1-1:15 <details> ${LEFT}, because it has attributes`,
      `5:1-5:11 </details> ${LEFT}: there is no <details> that goes with it`,
    ],
  ],
  ['a <br class="b"> c', '<p>a  c</p>', [`1:3-1:17 <br> ${LEFT}, because it has attributes`]],
  ['<br>', '<p><br>\n</p>', []],
  ['<div>a<br>b<!-- c -->d\n\n</div>', '<p>a<br>\nbd</p>', [`1:1-1:6 <div> ${LEFT}`]],
  ['<div>a <kbd>b</kbd></div>', '<p>a </p>\n<kbd>b</kbd>', [`1:1-1:6 <div> ${LEFT}`]],
  ['<sub>\n\na\n\n</sub>', '<sub>a</sub>', []],
  [
    '<details>\n<summary>\n\n# A\n\n</summary>\n\nb\n</details>',
    '<details>\n<summary>\n<h2>A</h2>\n</summary>\n<p>b</p>\n</details>',
    [],
  ],
  ['<Draft> and <x-y>z</x-y>', '<p>&#x3C;Draft> and &#x3C;x-y>z&#x3C;/x-y></p>', []],
])('of %j, what is allowed is shown, and the rest told', async (text, html, expected) => {
  const { value, diagnostics } = await renderMarkdown(text, options());
  expect(value.html.trim()).toBe(html);
  expect(
    diagnostics.map(
      ({ code, place: { line, column, end }, message }) =>
        `${code} ${line}:${column}-${end?.line}:${end?.column} ${message}`,
    ),
  ).toEqual(
    expected.map((each) => `INC301 ${each.replaceAll(/<[^>]*>/g, '`$&`').replace(' ', ' The HTML ')}`),
  );
});

test('words between angle brackets are words', async () => {
  const { html, said } = await rendered('The file <draft-retry-policy> and a List<String> were lost.');
  expect(html).toBe('<p>The file &#x3C;draft-retry-policy> and a List&#x3C;String> were lost.</p>');
  expect(said).toEqual([]);
});

test('words of a block of HTML stay, in one paragraph', async () => {
  const { html, said } = await rendered('<div>\nSome <b>bold</b> words\n</div>\n\nMore.');
  expect(html).toBe('<p> Some bold words </p>\n<p>More.</p>');
  expect(said).toEqual(['INC301 1:1', 'INC301 2:6']);
});
