import type { Messages } from '../../languages/messages.ts';
import type { Language } from '../../model/language.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import type { RenderContext } from '../../render/pages/context.ts';
import type { Templates } from '../../render/pages/template.ts';
import type { SharedAssets, Surroundings } from '../../site/pages/base.ts';
import { NO_LINES } from '../../site/ledger-lines.ts';
import type { LedgerLines } from '../../site/ledger-lines.ts';
import { hashOf, here, named } from '../remember/named.ts';
import type { Named } from '../remember/named.ts';

/** Interface texts of some languages. */
export type Texts = Pick<Messages, 't' | 'sources' | 'formats'>;

/** Inputs of nearly every page. */
export interface Common {
  readonly site: PageSettings;
  readonly assets: SharedAssets;
  readonly texts: Texts;
}

/** Texts identified by their languages, so that a thread with the same files can load them. */
export interface NamedTexts extends Named<Texts> {
  readonly languages: readonly Language[];
}

/** The same as names, and the texts of any languages. */
export interface CommonInputs {
  readonly site: Named<PageSettings>;
  readonly assets: Named<SharedAssets>;
  readonly textsOf: (languages: readonly Language[]) => NamedTexts;
}

/**
 * Declares the interface texts of some languages as inputs. Texts in other languages cannot be used then.
 */
export function textsNamer(messages: Messages): CommonInputs['textsOf'] {
  const made = new Map<string, NamedTexts>();
  return (languages) => {
    const wanted = [...new Set(languages)].toSorted();
    const known = made.get(wanted.join());
    if (known) return known;
    const key = hashOf(wanted.map((language) => `${language} ${messages.sources(language)}`).join('\n'));
    const texts = { ...named(key, () => textsIn(messages, new Set(wanted))), languages: wanted };
    made.set(wanted.join(), texts);
    return texts;
  };
}

/** The lines of the site's ledger about a report, as an input of a page. */
export type LinesOf = (reference: string) => Named<LedgerLines>;

/** Declares the lines about one report as an input, so that a line about another one has no effect. */
export function linesNamer(lines: ReadonlyMap<string, LedgerLines>): LinesOf {
  const made = new Map<string, Named<LedgerLines>>();
  const none = here(NO_LINES);
  return (reference) => {
    const own = lines.get(reference);
    if (!own) return none;
    const known = made.get(reference) ?? here(own);
    made.set(reference, known);
    return known;
  };
}

/** The texts of some languages; those of any other are not there. */
export function textsIn({ t, sources, formats }: Messages, languages: ReadonlySet<Language>): Texts {
  const check = (language: Language) => {
    if (!languages.has(language)) throw new Error(`a page uses texts in ${language}, which it does not name`);
  };
  return {
    t: (language, key, args) => {
      check(language);
      return t(language, key, args);
    },
    sources: (language) => {
      check(language);
      return sources(language);
    },
    formats,
  };
}

/** What is needed to plan the content of a page. */
export function surroundingsOf({ site, assets, texts }: Common): Surroundings {
  return { site, assets, titles: texts.t, formats: texts.formats };
}

/** What is needed to render a page. */
export function contextOf({ site, texts }: Omit<Common, 'assets'>, templates: Templates): RenderContext {
  return { site, messages: texts, templates };
}
