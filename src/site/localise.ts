import type { Action, Entry, Original, Translation } from '../model/edition.ts';
import type { Language } from '../model/language.ts';
import type { LocalEntry, LocalReport, Report } from '../model/report.ts';
import { bestLanguage } from '../languages/fallback.ts';

/**
 * One report as readers of a language get it: facts of the original, each text in the best language there
 * is. A text that is not translated keeps its own language, so that a page can mark it.
 */
export function localise(report: Report, language: Language): LocalReport {
  const { original } = report;
  const translation = translationFor(report, language);
  const text = translation ?? original;
  const summary = translation?.summary ?? original.summary;
  return {
    report,
    language,
    textLanguage: text.language,
    version: text.version,
    ...(translation && isStale(translation, original) && { staleSince: translation.version }),
    title: { value: text.title, language: text.language },
    ...(summary !== undefined && {
      summary: {
        value: summary,
        language: translation?.summary === undefined ? original.language : translation.language,
      },
    }),
    ...(text.changes !== undefined && { changes: text.changes }),
    body: text.body,
    entries: original.timeline.map((entry) => localEntry(entry, original, translation)),
    actions: original.actions.map((action, index) => localAction(action, index, original, translation)),
    ...(original.facts.dataLoss !== undefined && { dataLoss: original.facts.dataLoss }),
  };
}

/** The translation a reader of a language gets, if there is one the language may fall back to. */
export function translationFor(report: Report, language: Language): Translation | undefined {
  const { original, translations } = report;
  const best = bestLanguage(language, [original.language, ...translations.map((each) => each.language)]);
  return translations.find((translation) => translation.language === best);
}

/** True if the original has been published anew since the version a translation tells. */
export function isStale(translation: Translation, original: Original): boolean {
  return translation.version.number < original.version.number;
}

function localEntry(entry: Entry, original: Original, translation: Translation | undefined): LocalEntry {
  const translated = translation?.entries.find(({ at }) => at === entry.at);
  const { text, title, ...facts } = entry;
  const language = translation && translated ? translation.language : original.language;
  const prose = translated?.text ?? text;
  return {
    ...facts,
    title: { value: translated?.title ?? title, language },
    ...(prose && {
      text: { value: prose, language: translated?.text ? language : original.language },
    }),
  };
}

function localAction(
  action: Action,
  index: number,
  original: Original,
  translation: Translation | undefined,
): Action & { readonly language: Language } {
  const translated = translation?.actions[index];
  return translated && translation
    ? { ...action, text: translated.text, language: translation.language }
    : { ...action, language: original.language };
}
