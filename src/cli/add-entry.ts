import { currentInstant } from '../host/clock.ts';
import { Refused } from '../host/refused.ts';
import { CLOSED_STATES } from '../model/edition.ts';
import type { Original, State } from '../model/edition.ts';
import type { Instant } from '../model/instant.ts';
import { formatVersion } from '../model/version.ts';
import type { SaidTexts } from '../writing/said-texts.ts';
import type { SentenceName } from '../writing/say.ts';
import type { Edit } from '../source/edit/front-matter.ts';
import { stateOf } from '../site/figures/derive.ts';
import { entryEdits, freeTime } from '../writing/new-entry.ts';
import { oneLine } from './arguments/one-line.ts';
import { readServiceStates } from './arguments/service.ts';
import { findSite } from './arguments/site.ts';
import { withText } from './arguments/text.ts';
import type { TextFrom } from './arguments/text.ts';
import { readPastTime, readTimeAhead, sayOddTimes } from './arguments/time.ts';
import { changeReport } from './change-report.ts';
import type { Changed, Planned, Target } from './change-report.ts';
import { saidNotes, saidPlan } from './say.ts';
import { chooseReport, withReports } from './reports.ts';
import type { Reports } from '../host/site-reports.ts';
import type { Shared } from './shared-options.ts';
import { printChange } from './terminal/change.ts';
import { ourCommand } from './terminal/next-step.ts';
import { EXIT } from './world.ts';
import type { ExitCode, World } from './world.ts';

/** A new entry for the timeline of a report, as the command line asks for it. */
export interface NewEntry {
  /** The open report by default. */
  readonly reference?: string | undefined;
  /** The state the report is in from here on, if none is named. */
  readonly headline?: string | undefined;
  /** The interface text used as headline, if it is not the name of the state. */
  readonly heading?: string | undefined;
  /** What the new version adds, in a line; the headline by default. */
  readonly changes?: string | undefined;
  /** A file or `-`; or the text itself, if it was typed. */
  readonly text?: TextFrom | undefined;
  readonly at?: string | undefined;
  /** When readers will hear more. */
  readonly next?: string | undefined;
  /** Each `id=state`. */
  readonly services?: readonly string[] | undefined;
  /** The vetted sentence that is the headline, in every language. Throws Refused. */
  readonly say?: ((target: Target) => SentenceName) | undefined;
  /** The state from here on, if it changes. Throws Refused. */
  readonly state: (target: Target) => State | undefined;
}

type Command = Shared & { readonly json: boolean };

/** Adds the entry and reports it: shared by `update`, `resolve` and `withdraw`. */
export async function addEntry(command: Command, entry: NewEntry, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  const headline = oneLine('The headline', entry.headline);
  const changes = oneLine('--changes', entry.changes);
  return withText(entry.text, root, world, (readText) =>
    withReports(root, world, command.colour, (reports) =>
      addTo(reports, { ...entry, headline, changes }, readText, command, world),
    ),
  );
}

async function addTo(
  reports: Reports,
  entry: NewEntry,
  readText: () => Promise<string | undefined>,
  command: Command,
  world: World,
): Promise<ExitCode> {
  const reference = await chooseReport(reports, entry.reference, world);
  if (reference === undefined) return EXIT.usage;
  refuseReferenceAsHeadline(reports, entry);
  const now = currentInstant();
  const against = { now, site: reports.site };
  const at = entry.at === undefined ? undefined : await readPastTime(entry.at, against, world);
  const next =
    entry.next === undefined ? undefined : await readTimeAhead('--next', entry.next, against, world);
  const states = readServiceStates(entry.services ?? [], reports.site);
  const services = Object.keys(states).length > 0 ? states : undefined;
  const text = await readText();
  let first: Instant | undefined;
  let told: SaidTexts | undefined;
  const facts = { now, at, next, services, text };
  const plan = (target: Target): readonly Edit[] | Planned => {
    first = target.original.timeline[0]?.at;
    if (!entry.say) return entryPlan(target, entry, facts, reports);
    const name = entry.say(target);
    const time = at ?? timeOf(target.original, now);
    const planned = saidPlan(target, { name, at: time, next, now, states: services }, reports);
    told = planned.told;
    return { ...planned, edits: [...planned.edits, ...changesEdit(entry.changes)] };
  };
  const changed = await changeReport({ reports, reference }, plan, { world, colour: command.colour });
  if (!changed) return EXIT.problems;
  if (at !== undefined) sayOddTimes(at, against, first, world);
  await print(changed, reports, world, { ...command, said: told });
  return EXIT.fine;
}

