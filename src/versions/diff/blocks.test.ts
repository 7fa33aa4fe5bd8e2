import { expect, test } from 'vitest';
import { diffProse } from './prose.ts';

const LABELS = { added: 'added:', removed: 'removed:', moved: 'moved:' };

/** A difference, with `{-removed-}` and `{+added+}`. */
function diff(before: string, after: string): string {
  return diffProse(before, after, 'en', LABELS)
    .replaceAll('<ins><span class="sr-only">added: </span>', '{+')
    .replaceAll('<del><span class="sr-only">removed: </span>', '{-')
    .replaceAll('</ins>', '+}')
    .replaceAll('</del>', '-}');
}

/** A table whose first row is its head; cells are parted by spaces, `.` is an empty one. */
function table(...rows: readonly string[]): string {
  const row = (text: string, name: string) =>
    `<tr>${text
      .split(' ')
      .map((cell) => `<${name}>${cell === '.' ? '' : cell}</${name}>`)
      .join('')}</tr>`;
  const [head = '', ...others] = rows;
  const body = others.map((each) => row(each, 'td')).join('');
  return `<table><thead>${row(head, 'th')}</thead><tbody>${body}</tbody></table>`;
}

test.each<[what: string, before: string[], after: string[], shown: string[]]>([
  [
    'a column more',
    ['a b', '1 2', '3 4'],
    ['a c b', '1 9 2', '3 8 4'],
    ['a {+c+} b', '1 {+9+} 2', '3 {+8+} 4'],
  ],
  [
    'a column less',
    ['a b c', '1 2 3', '4 5 6'],
    ['a c', '1 3', '4 6'],
    ['a {-b-} c', '1 {-2-} 3', '4 {-5-} 6'],
  ],
  ['a row more', ['a b', '1 2'], ['a b', '1 2', '3 4'], ['a b', '1 2', '{+3+} {+4+}']],
  ['a row less', ['a b', '1 2', '3 4'], ['a b', '3 4'], ['a b', '{-1-} {-2-}', '3 4']],
  [
    'a column more and a row less',
    ['a b', '1 2', '3 4'],
    ['a c b', '3 8 4'],
    ['a {+c+} b', '{-1-} . {-2-}', '3 {+8+} 4'],
  ],
  [
    'a column less and a row more',
    ['a b', '1 2', '3 4'],
    ['b', '2', '4', '7'],
    ['{-a-} b', '{-1-} 2', '{-3-} 4', '. {+7+}'],
  ],
])('tables are shown as one: %s', (_, before, after, shown) => {
  expect(diff(table(...before), table(...after))).toBe(table(...shown));
});

const body = (...rows: readonly string[]) =>
  `<tbody>${rows.map((row) => `<tr>${row}</tr>`).join('')}</tbody>`;

test.each([
  ['cells over columns', body('<td colspan="2">1</td>', '<td>2</td>'), body('<td>1</td>', '<td>3</td>')],
  ['cells over rows', body('<td rowspan="2">1</td>', '<td>2</td>'), body('<td>1</td>', '<td>3</td>')],
  [
    'rows of other lengths',
    body('<td>1</td><td>2</td>', '<td>2</td>'),
    body('<td>1</td><td>2</td>', '<td>3</td>'),
  ],
  ['two bodies', body('<td>1</td>') + body('<td>2</td>'), body('<td>1</td>') + body('<td>3</td>')],
])('a table with %s is replaced as a whole', (_, before, after) => {
  const cells = (text: string, mark: string) => text.replaceAll(/(<td[^>]*>)(\d)/g, `$1{${mark}$2${mark}}`);
  expect(diff(`<table>${before}</table>`, `<table>${after}</table>`)).toBe(
    `<table>${cells(before, '-')}</table><table>${cells(after, '+')}</table>`,
  );
});

test.each([
  [
    'what a writer struck out or underlined is told apart from what changed',
    '<p>One <del class="x" title="t" id="i">two</del> <ins lang="de">three</ins>.</p>',
    '<p>One <del class="x" title="t" id="i">two</del> <ins lang="de">four</ins>.</p>',
    '<p>One <s class="x" title="t">two</s> {-<u lang="de">three</u>-}{+<u lang="de">four</u>+}.</p>',
  ],
  [
    'so are blocks',
    '<del class="x" title="t"><p>One two.</p></del><p>x</p>',
    '<del class="x" title="t"><p>One three.</p></del><p>x</p>',
    '<div class="x"><p>One {-two-}{+three+}.</p></div><p>x</p>',
  ],
  [
    'a block of code has an element for its code',
    '<pre>one\ntwo</pre>',
    '<pre>one\nthree</pre>',
    '<pre><code>one\n{-two-}{+three+}</code></pre>',
  ],
  [
    'a link within the page leads nowhere here',
    '<p><a href="#x" title="t" class="c">One</a> <a href="/y">two</a></p>',
    '<p><a href="#x" title="t" class="c">One</a> <a href="/y">three</a></p>',
    '<p><span title="t" class="c">One</span> {-<a href="/y">two</a>-} {+<a href="/y">three</a>+}</p>',
  ],
  [
    'terms keep their descriptions',
    '<dl><dt>a</dt><dd>one</dd><dt>b</dt><dd>two</dd></dl>',
    '<dl><dt>a</dt><dd>one</dd><dt>b</dt><dd>three</dd></dl>',
    '<dl><dt>a</dt><dd>one</dd><dt>b</dt><dd>{-two-}</dd><dd>{+three+}</dd></dl>',
  ],
  [
    'a rule that is gone is shown as gone',
    '<p>One two three.</p><hr><p>Four.</p>',
    '<p>One two three.</p><p>Four.</p>',
    '<p>One two three.</p>{-<hr>-}<p>Four.</p>',
  ],
  [
    'empty paragraphs stay',
    '<p></p><p>One two.</p>',
    '<p></p><p>One three.</p>',
    '<p></p><p>One {-two-}{+three+}.</p>',
  ],
])('%s', (_, before, after, shown) => {
  expect(diff(before, after)).toBe(shown);
});
