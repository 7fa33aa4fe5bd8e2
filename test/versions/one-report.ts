import { applyEdits, hasErrors, offeredEdits } from '../../src/diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { readTheme } from '../../src/host/files/site-files.ts';
import { loadMessages } from '../../src/languages/messages.ts';
import { instantOf, secondsOf } from '../../src/model/instant.ts';
import type { Instant } from '../../src/model/instant.ts';
import { proseLabels } from '../../src/pipeline/labels.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import { findUnit, makeUnit, reviewed } from '../../src/pipeline/unit.ts';
import { atPublication, liveEdits } from '../../src/site/at-publication.ts';
import { checkClock } from '../../src/site/checks/clock.ts';
import { editFrontMatter } from '../../src/source/edit/front-matter.ts';
import { parseSite } from '../../src/source/site.ts';
import { freezeEdition, frozenFiles } from '../../src/versions/freeze.ts';
import type { Mode } from '../../src/versions/live-text.ts';

/** One report and what is published of it, in memory, with what the commands do to it and its own clock. */

const encode = (text: string) => new TextEncoder().encode(text);
const SITE = parseSite({
  path: 'site.yaml',
  bytes: encode('name: Example\nurl: https://status.example.com/\nservices: [{id: web, name: Web}]\n'),
}).value!;
const LABELS = proseLabels(SITE, loadMessages([...readTheme()], SITE.languages).value);
export const LIVE = 'incidents/2025-03-04-web/en.md';
export const LEDGER = 'published/2025-03-04-web/en/ledger.jsonl';
const START = secondsOf('2025-03-04T10:00:00Z' as Instant);

/** What a writer has before them; times in seconds after the start of the incident. */
export interface Text {
  readonly version: string;
  readonly lastUpdate: number | undefined;
  readonly changes: string | undefined;
  readonly entries: readonly { readonly at: number; readonly title: string }[];
  readonly body: string;
}

export interface World {
  text: string;
  readonly older: string[];
  readonly published: Map<string, string>;
  now: number;
}

/** The time so many seconds after the start of the incident. */
export const at = (seconds: number) => instantOf(START + seconds);

/** The file of a text. */
export function written({ version, lastUpdate, changes, entries, body }: Text): string {
  const timeline = entries.map((each) => `  - at: ${at(each.at)}\n    title: "${each.title}"\n`);
  return [
    `---\ntitle: "Web slow"\nversion: ${version} # count it up\n`,
    lastUpdate === undefined ? '' : `last_update: ${at(lastUpdate)}\n`,
    changes === undefined ? '' : `changes: "${changes}"\n`,
    `timeline:\n${timeline.join('')}---\n\n${body}\n`,
  ].join('');
}

/** The text of a file. */
export function readBack(text: string): Text {
  const seconds = (time: string) => secondsOf(time as Instant) - START;
  const update = /^last_update: (\S+)$/m.exec(text)?.[1];
  return {
    version: /^version: (\S+)/m.exec(text)?.[1] ?? '',
    lastUpdate: update === undefined ? undefined : seconds(update),
    changes: /^changes: "(.*)"$/m.exec(text)?.[1],
    entries: [...text.matchAll(/ {2}- at: (\S+)\n {4}title: "(.*)"/g)].map(([, time = '', title = '']) => ({
      at: seconds(time),
      title,
    })),
    body: text.slice(text.indexOf('\n---\n\n') + '\n---\n\n'.length).trimEnd(),
  };
}

/** The report as a build or a check reads it. */
export async function look({ text, published }: World, mode: Mode) {
  const settings = { site: SITE, labels: LABELS };
  const files = [
    { path: LIVE, bytes: encode(text) },
    ...[...published].map(([path, body]) => ({ path, bytes: encode(body) })),
  ];
  const found = await findUnit(files, settings, true);
  const { unit, report } = makeUnit(found, await parseInline(found.found.requests), settings, []);
  return { unit: mode === 'check' ? reviewed(unit) : unit, report };
}

/** All that `check` says at the present of the world. */
export async function check(world: World): Promise<readonly Diagnostic[]> {
  const { unit } = await look(world, 'check');
  const timed = unit.row ? checkClock(unit.row, unit.dated, at(world.now)) : [];
  return [...unit.diagnostics, ...timed];
}

/** What `check --fix` makes of the live text. */
export async function fix(world: World): Promise<readonly Diagnostic[]> {
  let said = await check(world);
  for (let round = 0; round < 5 && offeredEdits(said).length > 0; round += 1) {
    world.text = applyEdits(world.text, offeredEdits(said));
    said = await check(world);
  }
  return said;
}

/** What `freeze` does, by a clock that is not asked about entries: so that slips are published too. */
export async function freeze(world: World): Promise<void> {
  const { unit, report } = await look(world, 'build');
  if (hasErrors(unit.diagnostics) || !report) return;
  const publication = { at: at(world.now), changes: undefined };
  const told = atPublication(report, publication);
  const [history] = told.history;
  const held = history?.editions.at(-1);
  if (!history?.isPending || !held) return;
  const frozen = freezeEdition(
    held,
    told.original,
    told.derived.state,
    `<article>${held.source}</article>`,
    'test',
  );
  for (const { path, body } of frozenFiles(history, frozen, publication.at, new Map()))
    world.published.set(path, String(body));
  world.text = editFrontMatter(world.text, liveEdits(history, publication));
}
