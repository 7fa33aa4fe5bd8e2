import { join } from 'node:path';
import { rmSync, writeFileSync } from 'node:fs';
import { imageSize } from 'image-size';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CardDrawer } from '../../src/pipeline/share-images.ts';
import { openPictures } from '../../src/host/cache/pictures.ts';
import { openFonts } from '../../src/host/share/fonts.ts';
import { openShareImages } from '../../src/host/share/images.ts';
import type { OutputPath } from '../../src/model/file.ts';
import type { Language } from '../../src/model/language.ts';
import type { ShareCard } from '../../src/site/machines/share-cards.ts';
import { BROWSER, launchBrowser } from '../browser/browser.ts';
import { testWith } from '../programs.ts';
import { makeFolder } from '../run.ts';
import { makeExample, makeFrom, reportFile } from './made.ts';
import type { Made } from './made.ts';

const folder = makeFolder();
let drawer: CardDrawer;
let example: Made;
beforeAll(async () => {
  const opened = await openShareImages();
  if (!opened) throw new Error('the packages that draw share images are not installed');
  drawer = opened;
  example = await makeExample({}, drawer);
});
afterAll(async () => {
  if (BROWSER.works) await (await launchBrowser()).close();
  rmSync(folder, { recursive: true });
});

const card = (language: string, title: string, direction: 'ltr' | 'rtl' = 'ltr'): ShareCard => ({
  language: language as Language,
  direction,
  site: 'Example',
  title,
  line: '15 · 2020',
  chip: '!',
  mark: 'major',
  services: '',
});

/** The bytes of a card's picture. */
async function draw(what: ShareCard, path = 'none', by: CardDrawer | undefined = drawer) {
  return (await by?.draw(what, path as OutputPath))?.body as Uint8Array | undefined;
}

/** What an article's page says of its picture. */
function imageOf(html: string): string | undefined {
  let found: string | undefined;
  visit(fromHtml(html), 'element', ({ tagName, properties }) => {
    if (tagName === 'meta' && properties['property'] === 'og:image') found = String(properties['content']);
  });
  return found;
}

test('every text of every report has a picture of its own, which its page names', () => {
  const seen = new Set<string>();
  for (const path of ['en', 'fr', 'ar'].map(
    (language) => `${language}/incidents/2020-09-15-web-frontend/index.html`,
  )) {
    const address = imageOf(example.text(path)) ?? '';
    expect(address).toMatch(/^https:\/\/status\.example\.com\/assets\/share-[0-9a-f]{16}\.png$/);
    const file = example.files.find((each) => `https://status.example.com/${each.path}` === address);
    expect(imageSize(file?.body as Uint8Array)).toMatchObject({ width: 1200, height: 630, type: 'png' });
    seen.add(address);
    expect(example.text(path)).toContain(`"image":"${address}"`);
  }
  expect(seen.size).toBe(3);
  expect(imageOf(example.text('ja/incidents/2025-04-27-control-panel/index.html'))).toBeUndefined();
});

test('the same card gives the same bytes, in another renderer too', async () => {
  const other = await openShareImages();
  // In another order, so that a renderer has seen other fonts before.
  const cards = [card('ja', '障害'), card('ar', 'مشكلة', 'rtl'), card('en', 'Trouble')];
  const first = await Promise.all(cards.map((each) => draw(each, 'none')));
  const second = await Promise.all(cards.toReversed().map((each) => draw(each, 'none', other)));
  expect(second.toReversed()).toEqual(first);
});

test('what was drawn before is taken from the cache, unless it is damaged', async () => {
  const kept = openPictures(join(folder, 'pictures'));
  const path = 'assets/share-0123.png';
  const again = await openShareImages({ kept });
  const first = await draw(card('en', 'One'), path, again);
  // A card that would look different, to tell one that is read from one that is drawn.
  expect(await draw(card('en', 'Other'), path, again)).toEqual(first);
  writeFileSync(join(folder, 'pictures/share-0123.png'), 'changed');
  expect(await draw(card('en', 'Other'), path, again)).toEqual(await draw(card('en', 'Other')));
});

/** Where the title of a card is. */
const TITLE = { x: 0, y: 165, width: 1200, height: 300 };

