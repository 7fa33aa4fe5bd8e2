import { expect, test } from 'vitest';
import { rebase } from './rebase.ts';

test.each([
  ['<a href="/en/">x</a>', '<a href="/s/en/">x</a>'],
  ["<img src='/assets/a.png' alt='/x'>", "<img src='/s/assets/a.png' alt='/x'>"],
  ['<a class=x href=/en/>y</a>', '<a class=x href=/s/en/>y</a>'],
  ['<A HREF="/en/">x</A>', '<A HREF="/s/en/">x</A>'],
  ['<video poster="/p.png" src="/v.mp4"></video>', '<video poster="/s/p.png" src="/s/v.mp4"></video>'],
])('%s', (html, expected) => {
  expect(rebase(html, '/s/')).toBe(expected);
});

test.each([
  '<a href="//example.org/">x</a>',
  '<a href="/\\example.org/">x</a>',
  '<a href="https://example.org/">x</a>',
  '<a href="#t-20200915T114500Z">x</a>',
  '<a href="mailto:a@example.org">x</a>',
  '<p>href="/en/" and src=/x</p>',
  '<pre><code>&lt;a href="/en/"&gt;</code></pre>',
  '<p title=\'see href="/en/" there\'>x</p>',
  '<p title=" href=/x">y</p>',
  '<p data-href="/x">y</p>',
  '<!-- <a href="/en/"> -->',
])('%s stays', (html) => {
  expect(rebase(html, '/s/')).toBe(html);
});

test('at the root of a host nothing changes', () => {
  expect(rebase('<a href="/en/">x</a>', '/')).toBe('<a href="/en/">x</a>');
});

test('a tag with a `>` in an attribute is one tag', () => {
  expect(rebase('<img alt="a > b" src="/x.png">', '/s/')).toBe('<img alt="a > b" src="/s/x.png">');
});

test('half a megabyte of opened tags is no trouble', () => {
  const hostile = '<a '.repeat(20_000);
  const before = performance.now();
  expect(rebase(hostile, '/s/')).toBe(hostile);
  expect(performance.now() - before).toBeLessThan(2_000);
});
