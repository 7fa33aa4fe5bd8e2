import { directionOf } from '../../languages/direction.ts';
import { WORD_FACTS } from '../../model/edition.ts';
import type { ServiceImpact, WordFacts } from '../../model/edition.ts';
import { harmOf } from '../../model/harm.ts';
import type { Language } from '../../model/language.ts';
import type { ActionView, ArticleView, EntryView, Text } from '../../model/page.ts';
import type { Derived, LocalAction, LocalEntry, LocalReport, Localised } from '../../model/report.ts';
import type { Service, Site } from '../../source/site-schema.ts';
import { formatVersion } from '../../model/version.ts';
import { phaseChart } from '../figures/phases.ts';
import { impactsOf } from '../figures/services.ts';
import { serviceOf } from '../renamed-services.ts';
import { entryAnchor } from '../route.ts';

/**
 * The part of a page that is frozen with a version: one report in one language, without anything around it.
 */
export function articleView(local: LocalReport, site: Pick<Site, 'services'>): ArticleView {
  const { report, textLanguage, told, derived } = local;
  const { facts } = told;
  return {
    reference: report.reference,
    language: textLanguage,
    direction: directionOf(textLanguage),
    title: textOf(local.title),
    summary: local.summary ? textOf(local.summary) : undefined,
    ...wordFactsOf(facts),
    harm: harmOf(facts),
    state: derived.state,
    open: derived.open,
    isCancelled: facts.kind === 'maintenance' && derived.state === 'withdrawn',
    begun: derived.begun,
    start: derived.start,
    startPrecision: derived.startPrecision,
    end: derived.end,
    planned: facts.planned,
    lastUpdate: told.lastUpdate,
    version: formatVersion(local.version),
    services: serviceImpacts(impactsOf(told), site.services, textLanguage),
    duration: derived.duration,
    detect: derived.detect,
    acknowledge: derived.acknowledge,
    mitigate: derived.mitigate,
    resolve: derived.resolve,
    phases: phaseChart(told, derived),
    withdrawn: told.withdrawn,
    changes: local.changes,
    entries: entryViews(local, site.services),
    body: {
      html: local.body.html,
      language: local.bodyLanguage,
      direction: directionOf(local.bodyLanguage),
    },
    actions: local.actions.map(actionView),
    tags: facts.tags,
  };
}

/** An action of an article, or, without its prose, of a list. */
export function actionView({
  text,
  prose,
  language,
  owner,
  ownerLanguage,
  ...rest
}: Omit<LocalAction, 'prose'> & Partial<Pick<LocalAction, 'prose'>>): ActionView {
  return {
    ...rest,
    text: textOf({ value: text, language }),
    html: prose?.html,
    owner: owner === undefined ? undefined : textOf({ value: owner, language: ownerLanguage }),
  };
}

/** Those facts that are one word. */
function wordFactsOf(facts: WordFacts): WordFacts {
  return Object.fromEntries(WORD_FACTS.map(({ name }) => [name, facts[name]])) as unknown as WordFacts;
}

/** A text with the direction of the language it is in. */
export function textOf({ value, language }: Localised<string>): Text {
  return { value, language, direction: directionOf(language) };
}

/** The name of a service in a language, or its name, or its id if site.yaml no longer has it. */
export function serviceName(id: string, services: readonly Service[], language: Language): string {
  const service = serviceOf(id, services);
  return service?.names[language] ?? service?.name ?? id;
}

/** Timeline entries newest first, those at the start and at the end of the report marked. */
export function entryViews(local: LocalReport, services: readonly Service[]): EntryView[] {
  return local.entries
    .map((entry) => entryView(entry, local.textLanguage, services, markOf(entry, local.derived)))
    .toReversed();
}

function markOf(entry: LocalEntry, { begun, start, end, state }: Derived): EntryView['mark'] {
  if (!begun || state === 'withdrawn') return undefined;
  if (entry.at === end && entry.state) return 'finished';
  return entry.at === start ? 'started' : undefined;
}

function entryView(
  entry: LocalEntry,
  language: Language,
  services: readonly Service[],
  mark: EntryView['mark'],
): EntryView {
  return {
    anchor: entryAnchor(entry.at),
    at: entry.at,
    precision: entry.precision,
    state: entry.state,
    mark,
    phase: entry.phase,
    services: serviceImpacts(entry.services, services, language),
    title: textOf(entry.title),
    html: entry.text ? entry.text.value.html : undefined,
    htmlLanguage: entry.text ? entry.text.language : undefined,
    htmlDirection: entry.text ? directionOf(entry.text.language) : undefined,
  };
}

function serviceImpacts(impacts: readonly ServiceImpact[], services: readonly Service[], language: Language) {
  return impacts.map(({ id, state }) => ({
    id,
    name: serviceName(id, services, language),
    state,
  }));
}