/** How many dots of parts of a picture are ink. */
async function inksOf(png: Uint8Array | undefined, parts: readonly (typeof TITLE)[]): Promise<number[]> {
  const page = await (await launchBrowser()).newPage();
  const inks = await page.evaluate(
    async ({ data, wanted }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      return wanted.map(({ x, y, width, height }) => {
        const dots = context?.getImageData(x, y, width, height).data ?? [];
        let count = 0;
        for (let index = 0; index < dots.length; index += 4) if ((dots[index] ?? 255) < 128) count += 1;
        return count;
      });
    },
    { data: Buffer.from(png ?? []).toString('base64'), wanted: parts },
  );
  await page.close();
  return inks;
}

async function inkOf(png: Uint8Array | undefined): Promise<number> {
  return (await inksOf(png, [TITLE]))[0] ?? 0;
}

testWith(BROWSER).each([
  ['ar', 'مشكلة', 'rtl'],
  ['ja', '障害が発生', 'ltr'],
  ['hi', 'क्षेत्र में समस्या', 'ltr'],
  ['zh-Hans', '网页前端故障', 'ltr'],
  ['zh-Hant', '網頁前端故障', 'ltr'],
  ['ko', '웹 장애', 'ltr'],
  ['ru', 'Сбой веб-интерфейса', 'ltr'],
] as const)('letters of %s are drawn with a font that has them', async (language, title, direction) => {
  expect((await openFonts())?.fontsFor(title, language)?.length).toBeGreaterThan(0);
  expect(await inkOf(await draw(card(language, title, direction), 'none'))).toBeGreaterThan(1_000);
});

testWith(BROWSER)('letters that join or stack are shaped, not put side by side', async () => {
  const width = async (language: string, title: string, direction: 'ltr' | 'rtl' = 'ltr') =>
    inkOf(await draw(card(language, title, direction), 'none'));
  // U+200C keeps letters apart that would join: with it the same letters have other shapes.
  const joined = await width('ar', 'بببب', 'rtl');
  expect(joined).not.toBe(await width('ar', 'ب\u200Cب\u200Cب\u200Cب', 'rtl'));
  expect(await width('hi', 'क्ष')).not.toBe(await width('hi', 'क्\u200Cष'));
});

/** What is left and right of everything on a card, between the name and the title, and below all. */
const EMPTY = [
  { x: 0, y: 30, width: 58, height: 600 },
  { x: 1142, y: 30, width: 58, height: 600 },
  { x: 0, y: 154, width: 1200, height: 6 },
  { x: 0, y: 574, width: 1200, height: 56 },
];

testWith(BROWSER).each([
  [
    'one word longer than a line',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  ],
  ['no words at all', 'W'.repeat(300)],
  ['four lines', `${'Ångström Ÿ '.repeat(11)}ends here`],
  ['far more than four lines', 'Some objects were lost. '.repeat(40)],
])('a title of %s keeps clear of the edges and of the name', async (_what, title) => {
  const picture = await draw({ ...card('de', title), services: 'Web · API', site: 'Gypsy quay status' });
  const [ink, ...empty] = await inksOf(picture, [TITLE, ...EMPTY]);
  expect(ink).toBeGreaterThan(1_000);
  expect(empty).toEqual(EMPTY.map(() => 0));
});

test('every letter is drawn with a font that has it, whatever ranges the packages of fonts name', async () => {
  const fonts = await openFonts();
  for (const title of [
    '≥ 90 % → ≠ 100 %',
    'Ґанок і ґудзик',
    'Outage: 한국어 서비스 장애',
    '直骨 and ½ of all ﷼',
  ]) {
    const parts = fonts?.fontsFor(title, 'en') ?? [];
    const has = (code: number) =>
      parts.some(({ drawn }) => drawn().some(([first, last]) => code >= first && code <= last));
    expect(
      [...title].filter((letter) => !has(letter.codePointAt(0) ?? 0)),
      title,
    ).toEqual([]);
  }
  // Its package has these in the ranges of a font, which has no glyphs for them.
  for (const letter of ['\u1CD0', '\u1C89', '\uFBC3', '\u{1F30D}']) {
    const text = `a${letter}`;
    const isMark = /\p{Mn}/u.test(letter);
    expect(fonts?.fontsFor(text, 'en') === undefined, letter).toBe(!isMark);
  }
  expect(drawer.can(card('en', 'ระบบล่ม'))).toBe(false);
});

