import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { currentInstant } from '../../../host/clock.ts';
import { CLOSED_STATES } from '../../../model/edition.ts';
import type { Original, State } from '../../../model/edition.ts';
import { instantOf, latest, secondsOf } from '../../../model/instant.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Site } from '../../../model/site.ts';
import { formatVersion } from '../../../model/version.ts';
import { stateOf } from '../../../site/figures/derive.ts';
import type { Edit } from '../../../writing/edit.ts';
import type { WrittenItem } from '../../../writing/edit/write-yaml.ts';
import { versionAfterUpdate } from '../../../writing/next-version.ts';
import { changeReport } from '../../change-report.ts';
import type { Target } from '../../change-report.ts';
import type { Command } from '../../command-line.ts';
import { findSite } from '../../arguments/site.ts';
import { chooseReport, withReports } from '../../reports.ts';
import type { Reports } from '../../reports.ts';
import { printChange } from '../../terminal/change.ts';
import { readInstant } from '../../arguments/time.ts';
import { readService } from '../../arguments/service.ts';
import { EXIT } from '../../world.ts';
import type { ExitCode, World } from '../../world.ts';
import { Refused } from '../../../host/refused.ts';

type Asked = Extract<Command, { name: 'update' | 'resolve' | 'withdraw' }>;

/** `update`, `resolve`, `withdraw`: one more entry in a report's timeline, and all the bookkeeping with it. */
export async function runUpdate(command: Asked, world: World): Promise<ExitCode> {
  const root = findSite(world.cwd, command.site);
  return withReports(root, world, command.colour, async (reports) => {
    const words = wordsOf(command);
    const { text: given, headline } = words;
    const reference = await chooseReport(reports, words.reference);
    refuseReferenceAsHeadline(reports, words);
    const text = await readText(given, world);
    const now = currentInstant();
    const at = command.at === undefined ? undefined : readInstant('--at', command.at, now);
    const services = command.name === 'update' ? readServices(command.services, reports.site) : {};
    let state: State | undefined;
    const changed = await changeReport(reports, reference, undefined, world, command.colour, (target) => {
      state = newState(command, target);
      const item = {
        at: at ?? freeInstant(now, target.original),
        ...(state && { state }),
        ...(Object.keys(services).length > 0 && { services }),
        title: headline ?? reports.messages.t(target.original.language, 'state.withdrawn'),
        ...(text !== undefined && { text }),
      };
      return editsOf(target, item, now);
    });
    if (!changed) return EXIT.problems;
    const original = changed.edition as Original;
    const version = formatVersion(original.version);
    const standing = stateOf(original.timeline, original.facts.kind);
    const draft = original.version.number === 0 ? ', a draft' : '';
    if (at !== undefined && at > now) {
      world.stderr.write(`note   ${at} is in the future; correct the entry if that is a slip\n`);
    }
    printChange(changed, reports, world, {
      ...command,
      headline: `${reference}: ${standing}, version ${version}${draft}`,
      ...(draft !== '' && { next: 'incident-press check' }),
    });
    return EXIT.fine;
  });
}

interface Words {
  readonly reference?: string;
  readonly headline?: string;
  /** A file, or `-`; or the text itself where it was typed. */
  readonly text?: { readonly file: string } | { readonly typed: string };
}

function wordsOf(command: Asked): Words {
  const reference = command.reference === undefined ? {} : { reference: command.reference };
  if (command.name === 'withdraw') return { ...reference, text: { typed: command.reason } };
  const headline = oneLine(command.headline);
  return { ...reference, headline, ...(command.text !== undefined && { text: { file: command.text } }) };
}

/** `update web-frontend` forgets what is new, and must not become an entry of that name in another report. */
function refuseReferenceAsHeadline({ references }: Reports, { reference, headline }: Words): void {
  if (reference !== undefined || headline === undefined || /\s/.test(headline)) return;
  if (!references.some((each) => each.includes(headline.toLowerCase()))) return;
  throw new Refused(
    'usage',
    `\`${headline}\` looks like a report, and nothing says what is new`,
    `Say it behind the report: \`${headline} "What readers should know"\`.`,
  );
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line !== '') return line;
  throw new Refused(
    'usage',
    'The headline is empty',
    'Say in a few words what is new, between quotation marks.',
  );
}

