import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Root as Mdast } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { renderMarkdown } from '../../src/source/markdown/markdown.ts';
import { wholeParser } from '../../src/source/markdown/parser.ts';
import { options } from '../../src/source/markdown/testing.ts';
import { toHtml } from '../../src/source/markdown/to-html.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/conformance/xss-corpus.json');
const payloads: string[] = existsSync(CORPUS)
  ? (JSON.parse(readFileSync(CORPUS, 'utf8')) as { p: string }[]).map(({ p }) => p)
  : [];

/** Of notes: with a full stop, which no heading has. */
const ID = /^note\.(?:fn-|fnref-|label$)/;
/**
 * Of headings, as GitHub makes them: small letters and letters without case, digits, hyphens, underscores.
 */
const HEADING = /^(?:(?!\p{Lu})[\p{L}\p{M}\p{N}\p{Pc}-])+$/u;
const ALIGN = /^align-(?:left|right|center)$/;
const WEB = /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@)/;
const OWN =
  /^(?:#(?:[^\s.A-Z]+$|t-|note\.(?:fn-|fnref-|label$))|\/[a-z][a-z-]*\/incidents\/[\w.-]+\/(?:#[\w-]*)?$)/;

/** All that may be in an article's text, said a second time: an oversight in the schema must show here. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  a: {
    href: new RegExp(`${WEB.source}|${OWN.source}`),
    title: /^/,
    id: ID,
    dataFootnoteRef: /^/,
    dataFootnoteBackref: /^/,
    className: /^data-footnote-backref$/,
    ariaDescribedBy: /^note\.label$/,
    ariaLabel: /^Back to text/,
  },
  aside: { className: /^alert(?:-(?:note|tip|important|warning|caution))?$/ },
  blockquote: {},
  br: {},
  code: { className: /^language-[\w+#.-]+$/ },
  del: {},
  div: { className: /^table$/, role: /^region$/, tabIndex: /^0$/, ariaLabel: /^Table$/ },
  em: {},
  h2: { id: new RegExp(`${HEADING.source}|${ID.source}`, 'u'), className: /^sr-only$/ },
  h3: { id: HEADING },
  h4: { id: HEADING },
  h5: { id: HEADING },
  h6: { id: HEADING },
  hr: {},
  img: {
    src: /^\/assets\/[0-9a-f]{64}\.\w+$/,
    alt: /^/,
    title: /^/,
    width: /^\d+$/,
    height: /^\d+$/,
    loading: /^lazy$/,
    decoding: /^async$/,
  },
  li: { id: ID, className: /^task-list-item$/ },
  ol: { start: /^\d+$/, className: /^contains-task-list$/ },
  p: { className: /^alert-title$/ },
  pre: { dir: /^ltr$/, tabIndex: /^0$/ },
  section: { dataFootnotes: /^/, className: /^footnotes$/ },
  span: { className: /^(?:hljs-[\w-]+|\w+_|task)$/, role: /^img$/, ariaLabel: /^(?:not )?done$/ },
  strong: {},
  sup: {},
  table: {},
  tbody: {},
  td: { className: ALIGN },
  th: { className: ALIGN },
  thead: {},
  tr: {},
  ul: { className: /^contains-task-list$/ },
};

/** What a page may not hold, as a browser reads the HTML: `script`, `a onclick`, `a href=javascript:…`. */
function strangers(html: string): string[] {
  const found: string[] = [];
  visit(fromHtml(html, { fragment: true }), (node) => {
    if (node.type === 'element') found.push(...strangersOf(node));
    else if (node.type !== 'text' && node.type !== 'root') found.push(node.type);
  });
  return found;
}

function strangersOf({ tagName, properties }: Element): string[] {
  const attributes = Object.hasOwn(ALLOWED, tagName) ? ALLOWED[tagName] : undefined;
  if (!attributes) return [tagName];
  return Object.entries(properties).flatMap(([name, value]) => {
    const pattern = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    const values = Array.isArray(value) ? value : [value];
    const isAllowed = pattern && values.every((each) => pattern.test(String(each)));
    return isAllowed ? [] : [`${tagName} ${name}=${String(value)}`];
  });
}

/** The corpus has each trick with each event and each element; in Markdown's own places one will do. */
function oneOfEachShape(texts: readonly string[]): string[] {
  const shapes = new Map<string, string>();
  for (const text of texts) {
    const shape = text
      .toLowerCase()
      .replaceAll(/\bon\w+/g, 'on')
      .replaceAll(/<\/?[\w-]+/g, '<');
    if (!shapes.has(shape)) shapes.set(shape, text);
  }
  return [...shapes.values()];
}

/** One payload in every place Markdown has for a writer's text. */
function everywhere(payload: string): string {
  const line = payload.replaceAll(/\s*[\r\n]+\s*/g, ' ');
  return [
    `[${line}](<${line}> "${line}") [words](${line}) [words](javascript:${line}) <${line}>`,
    `![${line}](graph.png "${line}") ![words](${line}) [a] ![b][b]`,
    `[a]: ${line}\n[b]: <${line}> "${line}"`,
    `## ${line}`,
    `> [!NOTE]\n> ${line}`,
    `- [ ] ${line}`,
    `| ${line} | b |\n|---|:-:|\n| \`${line}\` | https://example.test/${line} |`,
    `~~~${line}\n${line}\n~~~`,
    `A note[^1] and[^${line}].\n\n[^1]: ${line}\n\n[^${line}]: x`,
  ].join('\n\n');
}

const bare = (text: string) =>
  unified()
    .use(rehypeStringify, { allowDangerousHtml: true })
    .stringify(toHast(wholeParser.parse(text) as Mdast, { allowDangerousHtml: true }) as Root);

test('the check itself sees what is not allowed', () => {
  expect(strangers('<script>1</script>')).toEqual(['script']);
  expect(strangers('<a onclick=1 href="javascript:1">x</a>')).toEqual(['a onClick=1', 'a href=javascript:1']);
  expect(strangers('<a href="//evil.test/">x</a><!-- x -->')).toEqual(['a href=//evil.test/', 'comment']);
  expect(strangers('<img src="https://x.test/a.png" alt=""><p id="config">')).toEqual([
    'img src=https://x.test/a.png',
    'p id=config',
  ]);
  expect(strangers('<p>x <a href="https://x.test/">y</a></p>')).toEqual([]);
});

test.skipIf(payloads.length === 0)(
  'no payload of the shared corpus leaves anything behind (skipped where it is absent)',
  { timeout: 300_000 },
  async () => {
    expect(payloads.length).toBeGreaterThan(7_000);
    const left: string[] = [];
    const changed: string[] = [];
    for (const text of [...payloads, ...oneOfEachShape(payloads).map(everywhere)]) {
      const { value } = await renderMarkdown(text, options());
      const found = strangers(value.html);
      if (found.length > 0) left.push(`${found.join(', ')} of ${text}`);
      if (!isStable(value.html)) changed.push(text);
    }
    expect(left).toEqual([]);
    expect(changed).toEqual([]);
  },
);

/** True if HTML means the same when it is read, written and read again: no hold for a mutation attack. */
function isStable(html: string): boolean {
  const once: Root = fromHtml(html, { fragment: true });
  const again = toHtml(once);
  return toHtml(fromHtml(again, { fragment: true })) === again;
}

test.skipIf(payloads.length === 0)('with nothing taken out, thousands of payloads are seen', () => {
  const seen = payloads.filter((payload) => strangers(bare(payload)).length > 0);
  expect(seen.length).toBeGreaterThan(5_000);
});
