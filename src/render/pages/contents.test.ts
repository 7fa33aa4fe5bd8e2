import { expect, test } from 'vitest';
import { contentsOf } from './contents.ts';

const heading = (id: string, words: string) => `<h2 id="${id}">${words}</h2><p>…</p>`;
const article = (...ids: string[]) =>
  `<article><h2>Timeline</h2><div class="prose body">${ids.map((id) => heading(id, id)).join('')}</div></article>`;

test('an article of many parts has a list of them, one of few has none', () => {
  expect(contentsOf(article('a', 'b', 'c', 'd'))).toEqual([]);
  expect(contentsOf(article('a', 'b', 'c', 'd', 'e')).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a heading keeps its code, and loses its links, which cannot stand in a link', () => {
  const words = 'The <code>edge</code> of <a href="/x">it</a>';
  const [first] = contentsOf(
    article('b', 'c', 'd', 'e').replace('<h2 id="b">', `${heading('a', words)}<h2 id="b">`),
  );
  expect(first).toEqual({ id: 'a', html: 'The <code>edge</code> of it' });
});
