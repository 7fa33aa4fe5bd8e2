import { expect, test } from 'vitest';
import { applyEdits, offeredEdits } from '../../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { problemsIn, placesOf } from '../../testing.ts';
import { renderMarkdown } from '../markdown.ts';
import { options } from '../testing.ts';

function rangeOf({ place: { line, column, end } }: Diagnostic): string {
  return `${line}:${column}-${end?.line}:${end?.column}`;
}

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

/** A row below the head, and where it is offered: in quotes and lists, with what their lines begin with. */
test.each([
  ['Text:\n| a | b |\n| 1 | 2 |', '2:1-2:10', 'Text:\n| a | b |\n| --- | --- |\n| 1 | 2 |'],
  ['One\ntwo\n| a |\n| 1 |\nthree', '3:1-3:6', 'One\ntwo\n| a |\n| --- |\n| 1 |\nthree'],
  ['| a |\n| b |\n\n| c |', '1:1-1:6', '| a |\n| --- |\n| b |\n\n| c |'],
  ['  | a |  \n  | 1 |', '1:3-1:10', '  | a |  \n  | --- |\n  | 1 |'],
  ['> | a |\n> | 1 |', '1:3-1:8', '> | a |\n> | --- |\n> | 1 |'],
  ['> > | a | b |\n> > | - |\n', '1:5-1:14', '> > | a | b |\n> > | --- | --- |\n'],
  ['- | a |\n  | 1 |', '1:3-1:8', '- | a |\n  | --- |\n  | 1 |'],
  ['10. Text:\n    | a |\n    | 1 |', '2:1-2:10', '10. Text:\n    | a |\n    | --- |\n    | 1 |'],
  ['| a \\| b | c |\n| - | - | - |\n| 1 | 2 |', '1:1-1:15', '| a \\| b | c |\n| --- | --- |\n| 1 | 2 |'],
  ['| a | b |\n|--|:-:|--|\n', '1:1-1:10', '| a | b |\n| --- | --- |\n'],
])('%j gets its table', async (text, place, right) => {
  const found = await problems(text);
  expect(found.map((each) => `${each.code} ${rangeOf(each)}`)).toEqual([`INC314 ${place}`]);
  expect(applyEdits(text, offeredEdits(found))).toBe(right);
  expect(await problems(right)).toEqual([]);
});

test('what is wrong with the head of a table is said', async () => {
  const messages = async (text: string) => (await problems(text)).map(({ message }) => message);
  expect(await messages('| a |\n| 1 |')).toEqual([
    'This looks like a table, but the line below its head is missing',
  ]);
  expect(await messages('| a | b |\n| - | - | - |')).toEqual([
    'The head of this table has 2 cells, but the line below it 3',
  ]);
});

test.each([
  ['one | two\n--- | ---\n| - |\n'],
  ['a | b\n| - |'],
  ['| a | b |\n- | -\n| 1 | 2 |'],
  ['| a |\n\n| b |'],
])('%j looks like no table', async (text) => {
  expect((await problems(text)).filter(({ code }) => code === 'INC314')).toEqual([]);
});

test.each([
  ['| 1 | 2 | 3 | 4 |', '3:9-3:18', undefined],
  ['| `x | y | z` | 2 |', '3:10-3:20', '| `x \\| y \\| z` | 2 |'],
  ['| `x \\| y` | 2 | 3 |', '3:16-3:21', undefined],
  ['| `x | y` | 2 | 3 |', '3:11-3:20', undefined],
])('the cells of %s that are not shown are told', async (row, place, right) => {
  const text = `| a | b |\n| - | - |\n${row}`;
  const [problem, ...rest] = await problems(text);
  expect(rest).toEqual([]);
  expect(`${problem?.code} ${rangeOf(problem!)}`).toBe(`INC313 ${place}`);
  expect(problem?.hint?.write?.text).toBe(right);
});

/** What is told of running text, with its places. */
test.each([
  ['**See [a] (https://x.test/).**', ['INC315 1:7-1:28']],
  ['*a* [b][c] and `d` [e][f]', ['INC317 1:5-1:11 `[c]`', 'INC317 1:20-1:26 `[f]`']],
  ['a\n[b][]\n[c][d]', ['INC317 2:1-2:6 `[b]`', 'INC317 3:1-3:7 `[d]`']],
  [
    '**bold [a][b]** *it [c][d]*\n~~x [e][f]~~',
    ['INC317 1:8-1:14 `[b]`', 'INC317 1:21-1:27 `[d]`', 'INC317 2:5-2:11 `[f]`'],
  ],
  ['![a][b]', ['INC317 1:1-1:8 `[b]`']],
  ['# [a][b] c', ['INC317 1:3-1:9 `[b]`']],
  ['| [a][b] |\n| - |\n| [^1] |', ['INC317 1:3-1:9 `[b]`', 'INC317 3:3-3:7 `[^1]`']],
  ['a[^2] and \\[^3]', ['INC317 1:2-1:6 `[^2]`']],
  ['https://x.test/ [a][b]', ['INC317 1:17-1:23 `[b]`']],
  ['{{ x }} {% y %}', ['INC316 1:1-1:8 `{{ x }}`', 'INC316 1:9-1:16 `{% y %}`']],
  ['a\n::: note\nb\n:::\n', ['INC316 2:1-2:9 `::: note`', 'INC316 4:1-4:4 `:::`']],
  ['[a](b c.md) and [d](/e f/)', ['INC315 1:1-1:12', 'INC315 1:17-1:27']],
  ['[a] (mailto:b@c.de) [a] (#b) [a] (x)', ['INC315 1:1-1:20', 'INC315 1:21-1:29']],
  ['![a] (graph.png) ![b] (./b.png) ![c] (/d.png)', ['INC315 1:18-1:32', 'INC315 1:33-1:46']],
  ['x[a][b] [a][b](/c/)', ['INC302 1:12-1:20']],
])('%j is pointed out word by word', async (text, expected) => {
  const found = (await problems(text)).map((each) => {
    const named = each.code === 'INC315' ? undefined : /`[^`]+`/.exec(each.message)?.[0];
    return [each.code, rangeOf(each), ...(named ? [named] : [])].join(' ');
  });
  expect(found).toEqual(expected);
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
