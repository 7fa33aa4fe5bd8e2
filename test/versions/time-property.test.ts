import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, hasErrors, offeredEdits } from '../../src/diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { readTheme } from '../../src/host/files/site-files.ts';
import { loadMessages } from '../../src/languages/messages.ts';
import { instantOf, secondsOf } from '../../src/model/instant.ts';
import type { Instant } from '../../src/model/instant.ts';
import { proseLabels } from '../../src/pipeline/labels.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import { findUnit, makeUnit } from '../../src/pipeline/unit.ts';
import { atPublication, liveEdits } from '../../src/site/at-publication.ts';
import { checkClock } from '../../src/site/checks/clock.ts';
import { editFrontMatter } from '../../src/source/edit/front-matter.ts';
import { parseSite } from '../../src/source/site.ts';
import { freezeEdition, frozenFiles } from '../../src/versions/freeze.ts';
import { publishedEditions, readLedger } from '../../src/versions/ledger.ts';
import type { Mode } from '../../src/versions/live-text.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const SITE = parseSite({
  path: 'site.yaml',
  bytes: encode('name: Example\nurl: https://status.example.com/\nservices: [{id: web, name: Web}]\n'),
}).value!;
const LABELS = proseLabels(SITE, loadMessages([...readTheme()], SITE.languages).value);
const LIVE = 'incidents/2025-03-04-web/en.md';
const LEDGER = 'published/2025-03-04-web/en/ledger.jsonl';
const START = secondsOf('2025-03-04T10:00:00Z' as Instant);

/** What a writer has before them; times in seconds after the start of the incident. */
interface Text {
  readonly version: string;
  readonly lastUpdate: number | undefined;
  readonly changes: string | undefined;
  readonly entries: readonly { readonly at: number; readonly title: string }[];
  readonly body: string;
}

interface World {
  text: string;
  readonly older: string[];
  readonly published: Map<string, string>;
  now: number;
}

const at = (seconds: number) => instantOf(START + seconds);

function written({ version, lastUpdate, changes, entries, body }: Text): string {
  const timeline = entries.map((each) => `  - at: ${at(each.at)}\n    title: "${each.title}"\n`);
  return [
    `---\ntitle: "Web slow"\nversion: ${version} # count it up\n`,
    lastUpdate === undefined ? '' : `last_update: ${at(lastUpdate)}\n`,
    changes === undefined ? '' : `changes: "${changes}"\n`,
    `timeline:\n${timeline.join('')}---\n\n${body}\n`,
  ].join('');
}

