import { expect, test } from 'vitest';
import { tightenCss } from './tighten-css.ts';

test.each([
  ['a {\n  color: red;\n}\n\n/* b */\nb c > d {\n  margin: 0 auto;\n}\n', 'a{color:red}b c>d{margin:0 auto}'],
  [`a::before { content: '  { /* x */ }  '; }`, `a::before{content:'  { /* x */ }  '}`],
  [String.raw`a { content: "\"  ;  " }`, String.raw`a{content:"\"  ;  "}`],
  ['a/**/b { width: calc(1px + 2px) }', 'a b{width:calc(1px + 2px)}'],
  ['a, b :not(c) { d: e(f, g) }', 'a,b :not(c){d:e(f,g)}'],
  ['a { margin: 0.5rem 10.5px, 0; b: url(c-0.1.png) }', 'a{margin:.5rem 10.5px,0;b:url(c-0.1.png)}'],
  ['@media (min-width: 1px) { a { b: c; } }', '@media (min-width:1px){a{b:c}}'],
])('%j becomes %j', (css, tight) => {
  expect(tightenCss(css)).toBe(tight);
});
