import { Refused } from '../host/refused.ts';
import type { Reports } from '../host/site-reports.ts';
import { readTheme } from '../host/files/site-files.ts';
import { sentencesOf } from '../languages/sentences.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import { stateOf } from '../site/figures/derive.ts';
import { servicesOf } from '../site/figures/services.ts';
import { serviceName } from '../site/pages/article-view.ts';
import { saidTexts } from '../writing/said-texts.ts';
import type { SaidTexts, Saying } from '../writing/said-texts.ts';
import { entryEdits } from '../writing/new-entry.ts';
import { versionAfterUpdate } from '../writing/next-version.ts';
import { SENTENCES, sayFault, saidIn } from '../writing/say.ts';
import type { SaidWords, SentenceName, Wording } from '../writing/say.ts';
import type { Changed, Planned, Target } from './change-report.ts';

/** An entry that says a vetted sentence, in all languages. */
export interface SaidPlan extends Planned {
  /** What becomes of the other languages. */
  readonly told: SaidTexts;
}

/** The edits and files that say a sentence at a time. Throws Refused where it cannot be said. */
export function saidPlan(
  target: Target,
  say: Sayable & { readonly at: Instant; readonly states?: Readonly<Record<string, string>> | undefined },
  reports: Reports,
): SaidPlan {
  const { name, at, next, now, states } = say;
  const wording = wordingOf(target, { ...say, services: Object.keys(states ?? {}) }, reports);
  const { title, text } = wording.own;
  const item = {
    at,
    state: SENTENCES[name].state,
    services: states,
    title,
    next_update: next,
    said: name,
    text,
  };
  const { original, published } = target;
  const version = versionAfterUpdate(original.version, published?.snapshots.at(-1)?.line.version);
  const told = sayElsewhere(target, { at, version, wording }, reports);
  return { edits: entryEdits(target, item, now), after: told.files, told };
}

/** What a vetted sentence needs to know. */
interface Sayable {
  readonly name: SentenceName;
  /** The time it names, if it names one. */
  readonly until?: Instant | undefined;
  /** When readers will hear more. */
  readonly next?: Instant | undefined;
  readonly now: Instant;
  /** Services that the new entry names. */
  readonly services?: readonly string[] | undefined;
}

/**
 * A sentence that fits a report, in the words of every language. Throws Refused where it does not fit, and
 * where the language of the original lacks it.
 */
function wordingOf(
  { original }: Target,
  { name, until, next, now, services = [] }: Sayable,
  reports: Reports,
): Wording & { readonly own: SaidWords } {
  const fault = sayFault(name, original, stateOf(original.timeline, original.facts.kind));
  if (fault) throw new Refused('usage', fault.message, fault.hint);
  const { site, files, messages } = reports;
  const ids = [...new Set([...servicesOf(original), ...services])];
  const inWords = (instant: Instant | undefined, language: Language) =>
    instant && timeIn(instant, now, site.timeZone ?? 'UTC', messages.formats(language));
  const wording: Wording = {
    sentence: sentencesOf([...readTheme(), ...files]),
    name,
    kind: original.facts.kind,
    valuesIn: (language) => ({
      services: ids.map((id) => serviceName(id, site.services, language)),
      time: inWords(until, language),
    }),
    nextIn: (language) => inWords(next, language),
  };
  const own = saidIn(wording, original.language);
  if (own) return { ...wording, own };
  throw new Refused(
    'usage',
    `There is no sentence \`${name}\` in ${original.language}, the language of ${original.reference}`,
    `Write it in \`templates/say/${original.language}.yaml\`, or say what is new in your own words: \`incident-press update ${original.reference} "What is new"\`.`,
  );
}

/** The time alone where it is of today, as readers of the site's zone count days. */
function timeIn(
  instant: Instant,
  now: Instant,
  zone: string,
  formats: ReturnType<Reports['messages']['formats']>,
): string {
  // Readers are told the minute, whatever the seconds of `+45m`.
  const minute = `${instant.slice(0, 'yyyy-mm-ddThh:mm'.length)}:00Z` as Instant;
  const dayOf = (each: Instant) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(each));
  return dayOf(minute) === dayOf(now) ? formats.time(minute, zone) : formats.instant(minute, zone);
}

/** The same entry in all other languages of the site. */
function sayElsewhere(
  target: Target,
  { at, version, wording }: Pick<Saying, 'at' | 'version' | 'wording'>,
  { site, published }: Reports,
): SaidTexts {
  const { original, live, files, reference } = target;
  // Nobody reads a draft in any language.
  if (version.number === 0) return { files: [], languages: [], left: [] };
  return saidTexts({
    original,
    live,
    files,
    published: published.texts.filter((text) => text.reference === reference),
    languages: site.languages,
    at,
    version,
    wording,
  });
}

/** What a writer should know of the other languages, in lines of their own. */
export function saidNotes(told: SaidTexts | undefined, { unwritten }: Pick<Changed, 'unwritten'>): string[] {
  if (!told) return [];
  const { languages, left } = told;
  return [
    ...(languages.length > 0 ? [`said in ${languages.join(', ')} as well`] : []),
    ...left.map(({ language, why }) => `not said in ${language}: ${why}`),
    ...unwritten.map((path) => `${path} was written by somebody else just now, and lacks the sentence`),
  ];
}
