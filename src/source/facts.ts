import { WORD_FACTS } from '../model/edition.ts';
import type { Original, ServiceImpact, WordFacts } from '../model/edition.ts';
import type { FrontMatter } from './schema.ts';

/** The facts of a front matter that are one word, under their names in the program. */
export function wordFacts(values: FrontMatter): WordFacts {
  const stated = Object.fromEntries(WORD_FACTS.map(({ name, key }) => [name, values[key]]));
  return { ...(stated as unknown as WordFacts), kind: values.kind ?? 'incident' };
}

/**
 * The facts a front matter states, as text by dotted path; entries are named by their time
 * (`timeline.2020-09-15T11:45:00Z.state`). Two files agree on a fact if the texts are equal. `last_update`
 * is not a fact: it is about the publication, and a translation has that of its version.
 */
export function factsByPath(values: FrontMatter): Record<string, string> {
  const facts: Record<string, string | undefined> = {
    services: values.services && canonicalServices(values.services),
    'planned.start': values.planned?.start,
    'planned.end': values.planned?.end,
    tags: values.tags?.join(', '),
    related: values.related?.join(', '),
    postmortem: values.postmortem === undefined ? undefined : String(values.postmortem),
    aliases: values.aliases?.join(', '),
    'imported.from': values.imported?.from,
    'imported.id': values.imported?.id,
  };
  for (const { key } of WORD_FACTS) facts[key] = values[key];
  for (const { at, precision, state, phase, services, next_update: nextUpdate } of values.timeline ?? []) {
    facts[`timeline.${at}.precision`] = precision;
    facts[`timeline.${at}.state`] = state;
    facts[`timeline.${at}.phase`] = phase;
    facts[`timeline.${at}.services`] = services && canonicalServices(services);
    facts[`timeline.${at}.next_update`] = nextUpdate;
  }
  for (const [index, { owner, due, done, url }] of (values.actions ?? []).entries()) {
    Object.assign(facts, prefixed(`actions.${index}`, { owner, due, done, url }));
  }
  return stated(facts);
}

/** The same for a stored original; missing facts get their defaults. */
export function originalFacts({ facts, timeline, actions, aliases }: Original): Record<string, string> {
  const all: Record<string, string | undefined> = {
    services: canonicalServices(facts.services),
    'planned.start': facts.planned?.start,
    'planned.end': facts.planned?.end,
    tags: facts.tags.join(', '),
    related: facts.related.join(', '),
    postmortem: String(facts.postmortem),
    aliases: aliases.join(', '),
    'imported.from': facts.imported?.from,
    'imported.id': facts.imported?.id,
  };
  for (const { name, key } of WORD_FACTS) all[key] = facts[name];
  for (const { at, precision, state, phase, services, nextUpdate } of timeline) {
    all[`timeline.${at}.precision`] = precision;
    all[`timeline.${at}.state`] = state;
    all[`timeline.${at}.phase`] = phase;
    all[`timeline.${at}.services`] = canonicalServices(services);
    all[`timeline.${at}.next_update`] = nextUpdate;
  }
  for (const [index, { owner, due, done, url }] of actions.entries()) {
    Object.assign(all, prefixed(`actions.${index}`, { owner, due, done, url }));
  }
  return stated(all);
}

/**
 * The facts that decide whether a text is a new version or only a better wording. Old addresses are not
 * among them, nor is `last_update`, which is about the publication.
 */
export function factsOfVersion(original: Original): Record<string, string> {
  const { aliases: _aliases, ...facts } = originalFacts(original);
  return facts;
}

function prefixed(path: string, values: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${path}.${key}`, value]));
}

function stated(facts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

type Written = readonly string[] | Readonly<Record<string, string>> | readonly ServiceImpact[];

/** Services as one text whatever way and order they were written in: `api, web: partial_outage`. */
function canonicalServices(services: Written): string {
  const impacts = Array.isArray(services)
    ? (services as readonly (string | ServiceImpact)[]).map((each) =>
        typeof each === 'string' ? { id: each } : each,
      )
    : Object.entries(services).map(([id, state]) => ({ id, state }));
  return impacts
    .map((impact) => ('state' in impact && impact.state ? `${impact.id}: ${impact.state}` : impact.id))
    .toSorted()
    .join(', ');
}
