import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Element, ElementContent, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHast } from 'mdast-util-to-hast';
import type { Root as Mdast } from 'mdast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/model/language.ts';
import { renderMarkdown } from '../../src/source/markdown/markdown.ts';
import { plainParser, wholeParser } from '../../src/source/markdown/parser.ts';
import { resolveLink } from '../../src/source/markdown/resolve-link.ts';
import { options } from '../../src/source/markdown/testing.ts';
import { toHtml } from '../../src/source/markdown/to-html.ts';

interface Example {
  readonly number: number;
  readonly markdown: string;
  readonly html: string;
  readonly section: string;
}

const commonmark = (createRequire(import.meta.url)('commonmark-spec') as { tests: Example[] }).tests.map(
  (each) => ({
    ...each,
    markdown: each.markdown.replaceAll('→', '\t'),
    html: each.html.replaceAll('→', '\t'),
  }),
);

const GFM = join(import.meta.dirname, '../../../shared/conformance/gfm-spec.json');
const gfm: Example[] = existsSync(GFM)
  ? (JSON.parse(readFileSync(GFM, 'utf8')) as (Example & { ext: string })[]).filter(
      ({ ext }) => ext !== '' && ext !== 'tagfilter',
    )
  : [];

/** Our parser, and then what every CommonMark renderer does: raw HTML and all addresses let through. */
function bareHtml(tree: Mdast): string {
  const writer = unified().use(rehypeStringify, { allowDangerousHtml: true });
  return writer.stringify(toHast(tree, { allowDangerousHtml: true }) as Root);
}

/** The tree a browser makes of HTML, white space between blocks aside, as the specification compares. */
function dom(html: string, adapt: (tree: Root) => void = () => undefined): string {
  const tree = fromHtml(html, { fragment: true });
  adapt(tree);
  dropLayout(tree);
  return toHtml(tree);
}

const BLOCKS = new Set('ul ol li blockquote table thead tbody tr section div p h'.split(' '));

function dropLayout(tree: Nodes): void {
  visit(tree, (node) => {
    if (node.type !== 'root' && !(node.type === 'element' && BLOCKS.has(node.tagName))) return;
    const isContainer = node.type === 'root' || !['p', 'h'].includes((node as Element).tagName);
    const kept = (node.children as ElementContent[]).filter(
      (child) => !(isContainer && child.type === 'text' && child.value.trim() === ''),
    );
    const [first, last] = [kept[0], kept.at(-1)];
    if (first?.type === 'text') first.value = first.value.trimStart();
    if (last?.type === 'text') last.value = last.value.trimEnd();
    node.children = kept;
  });
}

test('652 of 652 examples of CommonMark 0.31.2', () => {
  expect(commonmark.length).toBe(652);
  const different = commonmark.filter(({ markdown, html }) => {
    const ours = bareHtml(plainParser.parse(markdown) as Mdast);
    // The line end after the last block falls into whatever element raw HTML has left open.
    return dom(ours) !== dom(html) && dom(`${ours}\n`) !== dom(html);
  });
  expect(different.map(({ number, section }) => `${section} ${number}`)).toEqual([]);
});

test.skipIf(gfm.length === 0)(
  'every example of the GFM extensions (skipped where the shared examples are absent)',
  () => {
    expect(gfm.length).toBeGreaterThan(20);
    const align = (tree: Root) => {
      visit(tree, 'element', (node, index, parent) => {
        // The parser makes no links of bare `ftp:` addresses, and our pages link to none.
        if (parent && index !== undefined && String(node.properties['href']).startsWith('ftp:')) {
          parent.children.splice(index, 1, ...(node.children as never[]));
        }
        // Boolean attributes and the order of attributes are no difference to a browser.
        if (node.tagName === 'input') node.properties = { checked: node.properties['checked'] ?? false };
        if (node.tagName === 'li') delete node.properties['className'];
        if (node.tagName === 'ul') delete node.properties['className'];
      });
      joinTexts(tree);
    };
    const different = gfm.filter(
      ({ markdown, html }) => dom(bareHtml(wholeParser.parse(markdown) as Mdast), align) !== dom(html, align),
    );
    expect(different.map(({ number, section }) => `${section} ${number}`)).toEqual([]);
  },
);

/**
 * What our pages may show differently, and why: nothing else may differ.
 * - headings have the level of the outline they are in, and an id;
 * - a link that leads nowhere we allow is its words; one of the reader's own page keeps its fragment;
 * - pictures of the examples do not exist, and are their descriptions;
 * - code blocks and cells carry attributes for readers, and code may be coloured.
 */
