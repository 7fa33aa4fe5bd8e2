import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { beforeAll, expect, test } from 'vitest';
import { parseSite } from '../../src/source/site.ts';
import { headersOf } from '../../src/publish/headers.ts';
import { makeExample, makeFrom, reportFile } from './made.ts';
import type { Made } from './made.ts';
import { expectToFollow } from './schemas.ts';

interface Oembed {
  readonly type: string;
  readonly html?: string;
  readonly width?: number;
  readonly height?: number;
}

let example: Made;
beforeAll(async () => {
  example = await makeExample();
});

/** The elements of a page by their tag, as their properties. */
function elements(html: string, tag: string) {
  const found: Record<string, unknown>[] = [];
  visit(fromHtml(html), 'element', ({ tagName, properties }) => {
    if (tagName === tag) found.push(properties);
  });
  return found;
}

/** Where the head of a page says that an answer of oEmbed about it is. */
function discovered(html: string): unknown[] {
  return elements(html, 'link')
    .filter(({ type }) => type === 'application/json+oembed')
    .map(({ href }) => href);
}

const SITE = 'name: "A & B"\nurl: https://example.com/status/\n';
const FRAMED = `${SITE}csp:\n  frame-ancestors: {embed: ["https://portal.example.com"]}\n`;

const opened = (day: string, severity: string) => ({
  [`incidents/2026-03-${day}-web/en.md`]: reportFile(
    `Trouble of ${day}`,
    [`{at: 2026-03-${day}T10:00:00Z, state: investigating, title: "a"}`],
    `severity: ${severity}\n`,
  ),
});

test.each(['en', 'fr', 'ar', 'de', 'ja', 'pt-br'])(
  'the page for frames in %s says what the status page says, and its links leave the frame',
  (language) => {
    const html = example.text(`embed/${language}/index.html`);
    const [, sentence = 'none'] = /<h1>([^<]+)<\/h1>/.exec(example.text(`${language}/index.html`)) ?? [];
    expect(html).toContain(`>${sentence}</a>`);
    const links = elements(html, 'a');
    expect(links.map(({ href }) => href)).toEqual([
      `/${language}/`,
      `/${language}/incidents/2025-11-20-databases/`,
      `/${language}/incidents/2025-11-19-mail-storage/`,
    ]);
    expect(links.every(({ target }) => target === '_blank')).toBe(true);
  },
);

test('it names the three gravest of what is open; the sentence counts them all', async () => {
  const made = await makeFrom({
    'site.yaml': SITE,
    ...opened('01', 'minor'),
    ...opened('02', 'critical'),
    ...opened('03', 'major'),
    ...opened('04', 'minor'),
  });
  const html = made.text('embed/en/index.html');
  expect([...html.matchAll(/Trouble of \d\d/g)].map(String)).toEqual([
    'Trouble of 02',
    'Trouble of 03',
    'Trouble of 04',
  ]);
  expect(html).toContain('4 open incidents');
});

test('the status page, and the page for frames, lead those who look for oEmbed to an answer that frames it', async () => {
  const made = await makeFrom({ 'site.yaml': FRAMED });
  for (const path of ['index.html', 'en/index.html', 'embed/en/index.html'])
    expect(discovered(made.text(path)), path).toEqual(['https://example.com/status/embed/en/oembed.json']);
  const answer = made.json('embed/en/oembed.json') as Oembed;
  expectToFollow('oembed', answer, 'oembed');
  const [frame, ...others] = elements(answer.html ?? '', 'iframe');
  expect(others).toEqual([]);
  expect(frame).toMatchObject({
    src: 'https://example.com/status/embed/en/',
    title: 'A & B',
    width: answer.width,
    height: answer.height,
  });
});

test.each([
  ['nobody', SITE, 'link'],
  ['the site itself', `${SITE}csp:\n  frame-ancestors: {embed: ["'self'"]}\n`, 'link'],
  ['one other site', FRAMED, 'rich'],
  [
    'one other site, like all pages',
    `${SITE}csp:\n  frame-ancestors: ["https://portal.example.com"]\n`,
    'rich',
  ],
])('where site.yaml lets %s frame the page, browsers are told the same', async (_who, text, type) => {
  const made = await makeFrom({ 'site.yaml': text });
  const answer = made.json('embed/en/oembed.json') as Oembed;
  expectToFollow('oembed', answer, 'oembed');
  expect(answer.type).toBe(type);
  const site = parseSite({ path: 'site.yaml', bytes: Buffer.from(text) } as never).value;
  const policy = new Map(headersOf(site, 'embed/en/index.html')).get('Content-Security-Policy') ?? '';
  expect(policy.includes('frame-ancestors https://portal.example.com')).toBe(type === 'rich');
});

test('a site without a status page has none of it', async () => {
  const made = await makeFrom({ 'site.yaml': `${SITE}outputs: [articles]\n` });
  expect(made.paths.filter((path) => path.startsWith('embed/'))).toEqual([]);
});
