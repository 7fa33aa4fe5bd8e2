import { expect, test } from 'vitest';
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
