import { expect, test } from 'vitest';
import { buildDoubting } from '../doubting.ts';
import { besideInput } from './beside-input.ts';

const TEXTS = `names: {fr: État, zh-Hant: 狀態}
descriptions: {fr: Ce que fait le site, ar: ما يفعله, zh-Hant: 說明}
description: What the site is
theme:
  links:
    - {text: Help, texts: {fr: Aide}, url: "https://example.org/", urls: {fr: "https://example.org/fr"}}
  footer: |
    Run by **us**. [Who we are](../about/) <script>alert(1)</script>
  footers:
    fr: Tenu par **nous**.
    zh-Hant: 由**我們**營運。
`;
const ABOUT = { 'pages/about/en.md': '---\ntitle: "About us"\n---\n\nWe are here.\n' };
const LANGUAGES = 'languages: [en, fr, ar, zh-TW]';

async function made(texts: string) {
  const result = await buildDoubting(besideInput(ABOUT, texts, LANGUAGES));
  const text = async (path: string) => new TextDecoder().decode(await result.bodyOf(path));
  return { ...result, text };
}

test('name, links and footer are in the language of the page, or marked with their own', async () => {
  const { text } = await made(TEXTS);
  const french = await text('fr/index.html');
  expect(french).toContain('· État</title>');
  expect(french).toContain('<meta property="og:site_name" content="État">');
  expect(french).toContain('<a href="https://example.org/fr">Aide</a>');
  expect(french).toContain('<div class="footer"><p>Tenu par <strong>nous</strong>.</p></div>');
  const arabic = await text('ar/index.html');
  expect(arabic).toMatch(/<p class="name"><a href="\/ar\/"><bdi lang="en" dir="ltr">/);
  expect(arabic).toContain('<a href="https://example.org/"><bdi lang="en" dir="ltr">Help</bdi></a>');
  expect(arabic).toContain('<div class="footer" lang="en" dir="ltr"><p>Run by <strong>us</strong>.');
  const taiwanese = await text('zh-tw/index.html');
  expect(taiwanese).toContain('<bdi lang="zh-Hant" dir="ltr">狀態</bdi>');
  expect(taiwanese).toContain('<div class="footer" lang="zh-Hant" dir="ltr"><p>由<strong>');
});

test('pages without a description of their own have that of the site in their language', async () => {
  const { text } = await made(TEXTS);
  expect(await text('fr/statistics/index.html')).toMatch(/<meta name="description" content="[^"]* · Ce que fait le site"/);
  expect(await text('en/statistics/index.html')).toMatch(/<meta name="description" content="[^"]* · What the site is"/);
});

test('feeds, the calendar and the status API say the same in their language', async () => {
  const { text } = await made(TEXTS);
  expect(await text('fr/feed.atom')).toContain('<title type="text">État</title>');
  expect(await text('fr/feed.atom')).toContain('<subtitle type="text">Ce que fait le site</subtitle>');
  expect(await text('fr/updates.rss')).toContain('<description>Ce que fait le site</description>');
  expect(await text('fr/calendar.ics')).toContain('État');
  expect(await text('zh-tw/feed.json')).toContain('說明');
  expect(await text('en/feed.atom')).not.toContain('État');
});

test('no script of a footer reaches a page, and its links are checked and lead to the page’s language', async () => {
  const { diagnostics, text } = await made(TEXTS);
  const said = diagnostics.map(({ code, place }) => `${place.line}:${place.column} ${code}`);
  expect(said.filter((each) => !each.endsWith('INC835'))).toEqual(['13:44 INC301']);
  for (const language of ['en', 'ar']) {
    const page = await text(`${language}/index.html`);
    expect(page).not.toContain('<script>');
    expect(page).toContain(`<a href="/${language}/about/">Who we are</a>`);
  }
  const dead = await made('theme:\n  footer: "See [this](../nowhere/) and [that](javascript:alert(1))"\n');
  expect(dead.diagnostics.map(({ code, place }) => `${place.line} ${code}`)).toEqual(['7 INC822', '7 INC302']);
  const drawn = await made('theme:\n  footer: "![Us](us.png)"\n');
  expect(drawn.diagnostics).toMatchObject([{ code: 'INC303', message: 'There are no pictures in a footer' }]);
});

test('the default language has the key without a tag, for services as well', async () => {
  const services = 'services: [{id: web, name: Web, names: {en: Other, zh-Hant: 網頁}}]';
  const files = { 'site.yaml': `name: Example\nurl: https://status.example.com/\n${LANGUAGES}\n${services}\n` };
  const result = await buildDoubting(besideInput(files));
  expect(result.diagnostics.map(({ code }) => code)).toContain('INC834');
  const index = async (path: string) => new TextDecoder().decode(await result.bodyOf(path));
  expect(await index('en/services/web/index.html')).toContain('<title>Web · Example</title>');
  expect(await index('zh-tw/services/web/index.html')).toContain('<title>網頁 · Example</title>');
});

test.each([
  ['names: {en: Sample}', 'INC834'],
  ['names: {it: Esempio}', 'INC834'],
  ['names: {zh_TW: 狀態}', 'INC803'],
  ['description: Words\ndescriptions: {fr: Mots}', 'INC835'],
  ['theme: {footers: {fr: Mots}}', 'INC835'],
  ['names: {fr: État}', undefined],
  ['names: {zh: 状态}', 'INC834'],
])('%j: %s', async (yaml, code) => {
  const { diagnostics } = await made(`${yaml}\n`);
  expect(diagnostics.map((each) => each.code)).toEqual(code === undefined ? [] : [code]);
});
