import type { Entry, Facts, Original, Prose, Translation } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { Reference } from '../model/reference.ts';
import type { Report } from '../model/report.ts';
import { derive } from './figures/derive.ts';

/** Building blocks for tests of this folder and those above it. */
const NO_PROSE: Prose = { html: '', text: '', headings: [], links: [], pictures: [] };

/** An entry of 15 September 2020 at `time`, `11:05`. */
export function entry(time: string, more: Partial<Entry> = {}): Entry {
  return {
    at: `2020-09-15T${time}:00Z` as Instant,
    precision: 'exact',
    services: [],
    title: `At ${time}`,
    ...more,
  };
}

/** An original with this timeline, oldest entry first. */
export function original(
  timeline: readonly Entry[],
  facts: Partial<Facts> = {},
  more: Partial<Original> = {},
): Original {
  return {
    role: 'original',
    reference: '2020-09-15-web-frontend' as Reference,
    language: 'en' as Language,
    version: { number: 1, revision: 1 },
    file: 'incidents/2020-09-15-web-frontend/en.md',
    title: 'Web frontend issue',
    body: NO_PROSE,
    actions: [],
    places: {},
    content: '',
    facts: { kind: 'incident', services: [], tags: [], related: [], ...facts },
    timeline,
    lastUpdate: timeline.at(-1)?.at ?? ('2020-09-15T00:00:00Z' as Instant),
    ...more,
  };
}

/** A translation of the same incident. */
export function translation(language: string, more: Partial<Translation> = {}): Translation {
  return {
    role: 'translation',
    reference: '2020-09-15-web-frontend' as Reference,
    language: language as Language,
    version: { number: 1, revision: 1 },
    file: `incidents/2020-09-15-web-frontend/${language}.md`,
    title: `Title in ${language}`,
    body: NO_PROSE,
    actions: [],
    places: {},
    content: '',
    entries: [],
    repeated: {},
    ...more,
  };
}

/** A report of an original and its translations. */
export function report(from: Original, translations: readonly Translation[] = []): Report {
  return { reference: from.reference, original: from, translations, derived: derive(from), history: [] };
}
