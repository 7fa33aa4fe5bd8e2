import { MessageFormat } from 'messageformat';
import type { SourceFile } from '../model/file.ts';
import { parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import { directionOf } from './direction.ts';
import { fallbackChain, scriptOf } from './fallback.ts';
import { Formats } from './format.ts';
import { parseText } from './message-check.ts';
import { readMessageFile } from './message-file.ts';

/** What a sentence is about. */
export interface SentenceValues {
  /** Names in the language of the sentence. */
  readonly services: readonly string[];
  /** In words, with its zone. */
  readonly time?: string | undefined;
}

/** A sentence in a language; undefined where no file of the language has a usable one. */
export type Sentence = (language: Language, key: string, values: SentenceValues) => string | undefined;

/**
 * The vetted sentences of `templates/say/<tag>.yaml`: shipped files first, then the site's, which win key by
 * key. A language falls back as for interface texts, and never to English: a sentence in another language is
 * what they are there to spare readers.
 */
export function sentencesOf(files: readonly SourceFile[]): Sentence {
  const texts = new Map<string, Map<string, string>>();
  for (const file of files) {
    const tag = /^templates\/say\/([^/]+)\.yaml$/.exec(file.path)?.[1];
    if (tag === undefined || file.refused) continue;
    const own = texts.get(tag) ?? new Map<string, string>();
    for (const { key, source } of readMessageFile(file).value) {
      // One text for both forms replaces the two.
      for (const form of FORMS) own.delete(`${key}.${form}`);
      own.set(key, source);
    }
    texts.set(tag, own);
  }
  return (language, key, { services, time }) => {
    const form = `${key}.${FORMS[services.length > 0 ? 0 : 1]}`;
    const source = tagsOf(language)
      .map((tag) => texts.get(tag)?.get(form) ?? texts.get(tag)?.get(key))
      .find((text) => text !== undefined);
    return source === undefined ? undefined : told(language, source, services, time);
  };
}

/** What a sentence is called where there are services to name, and where there are none. */
const FORMS = ['with', 'alone'] as const;

/** Another script is another language to its readers. */
function tagsOf(language: Language): readonly string[] {
  const script = scriptOf(language);
  return fallbackChain(language).filter((tag) => {
    const known = parseLanguage(tag);
    return known !== undefined && scriptOf(known) === script;
  });
}

function told(
  language: Language,
  source: string,
  services: readonly string[],
  time: string | undefined,
): string | undefined {
  const parsed = parseText(source);
  if (!parsed.ok) return undefined;
  const names = new Formats(language).list(services.map((name) => isolated(name, language)));
  const when = time === undefined ? {} : { time: isolated(time, language) };
  let isWhole = true;
  const text = new MessageFormat([language, 'en'], parsed.model, { bidiIsolation: 'none' }).format(
    { services: names, count: services.length, ...when },
    () => (isWhole = false),
  );
  return isWhole ? text : undefined;
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT_TO_RIGHT =
  /(?![\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])\p{L}/u;

/** A name that is read the other way round would drag the words beside it along. */
function isolated(name: string, language: Language): string {
  const other = directionOf(language) === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  return other.test(name) ? `\u2068${name}\u2069` : name;
}