/** Markdown from a file, from what is piped in (`-`), or as it was typed. Ends in one line end. */
async function readText(text: Words['text'], world: World): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const raw = 'typed' in text ? text.typed : await readFrom(text.file, world);
  const trimmed = raw.replaceAll(/\r\n?/g, '\n').replaceAll(/^(?:[^\S\n]*\n)+|\s+$/g, '');
  if (trimmed !== '') return `${trimmed}\n`;
  throw new Refused('usage', 'The text is empty', 'Write what happened, in Markdown.');
}

async function readFrom(file: string, world: World): Promise<string> {
  if (file === '-') {
    if (world.input) return world.input.read();
    throw new Refused('usage', 'There is nothing to read a text from', 'Name a file with `--text`.');
  }
  try {
    return readFileSync(resolve(world.cwd, file), 'utf8');
  } catch {
    throw new Refused(
      'usage',
      `${file} cannot be read`,
      'Name a file with `--text`, or pipe it in with `--text -`.',
    );
  }
}

function readServices(texts: readonly string[], { services }: Site): Record<string, string> {
  const ids = services.map(({ id }) => id);
  return Object.fromEntries(
    texts.map((text) => {
      const { id, state } = readService(text, ids);
      if (state !== undefined) return [id, state];
      throw new Refused(
        'usage',
        `--service ${text}: the state of the service is missing`,
        `Say what it is from here on: \`--service ${id}=operational\`.`,
      );
    }),
  );
}

function newState(command: Asked, { reference, original }: Target): State | undefined {
  if (command.name === 'update') return command.state;
  if (command.name === 'withdraw') return 'withdrawn';
  const state = stateOf(original.timeline, original.facts.kind);
  if (CLOSED_STATES.includes(state)) {
    throw new Refused(
      'usage',
      `${reference} is ${state} already`,
      `To add something to it: \`incident-press update ${reference} "What is new"\`.`,
    );
  }
  return original.facts.kind === 'maintenance' ? 'completed' : 'resolved';
}

/** The present, or the next second that no entry has: each is found by its instant. */
function freeInstant(now: Instant, { timeline, reference }: Original): Instant {
  const newest = timeline.at(-1)?.at ?? now;
  if (now < newest && secondsOf(newest) - secondsOf(now) > timeline.length) {
    throw new Refused(
      'usage',
      `The newest entry of ${reference} is at ${newest}, and now it is ${now}`,
      'Say with `--at` when the new entry happened; correct the other one if its instant is wrong.',
    );
  }
  const taken = new Set(timeline.map(({ at }) => at));
  let seconds = secondsOf(now);
  while (taken.has(instantOf(seconds))) seconds += 1;
  return instantOf(seconds);
}

function editsOf(
  { original, last }: Target,
  item: WrittenItem & { at: Instant; title: string },
  now: Instant,
): Edit[] {
  const version = versionAfterUpdate(original.version, last?.version);
  const set = (key: string, value: string): Edit => ({ kind: 'set', key, value, after: 'version' });
  const updated = latest(original.lastUpdate, item.at) ?? item.at;
  // Where the newest entry was taken back, the report was last updated now, and not before.
  const goesBack = last !== undefined && updated < last.lastUpdate;
  const isStated = original.places['last_update'] !== undefined || goesBack;
  // A first version adds everything; what a later one adds is its newest headline.
  const saysChanges = original.changes !== undefined || version.number > 1;
  return [
    ...(formatVersion(version) === formatVersion(original.version)
      ? []
      : [set('version', formatVersion(version))]),
    ...(saysChanges ? [set('changes', item.title)] : []),
    ...(isStated ? [set('last_update', goesBack ? now : updated)] : []),
    { kind: 'append', key: 'timeline', item },
  ];
}
