import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Edition, Prose } from '../../model/edition.ts';
import { action, entry, original } from '../../site/testing.ts';
import { addressesIn, dataFault, elementTexts, fragmentFault, plainText } from './fragment.ts';

const PUBLISHED = join(import.meta.dirname, '../../../published');
const HASH = 'a'.repeat(64);

test('every article that the example has published is one', () => {
  const names = readdirSync(PUBLISHED, { recursive: true, encoding: 'utf8' });
  const articles = names.filter((name) => name.endsWith('.html'));
  expect(articles.length).toBeGreaterThan(10);
  const faults = articles.map((name) => fragmentFault(readFileSync(join(PUBLISHED, name), 'utf8')));
  expect(faults.filter(Boolean)).toEqual([]);
});

test.each([
  '<article class="report"><h1>A &lt;script&gt;</h1><p>Text<br>more</p></article>',
  `<article><img src="/assets/${HASH}.png" alt="a > b"></article>`,
  '<article><a href="https://example.com/" title="</article>">x</a><a href="#t-1">y</a></article>',
  '<article><a href="/en/incidents/x/">x</a><a href="mailto:noc@example.com">y</a></article>',
  '<article><svg viewBox="0 0 1 1"><line x1="0" x2="1"/></svg></article>',
])('%s may be served', (html) => {
  expect(fragmentFault(html)).toBeUndefined();
});

test.each([
  ['<article><script src="/x.js"></script></article>', 'there is a `<script>`'],
  ['<article><SCRIPT>1</SCRIPT></article>', 'there is a `<script>`'],
  ['<article><p onclick="x()">a</p></article>', '`<p>` has the attribute `onclick`'],
  ['<article><p style="display:none">a</p></article>', '`<p>` has the attribute `style`'],
  ['<article><p hidden>a</p></article>', '`<p>` has the attribute `hidden`'],
  ['<article><a href="javascript:x()">a</a></article>', '`href` leads to `javascript:x()`'],
  ['<article><a href="java&#9;script:x()">a</a></article>', '`href` leads to `java\tscript:x()`'],
  ['<article><a href="//evil.example/">a</a></article>', '`href` leads to `//evil.example/`'],
  ['<article><a href="/\\evil.example/">a</a></article>', '`href` leads to `/\\evil.example/`'],
  [
    '<article><img src="https://evil.example/x.png"></article>',
    '`src` leads to `https://evil.example/x.png`',
  ],
  ['<article><img src="/assets/x.js"></article>', '`src` leads to `/assets/x.js`'],
  [`<article><img src="/assets/${HASH}.svg"></article>`, `\`src\` leads to \`/assets/${HASH}.svg\``],
  ['<article><form action="/x"></form></article>', 'there is a `<form>`'],
  ['<article><iframe srcdoc="x"></iframe></article>', 'there is a `<iframe>`'],
  ['<article><template><p>a</p></template></article>', 'there is a `<template>`'],
  ['<article><svg><title>x</title></svg></article>', 'there is a `<title>`'],
  ['<article><svg><![CDATA[<p>]]></svg></article>', 'there is a comment'],
  ['<article><!-- a --></article>', 'there is a comment'],
  ['<article><p>a</article>', '`<p>` is not closed'],
  ['<article><p>a</p>', '`<article>` is not closed'],
  ['<article></article></div>', '`</div>` closes nothing'],
  ['<article></article><p>a</p>', '`<p>` is outside the `<article>`'],
  ['<article></article><article></article>', '`<article>` is outside the `<article>`'],
  ['<article><article></article></article>', 'there is a second `<article>`'],
  ['<article></article>text', 'there is text outside the `<article>`'],
  ['<article><div/></article>', '`<div/>` is not closed'],
  ['<p>a</p>', 'it begins with `<p>`'],
  ['', 'there is no `<article>`'],
  ['<article>\0</article>', 'there is a NUL character'],
])('%s may not: %s', (html, fault) => {
  expect(fragmentFault(html)).toBe(fault);
});

test('only the first fault is named', () => {
  expect(fragmentFault('<article><script></script><p></article>text<!-- a -->\0')).toBe(
    'there is a `<script>`',
  );
  expect(fragmentFault('<!doctype html><p>a</p>')).toBe('there is a `<!doctype>`');
  expect(fragmentFault('<article></p><p></article>')).toBe('`<article>` is not closed');
});

test('white space outside the article is text', () => {
  expect(fragmentFault('<article></article>\n')).toBe('there is text outside the `<article>`');
  expect(fragmentFault('<article>\n<p>a</p>\n</article>')).toBeUndefined();
});

const prose = (html: string, ...pictures: readonly string[]): Prose => ({
  html,
  text: '',
  headings: [],
  links: [],
  pictures,
});
const edition = (body: Prose, more: Partial<Edition> = {}): Edition => ({
  ...original([entry('11:00')]),
  body,
  ...(more as object),
});

test.each<[what: string, edition: Edition, fault: string | undefined]>([
  ['prose that is no article', edition(prose('<p>a</p>')), undefined],
  ['a script', edition(prose('<script></script>')), 'there is a `<script>`'],
  ['a picture', edition(prose('', `${HASH}.png`)), undefined],
  ['a picture from elsewhere', edition(prose('', '../x.png')), 'it shows `../x.png`'],
  ['an action that leads nowhere', edition(prose(''), { actions: [action('Look')] }), undefined],
  [
    'an action',
    edition(prose(''), { actions: [action('Look', { url: 'https://example.com/' })] }),
    undefined,
  ],
  [
    'an action with a script',
    edition(prose(''), { actions: [action('Look'), action('Do', { url: 'javascript:x()' })] }),
    'an action leads to `javascript:x()`',
  ],
  [
    'a script in an action',
    edition(prose(''), { actions: [action('Look', { prose: prose('<script></script>') })] }),
    'there is a `<script>`',
  ],
])('the data of an edition may have what an article may: %s', (_, each, fault) => {
  expect(dataFault(each, '<article></article>')).toBe(fault);
});

test('prose that is in the article was checked there', () => {
  expect(
    dataFault(edition(prose('<script></script>')), '<article><script></script></article>'),
  ).toBeUndefined();
});

test('the addresses of an article are sorted, each once', () => {
  const html = `<article><a href="/b">b</a><a href="/a">a</a><a href="/b" title="/c">c</a><img src="/assets/x.png"></article>`;
  expect(addressesIn(html)).toEqual(['/a', '/assets/x.png', '/b']);
  // Also those after something that is wrong.
  expect(addressesIn('<script></script><a href="/a">a</a>')).toEqual(['/a']);
});

test('each element has its text and that of those inside, in the order in which they end', () => {
  const html =
    '<article>\n<h1>A  <b>bold</b>\nhead</h1><p>x<br>y</p><svg><line x1="0"/></svg><p>&amp;</p></article>';
  expect(elementTexts(html)).toEqual([
    { name: 'b', text: 'bold' },
    { name: 'h1', text: 'A bold head' },
    { name: 'p', text: 'xy' },
    { name: 'svg', text: '' },
    { name: 'p', text: '&' },
    { name: 'article', text: 'A bold headxy&' },
  ]);
  expect(plainText('  a \n\t b ')).toBe('a b');
});
