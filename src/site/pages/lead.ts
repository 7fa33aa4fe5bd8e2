import { visit } from 'unist-util-visit';
import { directionOf } from '../../languages/direction.ts';
import type { ArticleView, Lead, Notice } from '../../model/page.ts';
import type { LocalReport } from '../../model/report.ts';
import type { Prose } from '../../model/edition.ts';
import { toHtml } from '../../source/markdown/to-html.ts';
import { parseFragment } from '../../source/parse-html.ts';

type Nodes = ReturnType<typeof parseFragment>['children'];

/**
 * What the page of an open report says first: the newest entry, and what readers can do. Both are copies
 * outside the article, since a frozen article keeps its order forever. An entry that the translation lacks
 * is newer than all it has, so it comes in the language it was written in. `heading` is the heading of the
 * section that says what readers can do.
 */
export function leadOf(
  local: Pick<LocalReport, 'body' | 'bodyLanguage'>,
  { entries: [told] }: Pick<ArticleView, 'entries'>,
  notices: readonly Notice[],
  heading: string,
): Lead | undefined {
  const behind = notices.find((notice) => notice.kind === 'stale');
  const [lacking] = behind?.missing ?? [];
  const entry = told && lacking && lacking.at > told.at ? lacking : told;
  if (!entry) return undefined;
  const advice = adviceIn(local.body, heading);
  return {
    url: entry === told ? undefined : behind?.url,
    entry: { ...entry, html: entry.html === undefined ? undefined : written(nodesOf(entry.html)) },
    advice:
      advice === undefined
        ? undefined
        : {
            title: {
              value: heading,
              language: local.bodyLanguage,
              direction: directionOf(local.bodyLanguage),
            },
            html: advice,
          },
  };
}

/** The part of a text below a heading of the second level, up to the next heading of that level or above. */
function adviceIn({ headings, html }: Prose, wanted: string): string | undefined {
  const own = headings.find(({ depth, text }) => depth === 2 && isSame(text, wanted));
  if (!own) return undefined;
  const nodes = nodesOf(html);
  const first = nodes.findIndex((node) => node.type === 'element' && node.properties['id'] === own.id) + 1;
  const length = nodes.slice(first).findIndex((node) => node.type === 'element' && isEnd(node.tagName));
  const part = nodes.slice(first, length < 0 ? undefined : first + length);
  return first > 0 && part.some(({ type }) => type === 'element') ? written(part) : undefined;
}

function isSame(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Footnotes end the last part of a text. */
function isEnd(tag: string): boolean {
  return tag === 'h1' || tag === 'h2' || tag === 'section';
}

function nodesOf(html: string): Nodes {
  return parseFragment(html).children;
}

/** Without ids, which only the original keeps. */
function written(children: Nodes): string {
  const root = { type: 'root' as const, children };
  visit(root, 'element', ({ properties }) => {
    delete properties['id'];
    delete properties['ariaDescribedBy'];
  });
  return toHtml(root).trim();
}
