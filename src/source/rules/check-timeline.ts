import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import { CLOSED_STATES, INCIDENT_STATES, MAINTENANCE_STATES } from '../../model/edition.ts';
import type { Kind, State } from '../../model/edition.ts';
import { secondsOf } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import { BELIEVED_DAYS } from '../../model/reference.ts';
import { at } from './subject.ts';
import type { Rule, Subject, Told } from './subject.ts';

const DAY = 86_400;
const MINUTE = 60;

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

/** A wrong year moves a state far from the date that the folder has in its name. */
const statesNearName: Rule = ({ entries, ...subject }) => {
  const date = subject.request.reference.slice(0, 'YYYY-MM-DD'.length);
  const midnight = secondsOf(`${date}T00:00:00Z` as Instant);
  return entries.flatMap(({ entry, index }) => {
    const days = Math.floor((secondsOf(entry.at) - midnight) / DAY);
    if (!entry.state || Math.abs(days) <= BELIEVED_DAYS) return [];
    return [
      diagnose(
        'INC213',
        at(subject, `timeline.${index}.at`),
        `${entry.at} is ${Math.abs(days)} days ${days < 0 ? 'before' : 'after'} the date in the name of the folder, ${date}`,
      ),
    ];
  });
};

const reopeningSaysWhy: Rule = ({ entries, ...subject }) => {
  if (startsResolved(entries)) return [];
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

/** The entry that closes a report before anything else, and the one that opens it after that. */
function startsResolved(
  entries: Subject['entries'],
): { readonly end: Told; readonly start: Told } | undefined {
  const [end, ...later] = entries.filter(({ entry }) => entry.state !== undefined);
  const start = later.find(({ entry: { state } }) => state !== undefined && !CLOSED_STATES.includes(state));
  return end?.entry.state === 'resolved' && start ? { end, start } : undefined;
}

/** Nothing ends before it begins: one of the two times has the wrong day or hour. */
const endsAfterStart: Rule = ({ entries, ...subject }) => {
  const found = startsResolved(entries);
  if (!found) return [];
  const { end, start } = found;
  const beginning = placeOf(subject.request.path, subject.matter.place(`timeline.${start.index}.at`));
  return [
    diagnose(
      // The reason for the reopening may be all that is known about what came before.
      start.entry.text === undefined ? 'INC207' : 'INC214',
      at(subject, `timeline.${end.index}.at`),
      `This report is resolved at ${end.entry.at}, before it begins at ${start.entry.at}`,
      'Correct the day or the hour of one of the two. If it came back, add an entry for how it first began.',
      { related: [{ place: beginning, message: 'the beginning' }] },
    ),
  ];
};

/** A vetted sentence knows no reason, and says in every language at once what readers have to know first. */
const withdrawalSaysWhy: Rule = ({ entries, ...subject }) =>
  entries.flatMap(({ entry, index }) =>
    entry.state === 'withdrawn' && entry.text === undefined && entry.said === undefined
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

/** Either the beginning was not written down, or the end is too early. */
const takesTime: Rule = ({ known, entries, ...subject }) => {
  // An entry that cannot be read may be the one with which it began.
  if (entries.length < (known.timeline?.length ?? 0)) return [];
  const lastOpen = entries.findLastIndex(
    ({ entry }) => entry.state !== undefined && !CLOSED_STATES.includes(entry.state),
  );
  const closing = entries.slice(lastOpen + 1).find(({ entry }) => entry.state !== undefined);
  const first = entries[0];
  if (!first || closing?.entry.state !== 'resolved' || (known.kind ?? 'incident') !== 'incident') return [];
  const seconds = secondsOf(closing.entry.at) - secondsOf(first.entry.at);
  if (seconds >= MINUTE) return [];
  return [
    diagnose(
      'INC214',
      at(subject, `timeline.${closing.index}.at`),
      first === closing
        ? 'This incident is resolved by its first entry, so nobody knows how long it took'
        : `This incident is resolved ${seconds} seconds after it began`,
    ),
  ];
};

/** Rules for the timeline of every text. */
export const TIMELINE_RULES: readonly Rule[] = [oneInstantOneEntry];

/** Rules for the timeline of an original, which alone has states and phases. */
export const ORIGINAL_TIMELINE_RULES: readonly Rule[] = [
  statesOfKind,
  statesNearName,
  reopeningSaysWhy,
  endsAfterStart,
  withdrawalSaysWhy,
  phasesInOrder,
  statesGoForward,
  entriesDiffer,
  takesTime,
];
