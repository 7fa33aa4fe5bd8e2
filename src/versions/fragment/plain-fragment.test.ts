import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { randomly } from '../../../test/soak/soaked.ts';
import { fragmentFault } from './fragment.ts';
import { isPlainFragment } from './plain-fragment.ts';

const PUBLISHED = join(import.meta.dirname, '../../../published');

const ARTICLES = readdirSync(PUBLISHED, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html'))
  .map((name) => readFileSync(join(PUBLISHED, name), 'utf8'));

/** Pieces that mean something in HTML, or are not allowed. */
const PIECES =
  '< > / " \' = & \0 &#9; </p> </article> <article> <p> <br> <br/> <svg> <script> <!-- --> <![CDATA[ style onclick="x" href="javascript:x" href="//x/" HREF="/x/" src="/x.js" <P>'.split(
    ' ',
  );

/** What is said of it where it is read as a browser does: a space in the first tag is not plain. */
function faultOf(html: string): string | undefined {
  const other = html.replace('<article', '<article ');
  expect(isPlainFragment(other)).toBe(false);
  return fragmentFault(other);
}

test('articles that the example has published are plain', () => {
  expect(ARTICLES.length).toBeGreaterThan(10);
  expect(ARTICLES.filter((html) => !isPlainFragment(html))).toEqual([]);
});

test('whatever is changed in an article, it is plain only if a browser finds nothing that is not allowed', () => {
  const random = randomly(13);
  const below = (most: number) => Math.floor(random() * most);
  let plain = 0;
  for (let round = 0; round < 4_000; round += 1) {
    const html = ARTICLES[below(ARTICLES.length)] ?? '';
    const at = below(html.length);
    const changed = html.slice(0, at) + (PIECES[below(PIECES.length)] ?? '') + html.slice(at + below(3));
    if (!isPlainFragment(changed)) continue;
    plain += 1;
    expect(faultOf(changed), changed.slice(Math.max(0, at - 40), at + 40)).toBeUndefined();
  }
  expect(plain).toBeGreaterThan(100);
});

test.each([
  ['a character reference in an address', '<article><a href="java&#9;script:x()">a</a></article>'],
  ['an attribute that is not allowed', '<article><p class="a" style="b">a</p></article>'],
  ['a value without quotation marks', '<article><p class=a>a</p></article>'],
  ['an element that closes itself', '<article><p/></article>'],
  ['text after it', '<article></article>a'],
  ['a second article', '<article></article><article></article>'],
  ['a comment', '<article><!-- a --></article>'],
  ['an element that is not closed', '<article><p></article>'],
  ['nothing', ''],
])('%s is not plain', (_, html) => {
  expect(isPlainFragment(html)).toBe(false);
});
