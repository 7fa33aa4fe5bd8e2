import { visit } from 'unist-util-visit';
import type { Action, Edition, Prose } from '../../model/edition.ts';
import { WORD_FACTS } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import type { FactChange, FactKey } from '../../model/page.ts';
import { stateOf } from '../../site/figures/derive.ts';
import { parseFragment } from '../../source/parse-html.ts';
import { diffProse } from '../../versions/diff/prose.ts';
import { addressesIn } from '../../versions/fragment/fragment.ts';
import { escaped, serviceInWords } from './words.ts';
import type { Side, Words } from './words.ts';

/**
 * A fact in words. `text` is compared word by word, `list` entry by entry, `items` name by name; a `value`
 * is replaced as a whole.
 */
type FactWords =
  | { readonly as: 'value' | 'text'; readonly value: string | undefined }
  | { readonly as: 'list' | 'items'; readonly value: readonly Item[] };

/** `key` identifies the fact, independent of its label. */
interface Item {
  readonly key: string;
  readonly text: string;
}

/** The facts that differ, in the order they are shown. */
export function changedFacts(before: Side, after: Side, words: Words): FactChange[] {
  const [old, now] = [factsOf(before, words), factsOf(after, words)];
  return [...now].flatMap(([key, fact]): FactChange[] => {
    const was = old.get(key) ?? fact;
    const change = {
      key,
      before: inWords(was, words),
      after: inWords(fact, words),
      prose: proseOf(was, fact, words),
    };
    return JSON.stringify(was) === JSON.stringify(fact) ? [] : [change];
  });
}

/** Always all of them. */
function factsOf({ edition, told }: Side, words: Words): Map<FactKey, FactWords> {
  const { facts, timeline } = told;
  const { t, formats } = words;
  const when = (instant: Instant) => formats.instant(instant);
  const value = (text: string | undefined): FactWords => ({ as: 'value', value: text });
  const text = (own: string | undefined): FactWords => ({ as: 'text', value: own });
  const items = (own: readonly string[]): FactWords => ({ as: 'items', value: own.map(asItem) });
  const planned = facts.planned && {
    start: when(facts.planned.start),
    end: when(facts.planned.end),
  };
  const actions = told.actions.map((action, at) => actionWords(action, edition.actions[at], words));
  return new Map<FactKey, FactWords>([
    ['state', value(t(`state.${stateOf(timeline, facts.kind)}`))],
    ['title', text(edition.title)],
    ['summary', text(edition.summary)],
    ...WORD_FACTS.map(({ name, text: key }): [FactKey, FactWords] => [
      key,
      value(facts[name] && t(`${key}.${facts[name]}`)),
    ]),
    ['services', items(facts.services.map((impact) => serviceInWords(impact, words)))],
    ['planned', value(planned && t('facts.from-to', planned))],
    ['withdrawn', text(told.withdrawn)],
    ['actions', { as: 'list', value: actions.map(asItem) }],
    ['tags', items(facts.tags)],
    ['related', items(facts.related)],
    ['pictures', { as: 'items', value: picturesOf(edition) }],
  ]);
}

function asItem(text: string): Item {
  return { key: text, text };
}

function inWords({ value }: FactWords, { t }: Words): string | undefined {
  if (typeof value !== 'object') return value;
  return value.length > 0 ? value.map(({ text }) => text).join(t('signs.dot')) : undefined;
}

/** What changed within a fact; undefined if only the old and new values are shown. */
function proseOf(was: FactWords, is: FactWords, { labels, language }: Words): string | undefined {
  if (was.as === 'text' && is.as === 'text' && was.value !== undefined && is.value !== undefined) {
    const html = (text: string) => `<p>${escaped(text)}</p>`;
    return diffProse(html(was.value), html(is.value), language, labels);
  }
  if (was.as === 'list' && is.as === 'list') {
    const html = (items: readonly Item[]) => items.map(({ text }) => `<li>${escaped(text)}</li>`).join('');
    return diffProse(listOf(html(was.value)), listOf(html(is.value)), language, labels);
  }
  if (was.as !== 'items' || is.as !== 'items') return undefined;
  const [old, now] = [keysOf(was.value), keysOf(is.value)];
  const mark = (tag: 'ins' | 'del', label: string, text: string) =>
    `<${tag}><span class="sr-only">${escaped(label)} </span>${escaped(text)}</${tag}>`;
  const gone = was.value.filter(({ key }) => !now.has(key));
  const shown = [
    ...is.value.map(({ key, text }) => (old.has(key) ? escaped(text) : mark('ins', labels.added, text))),
    ...gone.map(({ text }) => mark('del', labels.removed, text)),
  ];
  return listOf(shown.map((each) => `<li>${each}</li>`).join(''), ' class="items"');
}

function listOf(items: string, attributes = ''): string {
  return items === '' ? '' : `<ul${attributes}>${items}</ul>`;
}

function keysOf(items: readonly Item[]): ReadonlySet<string> {
  return new Set(items.map(({ key }) => key));
}

function actionWords(action: Action, translated: Action | undefined, { t, formats }: Words): string {
  const { text, prose } = translated ?? action;
  const date = (day: string) => formats.date(day);
  const marks = [
    ...(action.owner === undefined ? [] : [t('actions.owner', { owner: action.owner })]),
    ...(action.done === undefined ? [] : [t('actions.done', { when: date(action.done) })]),
    ...(action.done === undefined && action.due !== undefined
      ? [t('actions.due', { when: date(action.due) })]
      : []),
    ...(action.url === undefined ? [] : [action.url]),
    ...(prose ? addressesIn(prose.html) : []),
  ];
  const inside = marks.join(t('signs.comma'));
  return marks.length > 0 ? `${text}${t('signs.open')}${inside}${t('signs.close')}` : text;
}

/** The pictures of a text in order, identified by their bytes and named by their descriptions. */
function picturesOf(edition: Edition): Item[] {
  const entries = edition.role === 'original' ? edition.timeline : edition.entries;
  const texts = [...entries.map(({ text }) => text), edition.body];
  return texts.flatMap((text) => (text && text.pictures.length > 0 ? picturesIn(text) : []));
}

function picturesIn({ html, pictures }: Prose): Item[] {
  const found: Item[] = [];
  visit(parseFragment(html), 'element', ({ tagName, properties }) => {
    const address = String(properties['src'] ?? '').replace('/assets/', '');
    if (tagName !== 'img' || !pictures.includes(address)) return;
    found.push({ key: address, text: String(properties['alt'] ?? '') || '–' });
  });
  return found;
}
