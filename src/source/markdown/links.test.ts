import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { runs } from '../../../test/fuzz/runs.ts';
import type { Language } from '../../model/language.ts';
import { renderMarkdown } from './markdown.ts';
import { resolveLink, resolvePageLink } from './resolve-link.ts';
import { options } from './testing.ts';

const EN = 'en' as Language;
const SITE = 'https://status.example.com';
/** The page that a link is on. */
const PAGE = `${SITE}/en/incidents/2020-01-01-x/`;

/** What addresses are made of, and what those that want to be taken for others are made of. */
const WORDS =
  'javascript: JaVaScRiPt data:text/html, vbscript: file: blob: http: https: mailto: a@b.test : / // \\ /\\ .. ' +
  '../ . # ? % %2e%2e %0a evil.test @ [::1] xn-- &colon; &#106; &Tab; &newline; < > " \' ` ( ) * _ ^1 ' +
  '/incidents/ 2020-01-01-x en.md incidents about alert(1) x ｊavascript';
const BLANKS = ['\t', '\n', ' ', '\u0000', '\u001b', '\u00a0', '\u2028', '\u202e', '\ud800'];
const BEGINNINGS =
  'https://a.test/ HTTP://a.test mailto:a@b.test ../2020-01-01-x/ ../about/ # javascript://a.test/ ' +
  '/incidents/2020-01-01-x/en.md#';

const piece = fc.oneof(
  fc.constantFrom(...WORDS.split(' '), ...BLANKS),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const address = fc
  .tuple(
    fc.oneof(fc.constantFrom(...BEGINNINGS.split(' ')), fc.constant('')),
    fc.array(piece, { maxLength: 6 }),
  )
  .map(([first, pieces]) => first + pieces.join(''));

/** Where a browser goes from the page, or nowhere. */
function browsed(href: string): URL | undefined {
  return URL.canParse(href, PAGE) ? new URL(href, PAGE) : undefined;
}

test('whatever address is written, a browser goes to the web, to a mailbox, or to where the site means it to', () => {
  const reached = { web: 0, report: 0, page: 0, fragment: 0, refused: 0 };
  fc.assert(
    fc.property(address, fc.boolean(), (text, isPage) => {
      const destination = (isPage ? resolvePageLink : resolveLink)(text, EN);
      reached[destination.kind] += 1;
      if (destination.kind === 'refused' || destination.kind === 'fragment') return;
      const url = browsed(destination.url);
      if (destination.kind === 'web') expect(url?.protocol).toMatch(/^(?:https?|mailto):$/);
      else {
        expect(url?.origin).toBe(SITE);
        expect(url?.pathname).toMatch(
          destination.kind === 'page' ? /^\/en\/[\w-]+\/$/ : /^\/en\/incidents\//,
        );
      }
    }),
    // Once taken for a report, and then a way out of the folder of reports.
    { ...runs<[string, boolean]>(3_000, 20_200_915), examples: [['/incidents/../', false]] },
  );
  for (const [kind, count] of Object.entries(reached)) expect(count, kind).toBeGreaterThan(3);
});

/** The ways to write a link in Markdown, and in the HTML that is taken away. */
const link = fc
  .tuple(address, fc.constantFrom('inline', 'angled', 'reference', 'autolink', 'bare', 'picture', 'html'))
  .map(([to, way]) => {
    switch (way) {
      case 'inline':
        return `[x](${to})`;
      case 'angled':
        return `[x](<${to}> "a title")`;
      case 'reference':
        return `[x][${to}]\n\n[${to}]: ${to}\n[x]: <${to}>`;
      case 'autolink':
        return `<${to}>`;
      case 'bare':
        return `See https://${to} and www.${to}`;
      case 'picture':
        return `[![x](${to})](${to})`;
      default:
        return `<a href="${to}" onclick="${to}">x</a> <kbd style="${to}">y</kbd>`;
    }
  });

test('whatever a text links to, no address on the page does anything but lead there', async () => {
  const followed = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(link, { minLength: 1, maxLength: 4 }), async (links) => {
      const { html } = (await renderMarkdown(links.join('\n\n'), options())).value;
      visit(fromHtml(html, { fragment: true }), 'element', ({ tagName, properties }) => {
        for (const name of Object.keys(properties)) expect(name).not.toMatch(/^on|^style$|^srcDoc$/i);
        if (tagName === 'img') expect(properties['src']).toBe(`/assets/${'a'.repeat(64)}.png`);
        if (tagName !== 'a' || properties['href'] === undefined) return;
        followed.add(String(properties['href']));
        expect(browsed(String(properties['href']))?.protocol ?? 'none', html).toMatch(
          /^(?:https?:|mailto:|none)$/,
        );
      });
    }),
    runs(300, 20_200_915),
  );
  expect(followed.size).toBeGreaterThan(50);
});
