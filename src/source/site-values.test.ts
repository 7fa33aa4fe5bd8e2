import { expect, test } from 'vitest';
import type { z } from 'zod';
import {
  aliasPath,
  colour,
  id,
  idAuthority,
  language,
  link,
  path,
  reference,
  siteUrl,
  span,
  whole,
  zone,
} from './site-values.ts';

/** What a value is read as, or what is wrong with it. */
function read(schema: z.ZodType, value: string): unknown {
  const { success, data, error } = schema.safeParse(value);
  return success ? data : error.issues.map(({ message }) => message).join();
}

const KINDS = { siteUrl, colour, path, link, span, idAuthority, language, id, zone, aliasPath, reference };

test.each<[keyof typeof KINDS, readonly string[]]>([
  ['siteUrl', ['https://status.example.com/', 'http://a.example/b/']],
  ['colour', ['#c00', '#0B6E4F', 'red', 'rebeccapurple']],
  ['path', ['logo.png', 'a/b c/d.PNG', 'a..b.jpg', 'x.jpeg', 'x.gif', '.hidden/x.webp', '...x/y.avif']],
  ['link', ['https://a.example/b?c#d', 'HTTP://a', 'mailto:a@b.example', '/', '/a/b/', '/a//b']],
  ['idAuthority', ['a.example,2020', 'a,2020-12', 'web-team@a.example,2020-10-31', 'a.example,2020-01-09']],
  ['language', ['en', 'pt-BR']],
  ['id', ['web', 'web-frontend-2']],
  ['zone', ['Europe/Paris', 'UTC']],
  ['aliasPath', ['/old/', '/posts/2019.html']],
  ['reference', ['2020-09-15-web-frontend']],
])('a %s stays as it is', (kind, values) => {
  expect(values.map((value) => read(KINDS[kind], value))).toEqual(values);
});

test('an address ends with a slash', () => {
  expect(read(siteUrl, 'https://a.example')).toBe('https://a.example/');
  expect(read(siteUrl, 'https://a.example/b')).toBe('https://a.example/b/');
  expect(read(aliasPath, '/old/page')).toBe('/old/page/');
});

test.each(
  Object.entries<[z.ZodType, readonly string[]]>({
    'cannot be the address of a site': [
      siteUrl,
      [
        'a.example',
        'ftp://a.example/',
        'xhttp://a.example/',
        'https-x://a.example/',
        'https://a.example/?b',
        'https://a.example/#b',
        'https://a@b.example/',
        'https://:a@b.example/',
      ],
    ],
    'is not a plain colour': [
      colour,
      ['#c0', '#c000', '#c000000', '#ggg', 'x#c00', '#c00;', 're', 'red1', 'a'.repeat(31), 'url(x)'],
    ],
    'is not a path inside the site': [
      path,
      [
        '/logo.png',
        '../logo.png',
        'a/../logo.png',
        String.raw`a\b.png`,
        'c:logo.png',
        'logo.svg',
        'logo.png.exe',
        '.png',
        'logo',
      ],
    ],
    'cannot be the address of a link': [
      link,
      [
        'a.example',
        'https://',
        'https:///a',
        String.raw`https://\a`,
        'https://a b',
        String.raw`https://a\b`,
        '//a',
        String.raw`/\a`,
        'mailto:a',
        'mailto:@a',
        'mailto:a b@c',
        'javascript:a',
        'x https://a',
        'https:/a',
      ],
    ],
    'is not a duration': [span, ['90', '90 sec', '0min', '10000min', 'x90min', '90minutes', '1.5h', '']],
    'cannot be used to make ids': [
      idAuthority,
      [
        'a.example',
        'A.example,2020',
        '-a.example,2020',
        'a-,2020',
        'a.example,20',
        'a.example,20201',
        'a,2020-13',
        'a,2020-00',
        'a,2020-1',
        'a,2020-01-32',
        'a,2020-01-00',
        'a,2020-01-01-01',
        '@a,2020',
        'x a,2020',
      ],
    ],
    'is not a time zone': [zone, ['Europe/Nowhere', 'CEST']],
    'is not the reference of a report': [reference, ['web frontend', '../x']],
    'is not a language tag': [language, ['english please', '']],
    'is not the standard tag of this language': [language, ['EN', 'pt-br']],
  }),
)('what %s is refused', (message, [schema, values]) => {
  expect(values.map((value) => read(schema, value))).toEqual(
    values.map((value) => `\`${value}\` ${message}`),
  );
});

test('durations are seconds', () => {
  expect(['1min', '90 min', '9999min', '4h', '2d'].map((value) => read(span, value))).toEqual([
    60, 5_400, 599_940, 14_400, 172_800,
  ]);
});

test('whole numbers are those from 1 to the largest', () => {
  const days = whole('`days`', 30);
  expect(['1', '007', '30'].map((value) => read(days, value))).toEqual([1, 7, 30]);
  const wrong = ['0', '31', '-1', '1.5', 'x1', '1x', '', '0000000000001', '1e1'];
  expect(wrong.map((value) => read(days, value))).toEqual(
    wrong.map(() => '`days` must be a whole number from 1 to 30'),
  );
});
