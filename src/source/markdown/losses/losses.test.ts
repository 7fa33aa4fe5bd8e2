import { expect, test } from 'vitest';
import { applyEdits, offeredEdits } from '../../../diagnostics/diagnostic.ts';
import { problemsIn, placesOf } from '../../testing.ts';
import { renderMarkdown } from '../markdown.ts';
import { options } from '../testing.ts';

async function problems(text: string) {
  return (await renderMarkdown(text, options())).diagnostics;
}

test.each([
  ['a fence without an end', '```\ncode\n', 'INC312 1:1'],
  ['a fence closed by another kind', '~~~\ncode\n```\n', 'INC312 1:1'],
  ['a fence that its list item ends', '- a\n\n  ```\n  code\n\nText.\n', 'INC312 3:3'],
  ['a row with too many cells', '| a | b |\n| - | - |\n| 1 | 2 | 3 |\n', 'INC313 3:9'],
  ['a reference to nothing', 'See [the fix][x-1].\n', 'INC317 1:5'],
  ['a footnote that is not there', 'See[^1].\n', 'INC317 1:4'],
  ['a footnote that nothing refers to', 'See.\n\n[^1]: words\n', 'INC318 3:1'],
  ['a definition that is meant to be text', 'See.\n\n[Update]: resolved\n', 'INC318 3:1'],
  ['a shortcode', 'Now {{< x >}}.\n', 'INC316 1:5'],
  ['a fenced div', '::: warning\nMind the gap.\n:::\n', 'INC316 1:1'],
])('%s is pointed out at its place', async (_, text, place) => {
  expect(placesOf(await problems(text))[0]).toBe(place);
});

test.each([
  ['| a | b |\n| 1 | 2 |\n', 'INC314', '| a | b |\n| --- | --- |\n| 1 | 2 |\n'],
  ['| a | b |\n| - |\n| 1 | 2 |\n', 'INC314', '| a | b |\n| --- | --- |\n| 1 | 2 |\n'],
  ['| a | b |\n| - | - |\n| 1 | `x | y` |\n', 'INC313', '| a | b |\n| - | - |\n| 1 | `x \\| y` |\n'],
  ['See [a] (https://x.test/).\n', 'INC315', 'See [a](https://x.test/).\n'],
  ['See [a b] (../2026-01-01-x/en.md).\n', 'INC315', 'See [a b](../2026-01-01-x/en.md).\n'],
])('%j is %s, and what is offered is right', async (text, code, right) => {
  const found = await problems(text);
  expect(found.map((each) => each.code)).toEqual([code]);
  const made = applyEdits(text, offeredEdits(found));
  expect(made).toBe(right);
  expect(await problems(made)).toEqual([]);
});

test('a picture with a space in its name is offered in angle brackets', async () => {
  const text = '![Errors](my graph.png)\n';
  const pictures = { 'my graph.png': { address: `${'b'.repeat(64)}.png`, width: 600, height: 200 } };
  const found = (await renderMarkdown(text, options({ pictures }))).diagnostics;
  expect(placesOf(found)).toEqual(['INC315 1:1']);
  expect(offeredEdits(found)[0]?.text).toBe('![Errors](<my graph.png>)');
  const { diagnostics } = await renderMarkdown(applyEdits(text, offeredEdits(found)), options({ pictures }));
  expect(diagnostics).toEqual([]);
  // Written so, a picture that is not there would be the next mistake.
  const without = await problems(text);
  expect(offeredEdits(without)).toEqual([]);
  expect(without[0]?.hint?.text).toContain('put the file next to this one: there is no `my graph.png`');
});

test.each([
  ['code in backticks', 'Write `[a][b]`, `{{< x >}}` or `[a] (https://x.test/)`.\n'],
  ['code in blocks', '```\n[a][b] {{ x }}\n| a | b |\n| 1 | 2 |\n```\n'],
  ['places in an array', 'The value of matrix[i][j] was wrong.\n'],
  ['a bar in a sentence', 'Use a | b\nor c | d here.\n'],
  ['words in brackets', 'It failed [sic] (see above), [as said] (twice).\n'],
  ['what is used', 'See [a][b] and[^1].\n\n[b]: https://x.test/\n[^1]: words\n'],
  ['a note', 'See.\n\n[//]: # (a note)\n'],
  ['a rule that is switched off', '[incident-press-ignore]: # (blame)\n\nSee.\n'],
  ['a task', '- [ ] see (https://x.test/)\n'],
  ['escaped marks', 'See \\[a][b].\n'],
])('%s is fine', async (_, text) => {
  expect(placesOf(await problems(text))).toEqual([]);
});

const HEAD =
  '---\ntitle: "Pages fail"\nversion: 001\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    title: "One"\n';

test('definitions at the foot of a report serve its entries', async () => {
  const text = `${HEAD}    text: See the [hot fix][Issue-1] and [issue-2].\n---\nBody.\n\n[issue-1]: https://x.test/1\n[issue-2]: https://x.test/2\n`;
  expect(placesOf(await problemsIn(text))).toEqual([]);
  const missing = text.replace('\n[issue-1]: https://x.test/1', '');
  expect(placesOf(await problemsIn(missing))).toEqual(['INC317 7:19']);
});

test('a wrong definition is reported once, at its place', async () => {
  const text = `${HEAD}    text: See the [fix][f].\n---\nBody.\n\n[f]: javascript:x\n`;
  expect(placesOf(await problemsIn(text))).toEqual(['INC302 11:1']);
});
