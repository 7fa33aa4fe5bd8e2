import { expect, test } from 'vitest';
import { build } from '../../src/pipeline/build.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import { buildDoubting } from '../doubting.ts';
import { besideInput } from './beside-input.ts';

test('files of `static/` are copied byte for byte, listed with their types, and what systems leave is not', async () => {
  const statics = {
    'static/.well-known/security.txt': 'Contact: mailto:security@example.com\n',
    'static/favicon.ico': '\u0000\u0001',
    'static/docs/terms.pdf': '%PDF-1.7\n',
    'static/.DS_Store': 'names',
  };
  const { made, bodyOf, diagnostics } = await buildDoubting(besideInput(statics));
  expect(diagnostics).toEqual([]);
  const paths = made.map(({ path }) => path);
  expect(paths).not.toContain('.DS_Store');
  const { files } = JSON.parse(new TextDecoder().decode(await bodyOf('build.json'))) as {
    files: Record<string, { type: string }>;
  };
  for (const [path, type] of [
    ['.well-known/security.txt', 'text/plain; charset=utf-8'],
    ['favicon.ico', 'image/vnd.microsoft.icon'],
    ['docs/terms.pdf', 'application/pdf'],
  ] as const) {
    expect(new TextDecoder().decode(await bodyOf(path))).toBe(statics[`static/${path}` as never]);
    expect(files[path]?.type).toBe(type);
  }
});

test.each([
  ['static/sitemap.xml', 'sitemap.xml'],
  ['static/build.json', 'build.json'],
  ['static/_headers', '_headers'],
  ['static/EN/Feed.atom', 'en/feed.atom'],
  ['static/index.html.br', 'index.html.br'],
  ['static/en', 'en/index.html'],
  ['static/robots.txt/x', 'robots.txt'],
])('%s is an error: the site has %s', async (path, own) => {
  const { diagnostics, files } = await build(besideInput({ [path]: 'x' }, 'compress: [br]\n'), parseInline);
  expect(files).toEqual([]);
  expect(diagnostics[0]).toMatchObject({ code: 'INC812', place: { file: path } });
  expect(diagnostics.map(({ message }) => message).join('\n')).toContain(`\`${own}\``);
});