/** What is known about a new entry once its text has been read. */
interface EntryFacts {
  readonly now: Instant;
  readonly at?: Instant | undefined;
  readonly next?: Instant | undefined;
  readonly services?: Readonly<Record<string, string>> | undefined;
  readonly text?: string | undefined;
}

/** The edits that add an entry to the current report. Throws Refused if no entry can be added. */
export function entryPlan(
  target: Target,
  entry: Pick<NewEntry, 'state' | 'headline' | 'heading' | 'changes'>,
  { now, at, next, services, text }: EntryFacts,
  { messages }: Pick<Reports, 'messages'>,
): Edit[] {
  const { original } = target;
  const state = entry.state(target);
  const item = {
    at: at ?? timeOf(original, now),
    state,
    services,
    title: entry.headline ?? messages.t(original.language, entry.heading ?? `state.${state}`),
    next_update: next,
    text,
  };
  return [...entryEdits(target, item, now), ...changesEdit(entry.changes)];
}

/** What the new version adds, in the words of the writer. */
export function changesEdit(value: string | undefined): Edit[] {
  return value === undefined ? [] : [{ kind: 'set', key: 'changes', value, after: 'version' }];
}

/** The state that closes a report. Throws Refused if it is closed already. */
export function closingState({ reference, original }: Target): State {
  const state = stateOf(original.timeline, original.facts.kind);
  if (!CLOSED_STATES.includes(state)) {
    return original.facts.kind === 'maintenance' ? 'completed' : 'resolved';
  }
  throw new Refused(
    'usage',
    `${reference} is already ${state}`,
    `To add an entry to it: \`incident-press update ${reference} "What is new"\`.`,
  );
}

/** The time of an entry that is added now. Throws Refused where the clock cannot be right. */
export function timeOf({ timeline, reference }: Original, now: Instant): Instant {
  const free = freeTime(now, timeline);
  if (free !== undefined) return free;
  throw new Refused(
    'usage',
    `The newest entry of ${reference} is at ${timeline.at(-1)?.at}, but now it is only ${now}`,
    'Say with `--at` when the new entry happened; correct the other one if its time is wrong.',
  );
}

function print(
  changed: Changed,
  reports: Reports,
  world: World,
  command: Command & { readonly said: SaidTexts | undefined },
): Promise<void> {
  const original = changed.edition as Original;
  const { reference, version, timeline, facts } = original;
  const isDraft = version.number === 0;
  const state = stateOf(timeline, facts.kind);
  const word = state === 'withdrawn' && facts.kind === 'maintenance' ? 'cancelled' : state;
  const headline = `${reference}: ${word}, version ${formatVersion(version)}`;
  return printChange(changed, reports, world, {
    ...command,
    headline: isDraft ? `${headline}, a draft` : headline,
    notes: [
      ...(isDraft ? ['a draft is not published: write `version: 001` when it is ready'] : []),
      ...saidNotes(command.said, changed),
    ],
    first: isDraft ? [ourCommand('check', reports.root, world)] : [],
  });
}

/** `update web-frontend` lacks the news: it must not add an entry with that headline to another report. */
function refuseReferenceAsHeadline({ references }: Reports, { reference, headline }: NewEntry): void {
  if (reference !== undefined || headline === undefined || /\s/.test(headline)) return;
  if (!references.some((each) => each.includes(headline.toLowerCase()))) return;
  throw new Refused(
    'usage',
    `\`${headline}\` is a report, but the news is missing`,
    `Say it after the report: \`${headline} "What readers should know"\`.`,
  );
}
