import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic, Place } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { CLOSED_STATES, INCIDENT_STATES, MAINTENANCE_STATES } from '../../model/edition.ts';
import type { Kind, Severity, State } from '../../model/edition.ts';
import type { Matter } from '../matter.ts';
import type { EditionRequest } from '../request.ts';
import type { KnownMatter } from '../salvage.ts';
import type { EntryMatter } from '../schema.ts';

/** What a rule looks at, and how it speaks. */
interface Subject {
  readonly request: EditionRequest;
  readonly matter: Matter;
  readonly known: KnownMatter;
  /** Entries that could be read, oldest first, with their index in the file. */
  readonly entries: readonly { readonly entry: EntryMatter; readonly index: number }[];
}

type Rule = (subject: Subject) => Diagnostic[];

/**
 * Rules that no single value can break: they compare values with each other and with site.yaml. They run
 * on what could be read, so that one wrong value does not hide what is wrong with the others.
 */
export function checkFacts(request: EditionRequest, matter: Matter, known: KnownMatter): Diagnostic[] {
  const entries = (known.timeline ?? [])
    .map((entry, index) => ({ entry, index }))
    .filter((each): each is { entry: EntryMatter; index: number } => each.entry !== undefined)
    .toSorted((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : a.index - b.index));
  const rules = request.role === 'original' ? [...RULES, ...ORIGINAL_RULES] : RULES;
  return rules.flatMap((rule) => rule({ request, matter, known, entries }));
}

const oneInstantOneEntry: Rule = ({ entries, ...subject }) =>
  entries.flatMap(({ entry, index }, position) => {
    const before = entries[position - 1];
    if (before?.entry.at !== entry.at) return [];
    const first = Math.min(before.index, index);
    const second = Math.max(before.index, index);
    return [
      diagnose(
        'INC202',
        at(subject, `timeline.${second}.at`),
        `There are two entries at ${entry.at}`,
        'Move one of them by a second: links and translations find an entry by its time.',
        {
          related: [
            {
              place: placeOf(subject.request.path, subject.matter.place(`timeline.${first}.at`)),
              message: 'the other entry',
            },
          ],
        },
      ),
    ];
  });

