import { directionOf } from '../languages/direction.ts';
import type { Formats } from '../languages/format.ts';
import { WORD_FACTS } from '../model/edition.ts';
import type {
  Action,
  Edition,
  Entry,
  Original,
  ServiceImpact,
  TranslatedEntry,
  WordFacts,
} from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { Difference, EntryChange, FactChange, FactKey } from '../model/page.ts';
import type { Service } from '../source/site-schema.ts';
import type { RenderContext } from '../render/pages/context.ts';
import { serviceName } from '../site/pages/article-view.ts';
import { stateOf } from '../site/figures/derive.ts';
import { diffProse } from '../versions/diff/prose.ts';
import type { DiffLabels } from '../versions/diff/prose.ts';

/** One side of a difference: an edition, and the original whose facts it tells (itself where it is one). */
export interface Side {
  readonly edition: Edition;
  readonly told: Original;
}

/** What one edition of a text changed against the one before it: facts, timeline, words. */
export function differenceOf(
  before: Side,
  after: Side,
  { messages, site }: Pick<RenderContext, 'messages' | 'site'>,
): Pick<Difference, 'facts' | 'entries' | 'prose'> {
  const { language } = after.edition;
  const t = (key: string, args?: Readonly<Record<string, string>>) => messages.t(language, key, args);
  const labels: DiffLabels = { added: t('history.added'), removed: t('history.removed') };
  const words: Words = { t, language, services: site.services, formats: messages.formats(language) };
  return {
    facts: changedFacts(factsOf(before, words), factsOf(after, words)),
    entries: changedEntries(before.edition, after.edition, labels, words),
    prose: diffProse(before.edition.body.html, after.edition.body.html, language, labels),
  };
}

/** What it takes to say a fact in a language. */
interface Words {
  readonly t: (key: string, args?: Readonly<Record<string, string>>) => string;
  readonly language: Language;
  readonly services: readonly Service[];
  readonly formats: Formats;
}

type FactWords = Partial<Record<FactKey, string | undefined>>;

function changedFacts(old: FactWords, now: FactWords): FactChange[] {
  return (Object.keys({ ...now, ...old }) as FactKey[])
    .filter((key) => old[key] !== now[key])
    .map((key) => ({ key, before: old[key], after: now[key] }));
}

/** In the order they are shown. */
function factsOf({ edition, told }: Side, words: Words): FactWords {
  const { facts, timeline } = told;
  const { t, formats } = words;
  const when = (instant: Instant) => formats.instant(instant);
  const actions = told.actions.map((action, index) => actionWords(action, edition.actions[index], words));
  return {
    state: t(`state.${stateOf(timeline, facts.kind)}`),
    title: edition.title,
    summary: edition.summary,
    ...wordsOfFacts(facts, words),
    services: facts.services.length > 0 ? servicesInWords(facts.services, words) : undefined,
    planned:
      facts.planned && t('facts.from-to', { start: when(facts.planned.start), end: when(facts.planned.end) }),
    withdrawn: told.withdrawn,
    actions: actions.length > 0 ? actions.join(' · ') : undefined,
  };
}

/** The facts that are one word, each as that word in the language. */
function wordsOfFacts(facts: WordFacts, { t }: Words): FactWords {
  const stated = WORD_FACTS.filter(({ name }) => facts[name] !== undefined);
  return Object.fromEntries(stated.map(({ name, text }) => [text, t(`${text}.${facts[name]}`)]));
}

function actionWords(action: Action, translated: Action | undefined, { t, formats }: Words): string {
  const date = (day: string) => formats.date(day);
  const marks = [
    ...(action.owner === undefined ? [] : [t('actions.owner', { owner: action.owner })]),
    ...(action.done !== undefined ? [t('actions.done', { when: date(action.done) })] : []),
    ...(action.done === undefined && action.due !== undefined
      ? [t('actions.due', { when: date(action.due) })]
      : []),
  ];
  const text = translated?.text ?? action.text;
  return marks.length > 0 ? `${text} (${marks.join(', ')})` : text;
}

function servicesInWords(impacts: readonly ServiceImpact[], { t, language, services }: Words): string {
  return impacts
    .map(({ id, state }) => {
      const name = serviceName(id, services, language);
      return state ? `${name}: ${t(`service.${state}`)}` : name;
    })
    .join(', ');
}

function changedEntries(before: Edition, after: Edition, labels: DiffLabels, words: Words): EntryChange[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const title = (value: string, { language }: Edition) => ({
    value,
    language,
    direction: directionOf(language),
  });
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((at): EntryChange[] => {
    const [was, is] = [old.get(at), now.get(at)];
    if (!was && is) return [{ kind: 'added', at: is.at, title: title(is.title, after), prose: undefined }];
    if (was && !is)
      return [{ kind: 'removed', at: was.at, title: title(was.title, before), prose: undefined }];
    if (!was || !is || wordsOf(was, words) === wordsOf(is, words)) return [];
    return [
      {
        kind: 'changed',
        at: is.at,
        title: title(is.title, after),
        prose: diffProse(wordsOf(was, words), wordsOf(is, words), after.language, labels),
      },
    ];
  });
}

function entriesOf(edition: Edition): Map<string, Entry | TranslatedEntry> {
  const entries: readonly (Entry | TranslatedEntry)[] =
    edition.role === 'original' ? edition.timeline : edition.entries;
  return new Map(entries.map((entry) => [entry.at, entry]));
}

/** An entry as a small piece of HTML: headline, what it states, text. */
function wordsOf(entry: Entry | TranslatedEntry, words: Words): string {
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const stated = 'precision' in entry ? statedInWords(entry, words) : [];
  const facts = stated.length > 0 ? `<p>${escape(stated.join(' · '))}</p>` : '';
  return `<p><strong>${escape(entry.title)}</strong></p>${facts}${entry.text?.html ?? ''}`;
}

function statedInWords({ at, precision, state, phase, services }: Entry, words: Words): string[] {
  const { t, formats } = words;
  return [
    ...(precision === 'exact' ? [] : [t(`precision.${precision}`, { when: formats.time(at) })]),
    ...(state ? [t(`state.${state}`)] : []),
    ...(phase ? [t(`phase.${phase}`)] : []),
    ...(services.length > 0 ? [servicesInWords(services, words)] : []),
  ];
}