test('the status page and each service have a picture of how they are, which changes with it', async () => {
  for (const path of [
    'index.html',
    'fr/index.html',
    'ar/services/databases/index.html',
    'en/services/dns/index.html',
  ]) {
    const address = imageOf(example.text(path)) ?? '';
    expect(
      example.paths.map((each) => `https://status.example.com/${each}`),
      path,
    ).toContain(address);
  }
  expect(imageOf(example.text('index.html'))).toBe(imageOf(example.text('en/index.html')));
  expect(example.json('embed/fr/oembed.json')).toMatchObject({
    thumbnail_url: imageOf(example.text('fr/index.html')),
    thumbnail_width: 1200,
    thumbnail_height: 630,
  });
  const site = {
    'site.yaml': 'name: Example\nurl: https://status.example.com/\nservices:\n  - {id: web, name: Web}\n',
  };
  const opened = {
    'incidents/2026-03-04-web/en.md': reportFile(
      'One',
      ['{at: 2026-03-04T10:00:00Z, title: "a"}'],
      'services: [web]\n',
    ),
  };
  const [calm, troubled] = [
    await makeFrom(site, {}, drawer),
    await makeFrom({ ...site, ...opened }, {}, drawer),
  ];
  for (const path of ['index.html', 'en/services/web/index.html']) {
    expect(imageOf(calm.text(path))).toBeDefined();
    expect(imageOf(troubled.text(path)), path).not.toBe(imageOf(calm.text(path)));
  }
});

test('a picture shows the logo of the site; one that is no picture does no harm', async () => {
  const logo = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1H0z"/></svg>',
  );
  const withLogo = await openShareImages({ logo });
  const broken = await openShareImages({ logo: Buffer.from('not a picture') });
  expect(withLogo?.look).not.toBe(drawer.look);
  expect(await draw(card('en', 'One'), 'none', withLogo)).not.toEqual(await draw(card('en', 'One')));
  expect(imageSize((await draw(card('en', 'One'), 'none', broken)) as Uint8Array)).toMatchObject({
    width: 1200,
  });
});

test('a language of East Asia gets its own shape of a letter that all of them write', async () => {
  const pictures = await Promise.all(
    ['ja', 'zh-Hans', 'zh-Hant', 'ko'].map((language) => draw(card(language, '直骨'), 'none')),
  );
  expect(new Set(pictures.map((each) => Buffer.from(each ?? []).toString('base64'))).size).toBeGreaterThan(2);
});

test('a title in letters no font has gets no picture, and its page names none', async () => {
  expect(drawer.can(card('en', 'ᚠᚢᚦ'))).toBe(false);
  const made = await makeFrom(
    {
      'site.yaml': 'name: Example\nurl: https://status.example.com/\nservices:\n  - {id: web, name: Web}\n',
      'incidents/2026-03-04-web/en.md': reportFile(
        'ᚠᚢᚦ',
        ['{at: 2026-03-04T10:00:00Z, state: resolved, title: "a"}'],
        'services: [web]\nseverity: minor\n',
      ),
      'incidents/2026-03-05-web/en.md': reportFile(
        'Fire 🔥',
        ['{at: 2026-03-05T10:00:00Z, state: resolved, title: "a"}'],
        'services: [web]\nseverity: minor\n',
      ),
    },
    {},
    drawer,
  );
  expect(imageOf(made.text('en/incidents/2026-03-04-web/index.html'))).toBeUndefined();
  expect(imageOf(made.text('en/incidents/2026-03-05-web/index.html'))).toBeDefined();
});

test('no pictures are drawn where site.yaml asks for other things only', async () => {
  const made = await makeFrom(
    {
      'site.yaml': 'name: Example\nurl: https://status.example.com/\noutputs: [articles, index]\n',
      'incidents/2026-03-04-web/en.md': reportFile(
        'One',
        ['{at: 2026-03-04T10:00:00Z, state: resolved, title: "a"}'],
        'severity: minor\n',
      ),
    },
    {},
    drawer,
  );
  expect(made.paths.filter((path) => path.startsWith('assets/share-'))).toEqual([]);
});
