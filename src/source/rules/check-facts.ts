import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { CLOSED_STATES } from '../../model/edition.ts';
import type { Severity } from '../../model/edition.ts';
import type { Matter } from '../matter.ts';
import type { EditionRequest } from '../request.ts';
import type { KnownMatter } from '../salvage.ts';
import type { EntryMatter } from '../schema.ts';
import { ORIGINAL_TIMELINE_RULES, TIMELINE_RULES } from './check-timeline.ts';
import { at } from './subject.ts';
import type { Rule } from './subject.ts';

/**
 * Rules that compare values with each other and with site.yaml. They run on everything that could be read, so
 * that one wrong value does not hide the problems of the others.
 */
export function checkFacts(request: EditionRequest, matter: Matter, known: KnownMatter): Diagnostic[] {
  const entries = (known.timeline ?? [])
    .map((entry, index) => ({ entry, index }))
    .filter((each): each is { entry: EntryMatter; index: number } => each.entry !== undefined)
    .toSorted((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : a.index - b.index));
  const rules = request.role === 'original' ? [...RULES, ...ORIGINAL_RULES] : RULES;
  return rules.flatMap((rule) => rule({ request, matter, known, entries }));
}

/** Each is compared with all services there are. */
const MOST_GUESSES = 20;

const knownServices: Rule = ({ known, ...subject }) => {
  const named = [
    { services: known.services, path: 'services' },
    ...(known.timeline ?? []).map((entry, index) => ({
      services: entry?.services,
      path: `timeline.${index}.services`,
    })),
  ];
  const ids = subject.request.context.serviceIds;
  const all = new Set(ids);
  let guesses = 0;
  return named.flatMap(({ services = [], path }) => {
    const isList = Array.isArray(services);
    return (isList ? services : Object.keys(services)).flatMap((id, index) => {
      if (all.has(id)) return [];
      guesses += 1;
      const guess = guesses > MOST_GUESSES ? undefined : nearest(id, ids);
      const hint = guess
        ? `Did you mean \`${guess}\`?`
        : 'Add it to `services` in site.yaml, or correct the id.';
      const place = isList
        ? subject.matter.place(`${path}.${index}`)
        : subject.matter.keyPlace(`${path}.${id}`);
      return [
        diagnose(
          'INC201',
          placeOf(subject.request.path, place),
          `Service \`${id}\` is not in site.yaml`,
          hint,
        ),
      ];
    });
  });
};

const hasTimeline: Rule = ({ known, matter, request }) =>
  (known.timeline?.length ?? 0) > 0 ||
  (matter.value['timeline'] !== undefined && !isEmptyList(matter.value['timeline']))
    ? []
    : [
        diagnose(
          'INC111',
          placeOf(request.path, 'timeline' in matter.value ? matter.keyPlace('timeline') : undefined),
          matter.value['timeline'] === undefined ? '`timeline` is missing' : '`timeline` is empty',
          'Add `timeline:` with at least one entry, each with `at` and `title`.',
        ),
      ];

const plannedInOrder: Rule = ({ known, ...subject }) =>
  known.planned && known.planned.end <= known.planned.start
    ? [diagnose('INC203', at(subject, 'planned.end'), 'The planned end is not after the planned start')]
    : [];

const plannedIsMaintenance: Rule = ({ known, ...subject }) => {
  const kind = known.kind ?? 'incident';
  if (kind === 'maintenance' && !known.planned && subject.matter.value['planned'] === undefined) {
    return [diagnose('INC204', at(subject, 'kind'), undefined, 'Add `planned: {start: …, end: …}`.')];
  }
  if (kind !== 'maintenance' && known.planned && subject.matter.value['kind'] !== 'maintenance') {
    return [
      diagnose('INC205', at(subject, 'planned'), undefined, 'Add `kind: maintenance`, or delete `planned`.'),
    ];
  }
  return [];
};

/** An outage means that a service was down; a title that says so when none was alarms readers for nothing. */
const outageMeansDown: Rule = ({ known, ...subject }) => {
  if (!known.title || !/\boutage\b/i.test(known.title) || subject.request.language.slice(0, 2) !== 'en')
    return [];
  const stated = [known.services, ...(known.timeline ?? []).map((entry) => entry?.services)].flatMap(
    (services) => (services && !Array.isArray(services) ? Object.values(services) : []),
  );
  const down = stated.some((state) => state === 'partial_outage' || state === 'major_outage');
  const implied = stated.length === 0 && known.services !== undefined && isDown(known.severity);
  return down || implied || known.kind === 'near-miss' ? [] : [diagnose('INC223', at(subject, 'title'))];
};

/** Readers look for their service; an incident that names none counts for no service. */
const troubleHasServices: Rule = ({ known, entries, ...subject }) => {
  const ids = subject.request.context.serviceIds;
  const isIncident = (known.kind ?? 'incident') === 'incident';
  if (!isIncident || !isDown(known.severity) || ids.length === 0) return [];
  const state = entries.findLast(({ entry }) => entry.state !== undefined)?.entry.state;
  const isOpen = state === undefined || !CLOSED_STATES.includes(state);
  const isNamed =
    subject.matter.value['services'] !== undefined ||
    entries.some(({ entry }) => entry.services !== undefined);
  if (!isOpen || isNamed) return [];
  const some = ids.slice(0, SHOWN_SERVICES).map((id) => `\`${id}\``);
  const hint = `Add \`services: [${ids[0]}]\`, with those that are affected: ${some.join(', ')}${ids.length > some.length ? ', …' : ''}.`;
  return [diagnose('INC215', at(subject, 'severity'), undefined, hint)];
};

/** While something is still going on, nobody can say what it taught. */
const postmortemIsLast: Rule = ({ known, entries, ...subject }) => {
  if (known.postmortem !== true) return [];
  const isMaintenance = known.kind === 'maintenance';
  const isOverAtOnce = known.kind === 'near-miss' || known.kind === 'notice';
  const state = entries.findLast(({ entry }) => entry.state !== undefined)?.entry.state;
  if (state === undefined ? isOverAtOnce : CLOSED_STATES.includes(state)) return [];
  const end = isMaintenance ? 'completed' : 'resolved';
  const hint = `Delete the line, or add the entry that ends the report, with \`state: ${end}\`.`;
  return [diagnose('INC216', at(subject, 'postmortem'), undefined, hint)];
};

/** Services that a hint lists. */
const SHOWN_SERVICES = 5;

const RULES: readonly Rule[] = [...TIMELINE_RULES, knownServices];

const ORIGINAL_RULES: readonly Rule[] = [
  hasTimeline,
  ...ORIGINAL_TIMELINE_RULES,
  plannedInOrder,
  plannedIsMaintenance,
  outageMeansDown,
  troubleHasServices,
  postmortemIsLast,
];

function isDown(severity: Severity | undefined): boolean {
  return severity === 'major' || severity === 'critical';
}

function isEmptyList(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}