function asWeShow(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    if (/^h[1-6]$/.test(node.tagName)) Object.assign(node, { tagName: 'h', properties: {} });
    if (node.tagName === 'pre') node.properties = {};
    if (node.tagName === 'code') node.properties = {};
    if (node.tagName === 'a') {
      const href = String(node.properties['href'] ?? '');
      if (resolveLink(decode(href), 'en' as Language).kind === 'refused') {
        parent.children.splice(index, 1, ...(node.children as never[]));
        return index;
      }
      // Addresses are compared in the form a browser gives them.
      if (/^https?:/i.test(href)) node.properties['href'] = new URL(href).href;
      if (/^mailto:/i.test(href)) node.properties['href'] = href.toLowerCase();
      if (href.startsWith('#')) node.properties['href'] = '#';
    }
    if (node.tagName === 'img') {
      const alt = String(node.properties['alt'] ?? '');
      parent.children.splice(index, 1, ...((alt === '' ? [] : [{ type: 'text', value: alt }]) as never[]));
      return index;
    }
    if (node.tagName === 'span') {
      parent.children.splice(index, 1, ...(node.children as never[]));
      return index;
    }
    return undefined;
  });
  joinTexts(tree);
}

function joinTexts(tree: Root): void {
  visit(tree, (node) => {
    if (!('children' in node)) return;
    const joined: Nodes[] = [];
    for (const child of node.children as Nodes[]) {
      const last = joined.at(-1);
      if (last?.type === 'text' && child.type === 'text') last.value += child.value;
      else joined.push(child);
    }
    (node as { children: Nodes[] }).children = joined;
  });
}

function decode(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function wordsOf(text: string): string[] {
  return text.match(/\p{L}[\p{L}\p{N}]+/gu) ?? [];
}

function hasRawHtml(markdown: string): boolean {
  let found = false;
  visit(wholeParser.parse(markdown) as Mdast, 'html', () => {
    found = true;
  });
  return found;
}

describe('through the whole pipeline', () => {
  const withHtml = commonmark.filter(({ markdown }) => hasRawHtml(markdown));
  const without = commonmark.filter(({ markdown }) => !hasRawHtml(markdown));

  test('where there is raw HTML, every word is as it was, or its tag has a message', async () => {
    expect(withHtml.length).toBeLessThan(110);
    for (const { number, markdown } of withHtml) {
      const { value, diagnostics } = await renderMarkdown(markdown, options());
      const tree = wholeParser.parse(markdown) as Mdast;
      visit(tree, 'html', (node) => {
        node.value = '';
      });
      for (const word of wordsOf(bareHtml(tree))) expect(wordsOf(value.html), `${number}`).toContain(word);
      const isLost = wordsOf(markdown.replaceAll(/<\/[^>]*>/g, '')).some(
        (word) => !wordsOf(value.html).includes(word),
      );
      if (isLost && !markdown.includes('<!--')) expect(diagnostics.length, `${number}`).toBeGreaterThan(0);
    }
  });

  test('no tag of a writer comes through', async () => {
    const allowed = new Set(
      'a aside blockquote br code del details div em h1 h2 h3 h4 h5 h6 hr img kbd li ol p pre section span strong sub summary sup table tbody td th thead tr ul'.split(
        ' ',
      ),
    );
    for (const { markdown } of withHtml) {
      const { value } = await renderMarkdown(markdown, options());
      visit(fromHtml(value.html, { fragment: true }), 'element', ({ tagName, properties }) => {
        expect(allowed.has(tagName), `${tagName} of ${markdown}`).toBe(true);
        expect(Object.keys(properties).filter((name) => /^on|style/i.test(name))).toEqual([]);
      });
    }
  });

  test.each(without.map((each) => [`${each.section} ${each.number}`, each] as const))(
    '%s',
    async (_, { markdown, html }) => {
      const { value } = await renderMarkdown(markdown, options());
      // Where GFM reads more than CommonMark does (bare addresses become links), it is GFM that counts.
      const [plain, extended] = [plainParser, wholeParser].map((each) =>
        bareHtml(each.parse(markdown) as Mdast),
      );
      expect(dom(value.html, asWeShow)).toBe(dom(plain === extended ? html : (extended ?? ''), asWeShow));
    },
  );
});
