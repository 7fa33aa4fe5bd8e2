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
  const { facts, state } = startStating();
  state('services', values.services && canonicalServices(values.services));
  state('planned.start', values.planned?.start);
  state('planned.end', values.planned?.end);
  state('tags', values.tags?.join(', '));
  state('related', values.related?.join(', '));
  state('postmortem', values.postmortem === undefined ? undefined : String(values.postmortem));
  state('aliases', values.aliases?.join(', '));
  state('imported.from', values.imported?.from);
  state('imported.id', values.imported?.id);
  for (const { key } of WORD_FACTS) state(key, values[key]);
  for (const { at, precision, state: now, phase, services, next_update: nextUpdate } of values.timeline ??
    []) {
    state(`timeline.${at}.precision`, precision);
    state(`timeline.${at}.state`, now);
    state(`timeline.${at}.phase`, phase);
    state(`timeline.${at}.services`, services && canonicalServices(services));
    state(`timeline.${at}.next_update`, nextUpdate);
  }
  stateActions(values.actions ?? [], state);
  return facts;
}

/** The same for a stored original; missing facts get their defaults. */
export function originalFacts({ facts: own, timeline, actions, aliases }: Original): Record<string, string> {
  const { facts, state } = startStating();
  state('services', canonicalServices(own.services));
  state('planned.start', own.planned?.start);
  state('planned.end', own.planned?.end);
  state('tags', own.tags.join(', '));
  state('related', own.related.join(', '));
  state('postmortem', String(own.postmortem));
  state('aliases', aliases.join(', '));
  state('imported.from', own.imported?.from);
  state('imported.id', own.imported?.id);
  for (const { name, key } of WORD_FACTS) state(key, own[name]);
  for (const { at, precision, state: now, phase, services, nextUpdate } of timeline) {
    state(`timeline.${at}.precision`, precision);
    state(`timeline.${at}.state`, now);
    state(`timeline.${at}.phase`, phase);
    state(`timeline.${at}.services`, canonicalServices(services));
    state(`timeline.${at}.next_update`, nextUpdate);
  }
  stateActions(actions, state);
  return facts;
}

/**
 * The facts that decide whether a text is a new version or only a better wording. Old addresses are not
 * among them, nor is `last_update`, which is about the publication.
 */
export function factsOfVersion(original: Original): Record<string, string> {
  const { aliases: _aliases, ...facts } = originalFacts(original);
  return facts;
}

/** Notes a fact under its path, unless it is not stated. */
type State = (path: string, text: string | undefined) => void;

function startStating(): { readonly facts: Record<string, string>; readonly state: State } {
  const facts: Record<string, string> = {};
  const state: State = (path, text) => {
    if (text !== undefined) facts[path] = text;
  };
  return { facts, state };
}

type Stated = Readonly<Record<'owner' | 'due' | 'done' | 'url', string | undefined>>;

function stateActions(actions: readonly Partial<Stated>[], state: State): void {
  for (const [index, { owner, due, done, url }] of actions.entries()) {
    state(`actions.${index}.owner`, owner);
    state(`actions.${index}.due`, due);
    state(`actions.${index}.done`, done);
    state(`actions.${index}.url`, url);
  }
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
