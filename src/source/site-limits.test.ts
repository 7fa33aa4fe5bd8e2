import { expect, test } from 'vitest';
import { parseSite } from './site.ts';

function parse(settings: string) {
  const yaml = `name: Example\nurl: https://status.example.com/\n${settings}\n`;
  return parseSite({ path: 'site.yaml', bytes: new TextEncoder().encode(yaml) });
}

test.each([
  ['parse_time', 60_000],
  ['file_bytes', 16_777_216],
  ['picture_bytes', 67_108_864],
  ['nesting', 300],
])('%s can be set up to %d, and no further', (name, most) => {
  expect(parse(`limits: {${name}: ${most}}`).diagnostics).toEqual([]);
  for (const wrong of [most + 1, '999999999999', '0', '-1', '1e9'])
    expect(parse(`limits: {${name}: ${wrong}}`).diagnostics).toMatchObject([
      { code: 'INC112', message: `\`${name}\` must be a whole number from 1 to ${most}` },
    ]);
});

test.each([
  '/\\evil.example',
  '//evil.example',
  '\\\\evil.example',
  'https:/\\evil.example',
  'https://\\evil.example',
])('a link to %j is refused, since a browser would go to another host', (url) => {
  const [problem] = parse(`theme: {links: [{text: Help, url: '${url}'}]}`).diagnostics;
  expect(problem).toMatchObject({ code: 'INC116' });
});

test('a link below the site, to the web or to a mailbox is one', () => {
  for (const url of ['/help/', 'https://help.example.com/a', 'mailto:help@example.com'])
    expect(parse(`theme: {links: [{text: Help, url: '${url}'}]}`).diagnostics).toEqual([]);
});
