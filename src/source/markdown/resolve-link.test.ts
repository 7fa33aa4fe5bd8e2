import { expect, test } from 'vitest';
import type { Language } from '../../model/language.ts';
import { decodeFragment, resolveLink, resolvePageLink } from './resolve-link.ts';

const EN = 'en' as Language;
const web = (url: string) => ({ kind: 'web', url });
const refused = (why: string) => ({ kind: 'refused', why });
const report = (fragment?: string) => ({
  kind: 'report',
  url: `/en/incidents/2020-09-15-web/${fragment === undefined ? '' : `#${fragment}`}`,
  reference: '2020-09-15-web',
  fragment,
});
const ELSEWHERE = refused('leads neither to a report nor to a web page');
const CONTROLS = refused('holds control characters');

test.each([
  ['../2020-09-15-web/', report()],
  ['../2020-09-15-web', report()],
  ['../2020-09-15-web/en.md', report()],
  ['/incidents/2020-09-15-web/', report()],
  ['/incidents/2020-09-15-web/pt-BR.md#impact', report('impact')],
  ['../2020-09-15-web/#t-20200915T1145', report('t-20200915T1145')],
  ['../2020-09-15-web#%C3%A9', report('é')],
  ['../2020-09-15-web/#', report()],
  ['../2020-09-15-web/#a b', ELSEWHERE],
  ['../2020-09-15-web/#a#b', ELSEWHERE],
  ['../2020-09-15-web/#a"b', ELSEWHERE],
  ['../2020-09-15-web/x/en.md', ELSEWHERE],
  ['../2020-09-15-web/en.md.bak', ELSEWHERE],
  ['../.git/', ELSEWHERE],
  ['../../incidents/2020-09-15-web/', ELSEWHERE],
  ['x../2020-09-15-web/', ELSEWHERE],
  ['en.md', ELSEWHERE],
  ['', refused('is empty')],
  ['#impact', { kind: 'fragment', id: 'impact' }],
  ['#%C3%A9', { kind: 'fragment', id: 'é' }],
  ['#100%', { kind: 'fragment', id: '100%' }],
  ['HTTPS://a.example/B', web('https://a.example/B')],
  ['http://a.example/?u=http://b.example', web('http://a.example/?u=http://b.example')],
  ['MAILTO:a@B.example', web('mailto:a@B.example')],
  ['mailto:a', refused('uses a scheme that is not allowed')],
  ['mailto:a@b@c', refused('uses a scheme that is not allowed')],
  ['mailto:a b@c.example', refused('uses a scheme that is not allowed')],
  ['javascript:alert(1)', refused('uses a scheme that is not allowed')],
  ['x-1+a.b:c', refused('uses a scheme that is not allowed')],
  ['1x:c', ELSEWHERE],
  ['https:///a', refused('uses a scheme that is not allowed')],
  ['https://a:b', refused('is not a valid address')],
  ['x https://a.example/', ELSEWHERE],
  ['\u0001javascript:a', CONTROLS],
  ['https://a.example/\u001f', CONTROLS],
  ['https://a.example/\u007f', CONTROLS],
  ['https://a.example/\u009f', CONTROLS],
  ['java\nscript:a', CONTROLS],
  ['https://a.example/~\u00a0', web('https://a.example/~\u00a0')],
])('%j leads where it says, or nowhere', (address, expected) => {
  expect(resolveLink(address, EN)).toEqual(expected);
});

test('a page of the site is a page, and everything else what it is in a report', () => {
  const page = { kind: 'page', url: '/pt-br/about-us/', name: 'about-us', fragment: undefined };
  const language = 'pt-BR' as Language;
  for (const address of ['../about-us/', '../about-us', '../about-us/pt-BR.md', '../about-us/#'])
    expect(resolvePageLink(address, language)).toEqual(page);
  expect(resolvePageLink('../about-us/#%C3%A9', language)).toEqual({
    ...page,
    url: '/pt-br/about-us/#é',
    fragment: 'é',
  });
  expect(resolvePageLink('/incidents/2020-09-15-web/', language)).toMatchObject({ kind: 'report' });
  expect(resolvePageLink('../about us/', language)).toEqual(ELSEWHERE);
  expect(resolvePageLink('https://a.example/', language)).toEqual(web('https://a.example/'));
});

test('a fragment with a percent sign that escapes nothing stays as it is', () => {
  expect(decodeFragment('a%20b')).toBe('a b');
  expect(decodeFragment('a%b')).toBe('a%b');
});
