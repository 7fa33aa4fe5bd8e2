import { describe, expect, test } from 'vitest';
import { diffProse } from './prose.ts';
import { compareProse } from './testing.ts';

const LABELS = { added: 'added:', removed: 'removed:', moved: 'moved:' };
const diff = (before: string, after: string, language = 'en') => diffProse(before, after, language, LABELS);

/** Marks written short: `{-removed-}` and `{+added+}`. */
function short(html: string): string {
  return html
    .replaceAll('<ins><span class="sr-only">added: </span>', '{+')
    .replaceAll('<del><span class="sr-only">removed: </span>', '{-')
    .replaceAll('</ins>', '+}')
    .replaceAll('</del>', '-}');
}

const p = (...texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('');
const ul = (...texts: string[]) => `<ul>${texts.map((text) => `<li>${text}</li>`).join('')}</ul>`;
const cells = (name: 'td' | 'th', texts: string) =>
  texts.replaceAll(/\S+/g, `<${name}>$&</${name}>`).replaceAll(' ', '');
const table = (head: string, ...rows: string[]) =>
  `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table>`;

describe('words', () => {
  test.each([
    ['a word', p('All sites work.'), p('All shops work.'), p('All {-sites-} {+shops+} work.')],
    ['a word at the end', p('It is (all down)'), p('It is (all up)'), p('It is (all {-down-}{+up+})')],
    [
      'a time',
      p('From (09:00–10:15), about'),
      p('From (09:00–10:30), about'),
      p('From (09:00–{-10:15-}{+10:30+}), about'),
    ],
    ['a word more', p('It (works)'), p('It (works now)'), p('It (works{+ now+})')],
    ['the first word', p('All works now'), p('works now'), p('{-All -}works now')],
    [
      'signs between changes',
      p('One two. Red, green is it'),
      p('One two. Tea, milk is it'),
      p('One two. {-Red, green-} {+Tea, milk+} is it'),
    ],
    [
      'hardly any common',
      p('One two three four.'),
      p('Five six seven four.'),
      p('{-One two three four.-}', '{+Five six seven four.+}'),
    ],
    [
      'a long addition',
      p('It works.'),
      p(`It works. ${'And so on '.repeat(9)}`),
      p(`It works. {+${'And so on '.repeat(9).trim()}+}`),
    ],
    [
      'within emphasis',
      p('So <strong>no data</strong> was lost'),
      p('So <strong>some data</strong> was lost'),
      p('So <strong>{-no-} {+some+} data</strong> was lost'),
    ],
    [
      'emphasis itself',
      p('So no data was lost'),
      p('So <em>no</em> data was lost'),
      p('So {-no-} {+<em>no</em>+} data was lost'),
    ],
    [
      'an address',
      p('See <a href="https://a.example/">this</a> page'),
      p('See <a href="https://b.example/">this</a> page'),
      p('See {-<a href="https://a.example/">this</a>-} {+<a href="https://b.example/">this</a>+} page'),
    ],
    [
      'a picture',
      p('See this: <img src="/a.png" alt="a">'),
      p('See this: <img src="/b.png" alt="a">'),
      p('See this: {-<img src="/a.png" alt="a">-} {+<img src="/b.png" alt="a">+}'),
    ],
    [
      'a line break',
      p('One two<br>three'),
      p('One two three<br>four'),
      p('One two{-<br>-} three{+<br>four+}'),
    ],
    [
      'what was struck out already',
      p('It <del>fails</del> works'),
      p('It <del>fails</del> works again'),
      p('It <s>fails</s> works {+again+}'),
    ],
    [
      'a heading of another level, below that of the version',
      '<h2>Impact</h2>',
      '<h3>Impact</h3>',
      '<h3>{-Impact-}</h3><h4>{+Impact+}</h4>',
    ],
    ['a rule', p('x'), `${p('x')}<hr>`, `${p('x')}{+<hr>+}`],
  ])('%s', (_name, before, after, expected) => {
    expect(short(diff(before, after))).toBe(expected);
  });

  test('languages without spaces between words, and those read from the right', () => {
    expect(
      short(diff(p('すべてのサイトが停止しています。'), p('すべてのサイトが復旧しています。'), 'ja')),
    ).toBe(p('すべてのサイトが{-停止-}{+復旧+}しています。'));
    expect(short(diff(p('所有网站目前都无法访问。'), p('所有网站目前都可以访问。'), 'zh'))).toMatch(
      /^<p>所有网站目前.*-\}\{\+.*访问。<\/p>$/,
    );
    expect(short(diff(p('جميع المواقع متاحة الآن.'), p('بعض المواقع متاحة الآن.'), 'ar'))).toBe(
      p('{-جميع-} {+بعض+} المواقع متاحة الآن.'),
    );
  });

  test.each([
    ['nothing', p('a'), p('a')],
    ['white space', p('All sites', 'work.'), `\n${p(' All\nsites ')}\n\n${p('work.')}`],
    [
      'a line broken where words have no space between them',
      p('これは新しい文章です'),
      p('これは新しい\n文章です'),
    ],
    ['a list with space between its items', ul('a', 'b'), ul('<p>a</p>', '<p>b</p>')],
    [
      'ids, and places in the page',
      '<h2 id="a">A <a href="#b" id="c">b</a></h2>',
      '<h2 id="x">A <a href="#y">b</a></h2>',
    ],
    ['colours of code', '<pre><code>a <i class="n">1</i></code></pre>', '<pre><code>a 1</code></pre>'],
  ])('%s is no change', (_name, before, after) => {
    expect(diff(before, after)).toBe('');
    expect(compareProse(before, after, 'ja', LABELS)).toBe('');
  });
});

const GAP = '<p class="diff-gap">…</p>';
const MOVED = '<span class="moved">moved:</span> ';

describe('blocks', () => {
  test.each([
    [
      'an item that moved',
      ul('One', 'Two', 'Three'),
      ul('Two', 'One', 'Three'),
      ul('Two', `${MOVED}One`, 'Three'),
    ],
    [
      'an item that moved, and changed on the way',
      ul('The first is long', 'Two', 'Three'),
      ul('Two', 'The first was long', 'Three'),
      ul('Two', `${MOVED}The first {-is-} {+was+} long`, 'Three'),
    ],
    [
      'a paragraph that moved',
      p('One', 'Two', 'Three'),
      p('Three', 'One', 'Two'),
      `${p(`${MOVED}Three`, 'One')}${GAP}`,
    ],
    [
      'a row that moved',
      table('a b', '1 2', '3 4'),
      table('a b', '3 4', '1 2'),
      table('a b', '3 4', '1 2').replace('<td>1', `<td>${MOVED}1`),
    ],
    ['an item more', ul('One'), ul('One', 'Two'), ul('One', '{+Two+}')],
    [
      'an item in its words',
      ul('One is it', 'Two'),
      ul('One was it', 'Two'),
      ul('One {-is-} {+was+} it', 'Two'),
    ],
    [
      'items of their own number',
      '<ol><li>One</li><li>Two</li></ol>',
      '<ol><li>Two</li></ol>',
      '<ol><li>{-One-}</li><li value="1">Two</li></ol>',
    ],
    ['another kind of list', ul('One'), '<ol><li>One</li></ol>', `${ul('{-One-}')}<ol><li>{+One+}</li></ol>`],
    [
      'a task done',
      ul('<span role="img" aria-label="to do">☐</span> One task'),
      ul('<span role="img" aria-label="done">☑</span> One task'),
      ul(
        '{-<span role="img" aria-label="to do">☐</span>-} {+<span role="img" aria-label="done">☑</span>+} One task',
      ),
    ],
    ['a list in an item', ul(`One ${ul('a')}`), ul(`One ${ul('a', 'b')}`), ul(`One ${ul('a', '{+b+}')}`)],
    [
      'a quote',
      `<blockquote>${p('a b', 'c')}</blockquote>`,
      `<blockquote>${p('a b d', 'c')}</blockquote>`,
      `<blockquote>${p('a b {+d+}', 'c')}</blockquote>`,
    ],
    [
      'details',
      '<details><summary>More</summary><p>a</p><p>b</p><p>c</p></details>',
      '<details><summary>More</summary><p>a</p><p>b</p><p>c d</p></details>',
      '<details><summary>More</summary><p class="diff-gap">…</p><p>b</p><p>c {+d+}</p></details>',
    ],
    ['a cell', table('A B', 'a 1'), table('A B', 'a 2'), table('A B', 'a {-1-}_{+2+}').replaceAll('_', ' ')],
    ['a row', table('A B', 'a 1'), table('A B', 'a 1', 'b 2'), table('A B', 'a 1', '{+b+} {+2+}')],
    [
      'a column',
      table('A B', 'a 1', 'b 2'),
      table('A X B', 'a x 1', 'c y 3'),
      table('A {+X+} B', 'a {+x+} 1', '{-b-} _ {-2-}', '{+c+} {+y+} {+3+}').replaceAll('_', ''),
    ],
    [
      'code',
      '<pre><code class="language-yaml">size: <i>40</i>\nwait: 10s\n</code></pre>',
      '<pre><code class="language-yaml">size: <i>16</i>\nwait: 10s\n  more\n</code></pre>',
      '<pre><code class="language-yaml">size: {-<i>40</i>-}{+<i>16</i>+}\nwait: 10s\n{+  more\n+}</code></pre>',
    ],
    [
      'code in another language',
      '<pre><code class="language-a">x</code></pre>',
      '<pre><code class="language-b">x</code></pre>',
      '<pre><code class="language-a">{-x-}</code></pre><pre><code class="language-b">{+x+}</code></pre>',
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(short(diff(before, after))).toBe(expected);
  });

  test('what did not change is left out, but for a block of context', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const changed = names.with(3, 'd and more');
    const gap = '<p class="diff-gap">…</p>';
    const expected = ['c', 'd {+and more+}', 'e'];
    expect(short(diff(p(...names), p(...changed)))).toBe(gap + p(...expected) + gap);
    const item = '<li class="diff-gap">…</li>';
    expect(short(diff(ul(...names), ul(...changed)))).toBe(
      ul(...expected)
        .replace('<li>', `${item}<li>`)
        .replace('</ul>', `${item}</ul>`),
    );
    expect(
      diff(`<ol>${ul(...names).slice(4, -5)}</ol>`, `<ol>${ul(...changed).slice(4, -5)}</ol>`),
    ).toContain('<li value="3">c');
    const rows = names.map((name) => `${name} 1`);
    const html = diff(table('A B', ...rows), table('A B', ...rows.with(6, 'g 2')));
    expect(html).toContain(
      '<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr class="diff-gap"><td colspan="2">…</td></tr><tr><td>f',
    );
    expect(short(diff(ul(...names) + p('x'), ul(...names) + p('x y')))).toBe(
      `<ul>${item}<li>g</li></ul>${p('x {+y+}')}`,
    );
  });
});