function readBack(text: string): Text {
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

async function look({ text, published }: World, mode: Mode) {
  const settings = { site: SITE, labels: LABELS, reread: true, mode };
  const files = [
    { path: LIVE, bytes: encode(text) },
    ...[...published].map(([path, body]) => ({ path, bytes: encode(body) })),
  ];
  const found = await findUnit(files, settings);
  return makeUnit(found, await parseInline(found.found.requests), settings, []);
}

/** All that `check` says at the present of the world. */
async function check(world: World): Promise<readonly Diagnostic[]> {
  const { unit } = await look(world, 'check');
  const timed = unit.row ? checkClock(unit.row, unit.dated, at(world.now)) : [];
  return [...unit.diagnostics, ...timed];
}

/** What `check --fix` makes of the live text. */
async function fix(world: World): Promise<readonly Diagnostic[]> {
  let said = await check(world);
  for (let round = 0; round < 5 && offeredEdits(said).length > 0; round += 1) {
    world.text = applyEdits(world.text, offeredEdits(said));
    said = await check(world);
  }
  return said;
}

/** What `freeze` does, by a clock that is not asked about entries: so that slips are published too. */
async function freeze(world: World): Promise<void> {
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

const DAY = 86_400;
/** Around the present, with slips of hours and of years, or what is there already. */
const offset = fc.oneof(
  fc.integer({ min: -3 * DAY, max: 0 }),
  fc.constantFrom(7_200, 10 * DAY, 36 * 365 * DAY, -365 * DAY),
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'freeze' } as const) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('add' as const), at: offset, say: fc.boolean() }) },
  fc.record({ kind: fc.constant('move' as const), index: fc.nat(9), at: offset }),
  fc.record({ kind: fc.constant('delete' as const), index: fc.nat(9) }),
  fc.record({ kind: fc.constant('body' as const), words: fc.nat(5) }),
  fc.record({ kind: fc.constant('revert' as const), index: fc.nat(9) }),
  fc.record({
    kind: fc.constant('number' as const),
    version: fc.constantFrom('001', '002', '003', '004', '009', '001r2', '002r2', '003r3'),
  }),
  fc.record({ kind: fc.constant('update' as const), at: fc.option(offset, { nil: undefined }) }),
  fc.record({ kind: fc.constant('fix' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** No two entries have the same time: that is another mistake. */
function unique(entries: Text['entries']): Text['entries'] {
  const taken = new Set<number>();
  return entries.map((entry) => {
    let free = entry.at;
    while (taken.has(free)) free -= 1;
    taken.add(free);
    return { ...entry, at: free };
  });
}

async function play(world: World, each: Step, count: number): Promise<void> {
  if (each.kind === 'freeze') return freeze(world);
  if (each.kind === 'fix') return void (await fix(world));
  const before = readBack(world.text);
  const put = (text: Partial<Text>) => {
    world.older.push(world.text);
    world.text = written({ ...before, ...text });
  };
  const { entries } = before;
  switch (each.kind) {
    case 'add': {
      const entry = { at: world.now + each.at, title: `News ${count}` };
      return put({
        entries: unique([...entries, entry]),
        changes: each.say ? entry.title : before.changes,
      });
    }
    case 'move': {
      const moved = entries.map((entry, index) =>
        index === each.index % entries.length ? { ...entry, at: world.now + each.at } : entry,
      );
      return put({ entries: unique(moved) });
    }
    case 'delete':
      return put({
        entries:
          entries.length > 1 ? entries.filter((_, index) => index !== each.index % entries.length) : entries,
      });
    case 'body':
      return put({ body: `Body ${each.words}.` });
    case 'number':
      return put({ version: each.version });
    case 'update':
      return put({ lastUpdate: each.at === undefined ? undefined : world.now + each.at });
    case 'revert':
      world.text = world.older[each.index % (world.older.length || 1)] ?? world.text;
  }
}

/** A person takes back what has not happened, and says so in the text. */
function correct(world: World): void {
  const before = readBack(world.text);
  const entries = before.entries.map((entry) => ({ ...entry, at: Math.min(entry.at, world.now) }));
  world.text = written({ ...before, entries: unique(entries), body: 'Corrected.' });
}

test('whatever happened, a correction can be published at once, and says nothing false', async () => {
  const reached = { afterSlip: 0, filledIn: 0, reverted: 0, versions: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(step, fc.integer({ min: 1, max: 3 * DAY })), { minLength: 2, maxLength: 12 }),
      async (steps) => {
        const first = { version: '001', lastUpdate: undefined, changes: undefined, body: 'Body.' };
        const entries = [{ at: 0, title: 'Pages are slow' }];
        const world: World = {
          text: written({ ...first, entries }),
          older: [],
          published: new Map(),
          now: 60,
        };
        for (const [index, [each, seconds]] of steps.entries()) {
          await play(world, each, index);
          world.now += seconds;
        }
        const lines = publishedEditions(readLedger(world.published.get(LEDGER) ?? ''));
        const last = lines.at(-1);
        correct(world);
        const said = await fix(world);
        expect(said.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(offeredEdits(said)).toEqual([]);
        await freeze(world);

        const ledger = readLedger(world.published.get(LEDGER) ?? '');
        expect(ledger.fault).toBeUndefined();
        const line = ledger.lines.at(-1)!;
        expect(ledger.lines).toHaveLength(lines.length + 1);
        const now = at(world.now);
        expect(line.published).toBe(now);
        // Not in the future, not before what it tells, and not before what readers had already.
        const newest = at(Math.max(...readBack(world.text).entries.map((entry) => entry.at)));
        expect(line.lastUpdate <= now && line.lastUpdate >= newest).toBe(true);
        if (last) {
          const limit = last.published < last.lastUpdate ? last.published : last.lastUpdate;
          expect(line.lastUpdate >= limit).toBe(true);
          const isNew = line.version.number === last.version.number + 1 && line.version.revision === 1;
          const isReworded =
            line.version.number === last.version.number &&
            line.version.revision === last.version.revision + 1;
          expect(isNew || isReworded).toBe(true);
          if (line.changes !== '' && line.changes === last.changes) {
            expect(readBack(world.text).entries.some(({ title }) => title === line.changes)).toBe(true);
          }
          reached.afterSlip += last.lastUpdate > now ? 1 : 0;
          reached.filledIn += line.lastUpdate === now ? 1 : 0;
          reached.versions += lines.length;
        }
        reached.reverted += steps.some(([{ kind }]) => kind === 'revert') ? 1 : 0;
        expect((await check(world)).filter(({ code }) => code.startsWith('INC5'))).toEqual([]);
        // The edition that is kept says what the live text says.
        const { report } = await look(world, 'check');
        expect(report?.original.lastUpdate).toBe(line.lastUpdate);
      },
    ),
    { numRuns: 100 },
  );
  for (const [kind, count] of Object.entries(reached)) expect(count, kind).toBeGreaterThan(5);
}, 120_000);
