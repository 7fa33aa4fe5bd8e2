import type { Action, Entry, Original, Translation } from '../model/edition.ts';
import type { Language } from '../model/language.ts';
import type { LocalAction, LocalEntry, LocalReport, Report } from '../model/report.ts';
import { originalAt } from '../versions/reconcile.ts';
import { derive } from './figures/derive.ts';
import { bestLanguage } from '../languages/fallback.ts';

/**
 * One report as readers of a language get it: facts from the original, each text in the best language
 * available. A text that is not translated keeps its own language, so that a page can mark it.
 */
export function localise(report: Report, language: Language): LocalReport {
  const { original } = report;
  const translation = translationFor(report, language);
  const isStale = translation !== undefined && translation.version.number < original.version.number;
  const told = isStale ? (toldBy(report, translation) ?? original) : original;
  return tell(report, language, told, translation, isStale);
}

/**
 * One edition of a report, as of its version. `told` is the original of that version, and `translation` its
 * translation, if the edition is one.
 */
export function localiseEdition(
  report: Report,
  told: Original,
  translation: Translation | undefined,
): LocalReport {
  return tell(report, (translation ?? told).language, told, translation, false);
}

/** The original of the version that a translation translates, if the site has it. */
export function toldBy({ history, original }: Report, { version }: Translation): Original | undefined {
  const own = history.find(({ language }) => language === original.language);
  return own && originalAt(own, version.number);
}

function tell(
  report: Report,
  language: Language,
  told: Original,
  translation: Translation | undefined,
  isStale: boolean,
): LocalReport {
  const text = translation ?? told;
  const summary = translation?.summary ?? told.summary;
  const body = text.body.html === '' ? told : text;
  return {
    report,
    language,
    textLanguage: text.language,
    version: text.version,
    told,
    derived: told === report.original ? report.derived : derive(told),
    isStale,
    title: { value: text.title, language: text.language },
    summary:
      summary === undefined
        ? undefined
        : {
            value: summary,
            language: translation?.summary === undefined ? told.language : translation.language,
          },
    changes: text.changes,
    body: body.body,
    bodyLanguage: body.language,
    entries: told.timeline.map((entry) => localEntry(entry, told, translation)),
    actions: told.actions.map((action, index) => localAction(action, index, told, translation)),
  };
}

/** The translation a reader of a language gets, if there is one the language may fall back to. */
export function translationFor(report: Report, language: Language): Translation | undefined {
  const { original, translations } = report;
  const best = bestLanguage(language, [original.language, ...translations.map((each) => each.language)]);
  return translations.find((translation) => translation.language === best);
}

function localEntry(entry: Entry, original: Original, translation: Translation | undefined): LocalEntry {
  const translated = translation?.entries.find(({ at }) => at === entry.at);
  const { text, title } = entry;
  const language = translation && translated ? translation.language : original.language;
  const prose = translated?.text ?? text;
  return {
    ...entry,
    title: { value: translated?.title ?? title, language },
    text: prose && { value: prose, language: translated?.text ? language : original.language },
  };
}

function localAction(
  action: Action,
  index: number,
  original: Original,
  translation: Translation | undefined,
): LocalAction {
  const translated = translation?.actions[index];
  const ownerLanguage = original.language;
  return translated && translation
    ? {
        ...action,
        text: translated.text,
        prose: translated.prose,
        language: translation.language,
        ownerLanguage,
      }
    : { ...action, language: original.language, ownerLanguage };
}
