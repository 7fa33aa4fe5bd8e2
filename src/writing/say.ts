import type { Sentence, SentenceValues } from '../languages/sentences.ts';
import { CLOSED_STATES } from '../model/edition.ts';
import type { Kind, Original, State } from '../model/edition.ts';
import type { Language } from '../model/language.ts';

/** Sentences for `--say`, and the state each of them brings; `extended` leaves the state as it is. */
export const SENTENCES = {
  investigating: { kind: 'incident', state: 'investigating' },
  identified: { kind: 'incident', state: 'identified' },
  monitoring: { kind: 'incident', state: 'monitoring' },
  resolved: { kind: 'incident', state: 'resolved' },
  begun: { kind: 'maintenance', state: 'in-progress' },
  extended: { kind: 'maintenance', state: undefined },
  cancelled: { kind: 'maintenance', state: 'withdrawn' },
  finished: { kind: 'maintenance', state: 'completed' },
} as const satisfies Readonly<Record<string, { readonly kind: Kind; readonly state: State | undefined }>>;

export type SentenceName = keyof typeof SENTENCES;

/** Those that `update` says; the others change a plan, and have a command that does. */
export const UPDATE_SENTENCES = [
  'investigating',
  'identified',
  'monitoring',
  'resolved',
  'begun',
  'finished',
] as const satisfies readonly SentenceName[];

/** Why a sentence cannot be said of a report, and the way out. */
export interface Unsayable {
  readonly message: string;
  readonly hint: string;
}

/** Why a sentence does not fit a report in a given state; undefined where it does. Pure. */
export function sayFault(
  name: SentenceName,
  { reference, facts }: Pick<Original, 'reference' | 'facts'>,
  state: State,
): Unsayable | undefined {
  const { kind } = SENTENCES[name];
  if (facts.kind !== kind) {
    const fitting = sentencesOfKind(facts.kind);
    return {
      message: `\`--say ${name}\` is for ${kind === 'incident' ? 'an incident' : 'maintenance'}, and ${reference} is ${NAMED[facts.kind]}`,
      hint:
        fitting.length > 0
          ? `Say one of ${fitting.join(', ')}.`
          : `Write it in your own words: \`incident-press update ${reference} "What is new"\`.`,
    };
  }
  if (!CLOSED_STATES.includes(state)) return undefined;
  const isCancelled = state === 'withdrawn' && facts.kind === 'maintenance';
  // Whoever opens a report again owes readers the reason, which no sentence knows.
  return {
    message: `${reference} is already ${isCancelled ? 'cancelled' : state}`,
    hint: `Say in your own words what is new: \`incident-press update ${reference} "What is new"\`.`,
  };
}

const NAMED: Readonly<Record<Kind, string>> = {
  incident: 'an incident',
  maintenance: 'maintenance',
  'near-miss': 'a near-miss',
  notice: 'a notice',
};

function sentencesOfKind(kind: Kind): readonly string[] {
  return UPDATE_SENTENCES.filter((name) => SENTENCES[name].kind === kind);
}

/** What an entry says in one language. */
export interface SaidWords {
  readonly title: string;
  readonly text: string | undefined;
}

/** The words of an entry and of its report in one language. */
export interface Wording {
  readonly sentence: Sentence;
  readonly name: SentenceName;
  readonly kind: Kind;
  /** Names and time in a language. */
  readonly valuesIn: (language: Language) => SentenceValues;
  /** When readers will hear more, in a language. */
  readonly nextIn: (language: Language) => string | undefined;
}

/** What the entry says; undefined where the language has no such sentence. */
export function saidIn(
  { sentence, name, valuesIn, nextIn }: Wording,
  language: Language,
): SaidWords | undefined {
  const title = sentence(language, name, valuesIn(language));
  const time = nextIn(language);
  const text = time === undefined ? undefined : sentence(language, 'next', { services: [], time });
  return title === undefined || (time !== undefined && text === undefined) ? undefined : { title, text };
}

/** Title and summary of a report in a language that has nothing of it yet. */
export function headIn(
  { sentence, kind, valuesIn }: Wording,
  language: Language,
): { readonly title: string; readonly summary: string } | undefined {
  const about = kind === 'maintenance' ? 'maintenance' : 'incident';
  const { services } = valuesIn(language);
  const title = sentence(language, about, { services });
  const summary = sentence(language, `about-${about}`, { services });
  return title === undefined || summary === undefined ? undefined : { title, summary };
}
