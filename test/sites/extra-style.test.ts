import { expect, test } from 'vitest';
import type { SitePath } from '../../src/model/file.ts';
import { readFile } from '../../src/model/seen-file.ts';
import { buildDoubting } from '../doubting.ts';
import { besideInput } from './beside-input.ts';

async function styleOf(files: Readonly<Record<string, string>>) {
  const { made, bodyOf } = await buildDoubting(besideInput(files));
  const path = made.find((file) => /^assets\/style\.[\da-f]+\.css$/.test(file.path))?.path ?? '';
  const page = new TextDecoder().decode(await bodyOf('en/index.html'));
  return { path, page, css: new TextDecoder().decode(await bodyOf(path)) };
}

test('`templates/extra.css` stands at the end of the style, under a name of its own', async () => {
  const plain = await styleOf({});
  const extra = await styleOf({ 'templates/extra.css': ':root { --s4: 2rem }\n' });
  expect(extra.css).toBe(`${plain.css}:root { --s4: 2rem }\n`);
  expect(extra.path).not.toBe(plain.path);
  expect(extra.page).toContain(`href="/${extra.path}"`);
});

test('a file of the theme that cannot be read is an error, not an empty style', async () => {
  const input = besideInput({ 'templates/style.css': '' });
  const pipe = { kind: 'special' } as const;
  const files = input.files
    .map(readFile)
    .map((file) => (file.path === 'templates/style.css' ? { ...file, refused: pipe } : file));
  const folder = { path: 'templates/partials' as SitePath, bytes: new Uint8Array(), refused: pipe };
  const { diagnostics } = await buildDoubting({ ...input, files: [...files, folder] });
  const told = diagnostics.filter(({ code }) => code === 'INC726').map(({ place }) => place.file);
  expect(told.toSorted()).toEqual(['templates/partials', 'templates/style.css']);
});
