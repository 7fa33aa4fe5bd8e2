import type { Action, Entry, Facts, Original, Prose, ServiceImpact, Translation } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import type { Language } from '../model/language.ts';
import type { Sheets } from '../model/page.ts';
import type { Reference } from '../model/reference.ts';
import type { Report } from '../model/report.ts';
import { DEFAULT_LIMITS, OUTPUTS } from '../source/site-schema.ts';
import type { Service, Site } from '../source/site-schema.ts';
import { derive } from './figures/derive.ts';
import { rowAt } from './figures/standing.ts';
import { assetUrl } from './route.ts';
import { rowOf } from './row.ts';
import type { PresentRow } from '../model/row.ts';

/** Addresses of style sheets. */
export const SHEETS: Sheets = {
  status: assetUrl('status.css'),
  open: assetUrl('open.css'),
  record: assetUrl('record.css'),
  changes: assetUrl('changes.css'),
  figures: assetUrl('figures.css'),
  embed: assetUrl('embed.css'),
  print: assetUrl('print.css'),
  contrast: assetUrl('contrast.css'),
};

/** Building blocks for tests of this folder and those above it. */
const NO_PROSE: Prose = { html: '', text: '', headings: [], links: [], pictures: [] };

const NO_FACTS: Facts = {
  kind: 'incident',
  severity: undefined,
  services: [],
  planned: undefined,
  dataLoss: undefined,
  tags: [],
  related: [],
  postmortem: false,
  imported: undefined,
};

/** An entry of 15 September 2020 at `time`, `11:05`. */
export function entry(time: string, more: Partial<Entry> = {}): Entry {
  return {
    at: `2020-09-15T${time}:00Z` as Instant,
    precision: 'exact',
    state: undefined,
    phase: undefined,
    services: [],
    title: `At ${time}`,
    nextUpdate: undefined,
    said: undefined,
    text: undefined,
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
    summary: undefined,
    changes: undefined,
    withdrawn: undefined,
    body: NO_PROSE,
    actions: [],
    places: {},
    content: '',
    facts: { ...NO_FACTS, ...facts },
    timeline,
    lastUpdate: timeline.at(-1)?.at ?? ('2020-09-15T00:00:00Z' as Instant),
    aliases: [],
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
    summary: undefined,
    changes: undefined,
    body: NO_PROSE,
    actions: [],
    places: {},
    content: '',
    entries: [],
    repeated: {},
    ...more,
  };
}

/** An action of a report. */
export function action(text: string, more: Partial<Action> = {}): Action {
  return {
    text,
    prose: undefined,
    owner: undefined,
    due: undefined,
    done: undefined,
    url: undefined,
    ...more,
  };
}

/** Services by their ids, none with a default state. */
export function impacts(...ids: readonly string[]): readonly ServiceImpact[] {
  return ids.map((id) => ({ id, state: undefined }));
}

/** A service of site.yaml. */
export function service(id: string, name: string, more: Partial<Service> = {}): Service {
  const absent = { description: undefined, group: undefined, state: undefined, was: [], retired: undefined };
  return { id, name, names: {}, descriptions: {}, ...absent, ...more };
}

/** An English site with one service and all outputs. */
export function site(more: Partial<Site> = {}): Site {
  return {
    name: 'Example status',
    names: {},
    description: undefined,
    descriptions: {},
    url: 'https://status.example.com/',
    basePath: '/',
    languages: ['en' as Language],
    defaultLanguage: 'en' as Language,
    services: [service('web', 'Web')],
    timeZone: undefined,
    theme: { accent: undefined, logo: undefined, links: [] },
    footers: [],
    limits: DEFAULT_LIMITS,
    outputs: OUTPUTS,
    staleAfter: undefined,
    rulesOff: [],
    plugins: [],
    aliases: [],
    idAuthority: undefined,
    publisher: undefined,
    headers: { hsts: undefined, hstsSubdomains: false },
    csp: {},
    frameAncestors: {},
    compress: [],
    ...more,
  };
}

/** A report of an original and its translations. */
export function report(from: Original, translations: readonly Translation[] = []): Report {
  return { reference: from.reference, original: from, translations, derived: derive(from), history: [] };
}

/** The row of a report as of a time; of its last update by default. */
export function presentRow(each: Report, own: Site, at?: Instant): PresentRow {
  return rowAt(rowOf(each, own), at ?? each.original.lastUpdate);
}