const knownServices: Rule = ({ known, ...subject }) => {
  const named = [
    { services: known.services, path: 'services' },
    ...(known.timeline ?? []).map((entry, index) => ({
      services: entry?.services,
      path: `timeline.${index}.services`,
    })),
  ];
  const ids = subject.request.context.serviceIds;
  return named.flatMap(({ services = [], path }) => {
    const isList = Array.isArray(services);
    return (isList ? services : Object.keys(services)).flatMap((id, index) => {
      if (ids.includes(id)) return [];
      const guess = nearest(id, ids);
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

const statesOfKind: Rule = ({ known, entries, ...subject }) => {
  const kind: Kind = known.kind ?? 'incident';
  const own: readonly State[] = [
    ...(kind === 'maintenance' ? MAINTENANCE_STATES : INCIDENT_STATES),
    'withdrawn',
  ];
  return entries.flatMap(({ entry, index }) =>
    entry.state && !own.includes(entry.state)
      ? [
          diagnose(
            'INC206',
            at(subject, `timeline.${index}.state`),
            `\`${entry.state}\` is not a state of ${kind === 'maintenance' ? 'maintenance' : 'an incident'}`,
            `It is one of ${own.map((each) => `\`${each}\``).join(', ')}.`,
          ),
        ]
      : [],
  );
};

const reopeningSaysWhy: Rule = ({ entries, ...subject }) => {
  let closed = false;
  return entries.flatMap(({ entry, index }) => {
    if (!entry.state) return [];
    const reopens = closed && !CLOSED_STATES.includes(entry.state);
    closed = CLOSED_STATES.includes(entry.state);
    return reopens && entry.text === undefined
      ? [
          diagnose(
            'INC207',
            at(subject, `timeline.${index}.state`),
            undefined,
            'Add a `text` that says what came back, or correct the time.',
          ),
        ]
      : [];
  });
};

const updatedLast: Rule = ({ known, entries, ...subject }) => {
  const newest = entries.at(-1)?.entry.at;
  return known.last_update !== undefined && newest !== undefined && known.last_update < newest
    ? [
        diagnose(
          'INC208',
          at(subject, 'last_update'),
          `\`last_update\` is earlier than the newest entry, ${newest}`,
          'Delete the line: without it, the time of the newest entry counts.',
        ),
      ]
    : [];
};

const withdrawalSaysWhy: Rule = ({ entries, ...subject }) =>
  entries.flatMap(({ entry, index }) =>
    entry.state === 'withdrawn' && entry.text === undefined
      ? [
          diagnose(
            'INC209',
            at(subject, `timeline.${index}.state`),
            undefined,
            'Add a `text` to this entry that says why.',
          ),
        ]
      : [],
  );

const phasesInOrder: Rule = ({ entries, ...subject }) => {
  const order = ['detected', 'acknowledged', 'mitigated'];
  let furthest = -1;
  return entries.flatMap(({ entry, index }) => {
    if (!entry.phase) return [];
    const rank = order.indexOf(entry.phase);
    const isBack = rank <= furthest;
    furthest = Math.max(furthest, rank);
    return isBack
      ? [
          diagnose(
            'INC211',
            at(subject, `timeline.${index}.phase`),
            `\`${entry.phase}\` comes after \`${order[furthest]}\``,
            'Each phase is reached once, in the order detected, acknowledged, mitigated.',
          ),
        ]
      : [];
  });
};

const statesGoForward: Rule = ({ entries, ...subject }) => {
  const order: readonly State[] = [...INCIDENT_STATES];
  let before: State | undefined;
  return entries.flatMap(({ entry, index }) => {
    if (!entry.state) return [];
    const goesBack =
      before !== undefined &&
      !CLOSED_STATES.includes(before) &&
      order.indexOf(entry.state) < order.indexOf(before);
    const from = before;
    before = entry.state;
    return goesBack && order.includes(entry.state)
      ? [
          diagnose(
            'INC220',
            at(subject, `timeline.${index}.state`),
            `The state goes back from \`${from}\` to \`${entry.state}\``,
            'If the fix did not hold, say so in the `text`; otherwise correct the state or the time.',
          ),
        ]
      : [];
  });
};

const entriesDiffer: Rule = ({ entries, ...subject }) => {
  const seen = new Map<string, number>();
  return entries.flatMap(({ entry, index }) => {
    const said = `${entry.title}\n${entry.text ?? ''}`;
    const first = seen.get(said);
    seen.set(said, first ?? index);
    return first === undefined
      ? []
      : [
          diagnose('INC221', at(subject, `timeline.${index}.title`), undefined, undefined, {
            related: [
              {
                place: placeOf(subject.request.path, subject.matter.place(`timeline.${first}.title`)),
                message: 'the earlier entry',
              },
            ],
          }),
        ];
  });
};

/** An outage is a service that was down; a title that says so without one frightens readers for nothing. */
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

const RULES: readonly Rule[] = [oneInstantOneEntry, knownServices];

const ORIGINAL_RULES: readonly Rule[] = [
  hasTimeline,
  plannedInOrder,
  plannedIsMaintenance,
  statesOfKind,
  reopeningSaysWhy,
  updatedLast,
  withdrawalSaysWhy,
  phasesInOrder,
  statesGoForward,
  entriesDiffer,
  outageMeansDown,
];

function isDown(severity: Severity | undefined): boolean {
  return severity === 'major' || severity === 'critical';
}

function isEmptyList(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** Where the value at a dotted path of the front matter stands. */
function at({ request, matter }: Pick<Subject, 'request' | 'matter'>, path: string): Place {
  return placeOf(request.path, matter.place(path));
}
