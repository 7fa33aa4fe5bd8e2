import { expect, test } from 'vitest';
import type { SourceFile } from '../../model/file.ts';
import type { Language } from '../../model/language.ts';
import { parseSite } from '../site.ts';
import { request } from '../testing.ts';
import { isOwnPageFile, locateOwnPage, ownFolderOf, straysOfPages } from './locate.ts';
import { parseOwnText } from './parse.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const SITE = parseSite({
  path: 'site.yaml',
  bytes: encode('name: Example\nurl: https://status.example.com/\nlanguages: [en, fr]\n'),
}).value!;
const file = (path: string): SourceFile => ({ path, bytes: encode('') });

test('pages are the folders of pages/', () => {
  expect(['pages', 'pages/a/en.md', 'pages2/a', 'a/pages/b'].filter(isOwnPageFile)).toEqual([
    'pages',
    'pages/a/en.md',
  ]);
  expect(ownFolderOf('pages/about/en.md')).toBe('about');
  expect(ownFolderOf('pages/about/more/a.png')).toBe('about');
  expect(ownFolderOf('pages/en.md')).toBeUndefined();
  expect(ownFolderOf('pages/about/.en.md.swp')).toBeUndefined();
});

test('files beside the folders are strays, unless nobody meant them to be read', () => {
  const link = { ...file('pages/x'), refused: { kind: 'link' } } as const;
  const all = [file('pages/about/en.md'), file('pages/en.md'), file('pages/README.md'), link];
  expect(straysOfPages(all).map(({ code, place }) => `${code} ${place.file}`)).toEqual([
    'INC821 pages/en.md',
    'INC007 pages/x',
  ]);
});

/** The page in a folder with files of these names. */
function page(name: string, ...names: readonly string[]) {
  const found = locateOwnPage(
    name,
    names.map((each) => file(`pages/${name}/${each}`)),
    SITE,
  );
  return { ...found, said: found.diagnostics.map(({ code, message }) => `${code} ${message}`) };
}

test('the text of the default language is the original, else the first one', () => {
  expect(page('about', 'fr.md', 'en.md', 'a.png')).toMatchObject({
    name: 'about',
    original: 'en',
    texts: [{ language: 'fr' }, { language: 'en' }],
    pictures: [{ path: 'pages/about/a.png' }],
    others: [],
    said: [],
  });
  expect(page('about', 'fr.md').original).toBe('fr');
});

test('a page without a text is pointed out, unless something else is wrong with it', () => {
  const { diagnostics, said, original } = page('about', 'a.png');
  expect([original, said]).toEqual([undefined, ['INC821 The page `about` has no text']]);
  expect(diagnostics[0]?.hint?.text).toBe('Add `pages/about/en.md` with a `title`, or move the files away.');
  expect(page('about', 'a.txt').said).toHaveLength(1);
  expect(page('about', 'sv.md').said).toEqual(['INC003 `sv` is not among the languages of this site']);
});

test.each([
  ['archive', '`archive` is the name of a page that the program makes', 'Give the folder another name'],
  ['Search', '`Search` is the name of a page that the program makes', 'Give the folder another name'],
  ['About us', '`About us` cannot be part of an address: it has a space', 'Rename the folder to `about-us`.'],
  ['!', '`!` cannot be part of an address', 'Name the folder with lower-case letters, digits and hyphens.'],
])('a page cannot be called %s', (name, message, hint) => {
  const { diagnostics, said } = page(name, 'en.md');
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(`INC820 ${message}`);
  expect(diagnostics[0]?.hint?.text).toContain(hint);
});

/** Reads a text of a page. */
const parse = (text: string, isOriginal = true) => {
  const { reference: _, role: _role, ...base } = request(text);
  return parseOwnText({
    ...base,
    path: 'pages/about/en.md',
    role: 'page',
    name: 'about',
    language: 'en' as Language,
    isOriginal,
  });
};

test('a text of a page has a title, and may have a description and an order', async () => {
  const { value, diagnostics } = await parse(
    '---\ntitle: About\ndescription: Who we are\norder: 2\n---\n\nWe <!-- a note --> are [here](../contact/).\n',
  );
  expect(diagnostics).toEqual([]);
  expect(value).toMatchObject({
    name: 'about',
    language: 'en',
    file: 'pages/about/en.md',
    title: 'About',
    description: 'Who we are',
    order: 2,
  });
  expect(value?.body.html).toContain('We are');
  expect(value?.body.links).toMatchObject([{ page: 'contact', range: [7, 24, 7, 43] }]);
});

test.each([
  ['no title', '---\ndescription: A\n---\n', true, ['INC111']],
  ['an order in a translation', '---\ntitle: A\norder: 2\n---\n', false, ['INC110']],
  ['an order that is none', '---\ntitle: A\norder: first\n---\n', true, ['INC112']],
  ['an empty file', '', true, ['INC100']],
  ['no front matter', 'Text.\n', true, ['INC101']],
  ['raw HTML that is not allowed', '---\ntitle: A\n---\n\n<script>x</script>\n', true, ['INC301']],
])('%s is a mistake', async (_, text, isOriginal, codes) => {
  const { value, diagnostics } = await parse(text, isOriginal);
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  if (diagnostics.some(({ severity }) => severity === 'error')) expect(value).toBeUndefined();
});
