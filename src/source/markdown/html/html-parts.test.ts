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
