import type { HeldEdition, TextHistory } from '../model/history.ts';
import { latest } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { LocalReport, Report } from '../model/report.ts';
import { compareVersions } from '../model/version.ts';

/** When readers of a text first got it, and when they last got something new. */
export interface TextTimes {
  readonly first: Instant;
  readonly modified: Instant;
}

/** The times of the text that a page shows; a draft has those of its file. */
export function timesOf({ report, textLanguage, told }: LocalReport): TextTimes {
  const times = countedTimes(report, editionsIn(report, textLanguage));
  return { first: times[0] ?? told.lastUpdate, modified: times.at(-1) ?? told.lastUpdate };
}

/**
 * The time each edition of a text counts from: the later of its last update and its publication, and never
 * before the edition it follows. A pending edition counts from its last update, and so does the first
 * version of an imported report, which readers had elsewhere long before.
 */
export function countedTimes(report: Report, editions: TextHistory['editions']): readonly Instant[] {
  const times: Instant[] = [];
  for (const held of editions) {
    const published = isTakenOver(report, held) ? undefined : held.published;
    times.push(latest(latest(times.at(-1), published), held.lastUpdate) ?? held.lastUpdate);
  }
  return times;
}

/** True for the first version of a report that was on another status page before. */
export function isTakenOver(report: Report, { version }: Pick<HeldEdition, 'version'>): boolean {
  const { original } = report;
  const first = editionsIn(report, original.language)[0];
  const told = first?.edition?.role === 'original' ? first.edition : original;
  return told.facts.imported !== undefined && compareVersions(version, (first ?? original).version) === 0;
}

/** The published editions of a report in a language, and the pending one, oldest first. */
export function editionsIn({ history }: Report, language: Language): TextHistory['editions'] {
  return history.find((each) => each.language === language)?.editions ?? [];
}
