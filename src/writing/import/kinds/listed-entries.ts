import type { Element, Root } from 'hast';
import { toString } from 'hast-util-to-string';
import type { State } from '../../../model/edition.ts';
import type { Instant } from '../../../model/instant.ts';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { parseFragment } from '../../../source/parse-html.ts';
import { dayIn, inZone, writtenTime } from '../source-times.ts';
import type { SourceTime } from '../source-times.ts';
import { headlineOf } from '../text/headline.ts';
import { fromHtml as htmlToMarkdown, fromText } from '../text/to-markdown.ts';
import type { Converted } from '../text/to-markdown.ts';
import type { ImportOptions, Noting, ToldEntry } from '../told.ts';

/** The update that contains the list. */
interface Within {
  readonly at: Instant;
  readonly id: string;
  readonly state: State | undefined;
}

const html = unified().use(rehypeStringify).freeze();

/** `2011-07-28 03:06:00`, `03:06`, `03:06 UTC` at the beginning of an item, often in bold. */
const TIME =
  /^\s*(?:(\d{4}-\d{2}-\d{2})[ T]+)?(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2})?\s*[-–—:]?\s*/;

/**
 * The timeline that histories have inside the one update of an incident, as a list whose items begin with
 * times: the first entry investigates, the last one has the state of the update. Returns `none` if there is
 * no such list, and undefined if its times need a zone that is not known.
 */
export function listedEntries(
  body: string,
  within: Within,
  options: ImportOptions,
  noting: Noting,
): readonly ToldEntry[] | 'none' | undefined {
  if (!/<li\b/i.test(body)) return 'none';
  const tree = parseFragment(body);
  const items = tree.children.flatMap((child) => (isList(child) ? child.children.filter(isItem) : []));
  if (items.length === 0 || !items.every((item) => TIME.test(toString(item)))) return 'none';
  const timed: { readonly at: Instant; readonly text: Converted }[] = [];
  for (const item of items) {
    const [head, date, clock = '', zone] = TIME.exec(toString(item)) ?? [''];
    const time = timeOf(date ?? dayIn(within.at, options.timeZone), clock, zone, options);
    if (!('instant' in time)) return refuse(time, within.id, noting);
    timed.push({ at: time.instant, text: htmlToMarkdown(withoutHead(item, head.length)) });
  }
  if (items.some((item) => TIME.exec(toString(item))?.[1] === undefined))
    noting.note('guess', within.id, `times without a date are taken for ${within.at.slice(0, 10)}`);
  // Some pages list the newest first.
  const isNewestFirst = (timed[0]?.at ?? '') > (timed.at(-1)?.at ?? '');
  const inOrder = isNewestFirst ? timed.toReversed() : timed;
  const entries = inOrder.map(({ at, text }, index): ToldEntry => {
    const state = index === inOrder.length - 1 ? within.state : index === 0 ? 'investigating' : undefined;
    const headline = headlineOf(text.markdown, text.plain, state, options.stateTitles);
    return { at, precision: undefined, state, services: {}, ...headline };
  });
  return withRest(entries, tree, options);
}

function timeOf(date: string, clock: string, zone: string | undefined, options: ImportOptions): SourceTime {
  const local = `${date}T${clock.padStart(clock.length === 4 || clock.length === 7 ? clock.length + 1 : 0, '0')}`;
  return zone === undefined
    ? inZone(local.length === 'YYYY-MM-DDTHH:MM'.length ? `${local}:00` : local, options.timeZone)
    : writtenTime(`${local}${zone.replace(/UTC|GMT/, 'Z')}`, options);
}

function refuse(time: SourceTime, id: string, { note }: Noting): undefined {
  note(
    'error',
    id,
    'lacks' in time && time.lacks === 'sense'
      ? time.why
      : 'the times in its text have no zone: add --time-zone',
  );
  return undefined;
}

/** The text around the list goes with the entry that ends the report. */
function withRest(entries: readonly ToldEntry[], tree: Root, options: ImportOptions): readonly ToldEntry[] {
  const rest = { ...tree, children: tree.children.filter((child) => !isList(child)) };
  const { markdown } = fromText(html.stringify(rest));
  const last = entries.at(-1);
  if (markdown.trim() === '' || last === undefined || options.languages.length === 0) return entries;
  return [
    ...entries.slice(0, -1),
    { ...last, text: last.text === undefined ? markdown : `${last.text}\n${markdown}` },
  ];
}

/** An item as HTML without its first characters. */
function withoutHead(item: Element, length: number): string {
  let left = length;
  const cut = (node: Element): Element => ({
    ...node,
    children: node.children.flatMap((child) => {
      if (left <= 0) return [child];
      if (child.type === 'text') {
        const value = child.value.slice(left);
        left -= child.value.length;
        return value === '' ? [] : [{ ...child, value }];
      }
      return child.type === 'element' ? [cut(child)] : [];
    }),
  });
  return html.stringify({ type: 'root', children: cut(item).children });
}

function isList(node: { readonly type: string }): node is Element {
  return node.type === 'element' && ['ul', 'ol'].includes((node as Element).tagName);
}

function isItem(node: { readonly type: string }): node is Element {
  return node.type === 'element' && (node as Element).tagName === 'li';
}
