import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../src/pipeline/build.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import { buildDoubting } from '../doubting.ts';
import { ROOT } from '../run.ts';
import { besideInput } from './beside-input.ts';

const PICTURE = readFileSync(join(ROOT, 'incidents/2022-11-02-object-storage/graph.png'));

const ABOUT = `---
title: "About us"
description: "Who runs this."
---

We run [web hosting](../contact/#by-mail) <script>alert(1)</script>since [that day](/incidents/2026-03-04-example/).

![Our rack](rack.png)
`;
const PAGES = {
  'pages/about/en.md': ABOUT,
  'pages/about/fr.md': '---\ntitle: "À propos"\n---\n\nNous hébergeons.\n',
  'pages/about/rack.png': PICTURE,
  'pages/contact/en.md': '---\ntitle: "Contact"\norder: 1\n---\n\n## By mail\n\nWrite to us.\n',
};

async function made(files: Readonly<Record<string, string | Uint8Array>>, more = '') {
  const result = await buildDoubting(besideInput(files, more, 'languages: [en, fr, ar]'));
  const text = async (path: string) => new TextDecoder().decode(await result.bodyOf(path));
  return { ...result, text };
}

test('a page of the site’s own is made in every language, with menu, pictures, fallback and sitemap', async () => {
  const { diagnostics, text, made: files } = await made(PAGES);
  expect(diagnostics.map(({ code, place }) => `${place.file}:${place.line}:${place.column} ${code}`)).toEqual([
    'pages/about/en.md:6:43 INC301',
  ]);
  const english = await text('en/about/index.html');
  expect(english).toContain('<h1>About us</h1>');
  expect(english).not.toContain('<script>');
  expect(english).toContain('href="/en/contact/#by-mail"');
  expect(english).toContain('href="/en/incidents/2026-03-04-example/"');
  const [, picture = ''] = /src="\/(assets\/[\da-f]{64}\.png)"/.exec(english) ?? [];
  expect(files.map(({ path }) => path)).toContain(picture);
  const french = await text('fr/about/index.html');
  expect(french).toContain('<h1>À propos</h1>');
  expect(french).not.toContain('notice-untranslated');
  const arabic = await text('ar/about/index.html');
  expect(arabic).toContain('<html lang="ar" dir="rtl">');
  expect(arabic).toContain('<article lang="en" dir="ltr"');
  expect(arabic).toContain('notice-untranslated');
  expect(arabic).toContain('<meta name="robots" content="noindex">');
  expect(arabic).toContain('<link rel="canonical" href="https://status.example.com/en/about/">');
  const sitemap = await text('sitemap.xml');
  expect(sitemap).toContain('<loc>https://status.example.com/fr/about/</loc>');
  expect(sitemap).not.toContain('https://status.example.com/ar/about/');
});

test('every page leads to them: those with a place first, the others by the alphabet', async () => {
  const more = { 'pages/zoo/en.md': '---\ntitle: "Aardvarks"\n---\n\nMany.\n' };
  const { text } = await made({ ...PAGES, ...more });
  const menuIn = async (path: string) =>
    [...(await text(path)).matchAll(/<li><a href="\/(?:en|fr)\/(about|contact|zoo)\/"/g)].map(([, name]) => name);
  expect(await menuIn('en/index.html')).toEqual(['contact', 'zoo', 'about']);
  // `À propos` is before `Aardvarks`, `About us` is not.
  expect(await menuIn('fr/incidents/2026-03-04-example/index.html')).toEqual(['contact', 'about', 'zoo']);
});

test.each([
  ['pages/about/en.md', '---\ndescription: "x"\n---\n', '1:1 INC111'],
  ['pages/about/en.md', '---\ntitle: About\nauthor: me\n---\n', '3:1 INC110'],
  ['pages/about/fr.md', '---\ntitle: À propos\norder: 2\n---\n', '3:1 INC110'],
  ['pages/about/EN.md', '---\ntitle: About\n---\n', '1:1 INC002'],
  ['pages/about/english.md', '---\ntitle: About\n---\n', '1:1 INC002'],
  ['pages/about/de.md', '---\ntitle: Über uns\n---\n', '1:1 INC003'],
  ['pages/services/en.md', '---\ntitle: Services\n---\n', '1:1 INC820'],
  ['pages/embed/en.md', '---\ntitle: Embed\n---\n', '1:1 INC820'],
  ['pages/about.md', '---\ntitle: About\n---\n', '1:1 INC821'],
  ['pages/about/en.md', '---\ntitle: About\n---\n[x](../nowhere/)\n', '4:1 INC822'],
  ['pages/about/en.md', '---\ntitle: About\n---\n[x](/incidents/2020-01-01-none/)\n', '4:1 INC410'],
  ['pages/about/en.md', '---\ntitle: About\n---\n![x](gone.png)\n', '4:1 INC303'],
])('%s: what is wrong is said at its place', async (path, body, said) => {
  const input = besideInput({ 'pages/about/en.md': '---\ntitle: About\n---\n', [path]: body }, '', 'languages: [en, fr]');
  const { diagnostics } = await build(input, parseInline);
  expect(diagnostics.map(({ code, place }) => `${place.file}:${place.line}:${place.column} ${code}`)).toEqual([
    `${path}:${said}`,
  ]);
});

test('a page without front matter is told to have a title, and nothing that only reports have', async () => {
  const { diagnostics } = await build(besideInput({ 'pages/about/en.md': 'Words.\n' }, ''), parseInline);
  expect(diagnostics).toMatchObject([{ code: 'INC101', hint: { text: expect.stringContaining('then `title`, then') } }]);
});
