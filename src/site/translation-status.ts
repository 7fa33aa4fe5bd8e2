import { bestLanguage } from '../languages/fallback.ts';
import { isAutomatic } from '../model/automatic.ts';
import type { Edition, Original, Translation } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../source/site-schema.ts';
import type { Failure } from '../model/translation-failure.ts';
import { formatVersion } from '../model/version.ts';
import { toldBy } from './localise.ts';
import { newestReportFirst } from '../model/newest-first.ts';

/**
 * How a text relates to the original:
 * - `original`: it is the original; `current`: a complete translation of the newest version;
 * - `automatic`: it is made of ready sentences alone;
 * - `partial`: a translation of the newest version that lacks some entries;
 * - `stale`: of an older version; `ahead`: of a version that does not exist yet;
 * - `begun`: there is a file without a title; `unreadable`: the file has errors; `missing`: there is none.
 */
export type TextState =
  'original' | 'current' | 'automatic' | 'partial' | 'stale' | 'ahead' | 'begun' | 'unreadable' | 'missing';

/** One report in one language of the site. */
export interface TextStatus {
  readonly reference: Reference;
  readonly language: Language;
  readonly state: TextState;
  /** The language of the text that readers get; the original's if there is none for them. */
  readonly text: Language;
  /** The version that the text translates, if there is a text. */
  readonly version: string | undefined;
  /** The version of the original. */
  readonly newest: string;
  /** By how many versions the text is behind the original; below zero if it is ahead. */
  readonly behind: number;
  /** Entries of that version that are not translated. */
  readonly untranslated: readonly Instant[];
}

/** What the status of a site is worked out from. */
export interface StatusInput {
  readonly site: Pick<Site, 'languages'>;
  readonly reports: readonly Report[];
  /** Live editions that could be read: a translation that is ahead is in no report yet. */
  readonly live: readonly Edition[];
  /** All language files, readable or not. */
  readonly paths: readonly string[];
  /** Files with errors in them. */
  readonly broken: ReadonlySet<string>;
}

/** The state of every published report in every language of the site, the newest report first. Pure. */
export function translationStatus(input: StatusInput): TextStatus[] {
  const live = new Map(input.live.map((edition) => [edition.file, edition]));
  const reports = input.reports
    .filter(({ original }) => original.version.number > 0)
    .toSorted(newestReportFirst);
  return input.site.languages.flatMap((language) =>
    reports.map((report) => statusOf(report, language, live, input)),
  );
}

/** Which of the unwanted states occur. To readers, a begun or unreadable text is missing. */
export function failuresIn(all: readonly TextStatus[], unwanted: readonly Failure[]): Failure[] {
  const states = new Set(
    all.map(({ state }) => (state === 'begun' || state === 'unreadable' ? 'missing' : state)),
  );
  return unwanted.filter((what) => states.has(what));
}

function statusOf(
  report: Report,
  language: Language,
  live: ReadonlyMap<string, Edition>,
  { paths, broken }: Pick<StatusInput, 'paths' | 'broken'>,
): TextStatus {
  const { reference, original } = report;
  const file = `incidents/${reference}/${language}.md`;
  const base = { reference, language, newest: formatVersion(original.version), untranslated: [] };
  if (language === original.language) {
    return { ...base, state: 'original', text: language, version: base.newest, behind: 0 };
  }
  const own = live.get(file);
  const isDraft = own?.version.number === 0;
  if (own?.role === 'translation' && !isDraft) {
    return { ...base, text: language, ...standing(own, report) };
  }
  if (isDraft || paths.includes(file)) {
    return {
      ...base,
      state: broken.has(file) ? 'unreadable' : 'begun',
      text: original.language,
      version: undefined,
      behind: 0,
    };
  }
  const texts = [original.language, ...report.translations.map((each) => each.language)];
  const best = bestLanguage(language, texts);
  if (best === original.language) {
    return { ...base, state: 'current', text: best, version: base.newest, behind: 0 };
  }
  const related = report.translations.find((each) => each.language === best);
  if (!related) return { ...base, state: 'missing', text: original.language, version: undefined, behind: 0 };
  return { ...base, text: related.language, ...standing(related, report) };
}

function standing(translation: Translation, report: Report) {
  const behind = report.original.version.number - translation.version.number;
  const version = formatVersion(translation.version);
  if (behind < 0) return { state: 'ahead', version, behind, untranslated: [] } as const;
  const told = behind > 0 ? toldBy(report, translation) : report.original;
  const untranslated = told ? lackingEntries(translation, told) : [];
  if (behind > 0) return { state: 'stale', version, behind, untranslated } as const;
  const isWhole = untranslated.length === 0;
  const state = isAutomatic(translation) ? 'automatic' : isWhole ? 'current' : 'partial';
  return { state, version, behind, untranslated } as const;
}

/** Times of the entries of an original that a translation has no words for. */
export function lackingEntries(translation: Translation, told: Original): Instant[] {
  const there = new Set(translation.entries.map(({ at }) => at));
  return told.timeline.map(({ at }) => at).filter((at) => !there.has(at));
}
