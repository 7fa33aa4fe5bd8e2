import { directionOf } from '../../languages/direction.ts';
import type { Edition, Entry, TranslatedEntry } from '../../model/edition.ts';
import type { Instant } from '../../model/instant.ts';
import type { EntryChange } from '../../model/page.ts';
import { diffProse, plainProse } from '../../versions/diff/prose.ts';
import { escaped, serviceInWords } from './words.ts';
import type { Words } from './words.ts';

type AnyEntry = Entry | TranslatedEntry;

/** One entry of two timelines: as it was, as it is, or both. */
interface Pair {
  readonly was: AnyEntry | undefined;
  readonly is: AnyEntry | undefined;
}

/** What happened to the entries of a timeline, in the order of their times. */
export function changedEntries(before: Edition, after: Edition, words: Words): EntryChange[] {
  return pairsOf(entriesOf(before), entriesOf(after))
    .toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : 1))
    .flatMap(({ was, is }): EntryChange[] => {
      if (!is) return was ? [alone('removed', was, before, words)] : [];
      if (!was) return [alone('added', is, after, words)];
      const prose = diffProse(wordsOf(was, words), wordsOf(is, words), after.language, words.labels);
      const title = titleOf(is, after);
      if (was.at !== is.at) {
        return [{ kind: 'moved', at: is.at, from: was.at, title, prose: prose === '' ? undefined : prose }];
      }
      return prose === '' ? [] : [{ kind: 'changed', at: is.at, from: undefined, title, prose }];
    });
}

/** An entry that only one of the editions has, with its text. */
function alone(kind: 'added' | 'removed', entry: AnyEntry, edition: Edition, words: Words): EntryChange {
  const own = plainProse(belowTitle(entry, words));
  const prose = own === '' ? undefined : own;
  return { kind, at: entry.at, from: undefined, title: titleOf(entry, edition), prose };
}

function entriesOf(edition: Edition): readonly AnyEntry[] {
  return edition.role === 'original' ? edition.timeline : edition.entries;
}

/** Entries are matched by time; an entry whose time was corrected, by its title or text. */
function pairsOf(before: readonly AnyEntry[], after: readonly AnyEntry[]): Pair[] {
  const now = new Map(after.map((entry) => [entry.at, entry]));
  const stay = new Set(before.filter(({ at }) => now.has(at)).map(({ at }) => at));
  const gone = before.filter(({ at }) => !stay.has(at));
  const pairs: Pair[] = before.filter(({ at }) => stay.has(at)).map((was) => ({ was, is: now.get(was.at) }));
  for (const is of after) {
    if (stay.has(is.at)) continue;
    const from = gone.findIndex((was) => saySame(was, is));
    const [was] = from < 0 ? [] : gone.splice(from, 1);
    pairs.push({ was, is });
  }
  return [...pairs, ...gone.map((was) => ({ was, is: undefined }))];
}

function saySame(was: AnyEntry, is: AnyEntry): boolean {
  return was.title === is.title || (was.text !== undefined && was.text.html === is.text?.html);
}

function timeOf({ was, is }: Pair): string {
  return is?.at ?? was?.at ?? '';
}

function titleOf({ title }: AnyEntry, { language }: Edition): EntryChange['title'] {
  return { value: title, language, direction: directionOf(language) };
}

/** An entry as a small piece of HTML: headline, what it states, text. */
function wordsOf(entry: AnyEntry, words: Words): string {
  return `<p><strong>${escaped(entry.title)}</strong></p>${belowTitle(entry, words)}`;
}

function belowTitle(entry: AnyEntry, words: Words): string {
  const stated = 'precision' in entry ? statedInWords(entry, words) : [];
  const facts = stated.length > 0 ? `<p>${escaped(stated.join(words.t('signs.dot')))}</p>` : '';
  return `${facts}${entry.text?.html ?? ''}`;
}

function statedInWords({ at, precision, state, phase, services, nextUpdate }: Entry, words: Words): string[] {
  const { t, formats } = words;
  const when = (instant: Instant) => formats.instant(instant);
  return [
    ...(precision === 'exact' ? [] : [t(`precision.${precision}-time`, { when: formats.time(at) })]),
    ...(state ? [t(`state.${state}`)] : []),
    ...(phase ? [t(`phase.${phase}`)] : []),
    ...services.map((impact) => serviceInWords(impact, words)),
    ...(nextUpdate ? [t('article.next-update', { when: when(nextUpdate) })] : []),
  ];
}
