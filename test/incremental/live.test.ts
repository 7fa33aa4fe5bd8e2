import { expect, test } from 'vitest';
import { rehearseSave } from '../../src/host/preview/rehearsal.ts';
import { openLiveSite } from '../../src/pipeline/live-site.ts';
import type { LiveSite } from '../../src/pipeline/live-site.ts';
import { neverPause } from '../../src/pipeline/pause.ts';
import type { HeldPages } from '../../src/pipeline/remember/held-pages.ts';
import { emptyMemory } from '../../src/pipeline/remember/memory.ts';
import type { Memory } from '../../src/pipeline/remember/memory.ts';
import { RULES } from '../../src/pipeline/remember/rules.ts';
import type { Rules } from '../../src/pipeline/remember/rules.ts';
import { sortAgain, sortFiles } from '../../src/pipeline/site-units.ts';
import type { SortedFiles } from '../../src/pipeline/site-units.ts';
import type { SiteFile } from '../../src/model/seen-file.ts';
import { GENERATOR } from '../generator.ts';
import { apply, sourceFiles, startWorld } from './edits.ts';
import type { Edit, EditKind } from './edits.ts';
import { buildStep, looksOf, moduleUrlIn, parseWithPlugins, THEME } from './steps.ts';

const OPTIONS = { strict: false, keepGoing: true, drafts: true, mode: 'build' } as const;

/** What `dev` has from one state of a site to the next. */
interface Live {
  memory: Memory;
  sorted: SortedFiles | undefined;
  readonly held: HeldPages;
}

/** Something wrong with what `dev` remembers. */
interface Fault {
  readonly rules?: Partial<Rules>;
  /** Which units of the site are looked at again. */
  readonly fresh?: (names: readonly string[]) => readonly string[];
}

const start = (): Live => ({ memory: emptyMemory(), sorted: undefined, held: new Map() });

async function openNext(live: Live, files: readonly SiteFile[], { rules, fresh }: Fault): Promise<LiveSite> {
  const all = sortFiles(files);
  const isFirst = live.sorted === undefined;
  live.sorted = live.sorted ? changed(live.sorted, all, fresh) : all;
  const scanning = {
    input: { theme: THEME, generator: GENERATOR, options: OPTIONS, moduleUrl: moduleUrlIn(files) },
    sorted: live.sorted,
    before: live.memory,
    rules: { ...RULES, ...rules },
    parse: parseWithPlugins,
    extras: {},
    pause: neverPause,
  };
  const site = await openLiveSite(scanning, live.held);
  live.memory = site.memory;
  // It must leave no trace.
  if (isFirst) await rehearseSave({ ...scanning, before: site.memory });
  return site;
}

/** The files as the model of a site has them: only what changed is replaced. */
function changed(
  before: SortedFiles,
  now: SortedFiles,
  some: Fault['fresh'] = (names) => names,
): SortedFiles {
  const names = new Set([...before.units.keys(), ...now.units.keys()]);
  const other = [...names].filter((name) => before.units.get(name)?.look !== now.units.get(name)?.look);
  const units = new Map(some(other).map((name) => [name, now.units.get(name)?.files ?? []]));
  return sortAgain(before, units, [...now.settings, ...now.history, ...now.strays]);
}

/** The files whose bytes are not those of a clean build, with the diagnostics of the site. */
async function differences(site: LiveSite, files: readonly SiteFile[], step: number): Promise<string[]> {
  const clean = await buildStep({ files, options: OPTIONS });
  const wrong: string[] = [];
  // To and fro: only so many pages are held, and those that were asked for last are the ones to ask for first.
  const inOrder = step % 2 === 0 ? clean.files : clean.files.toReversed();
  for (const { path, body } of inOrder) {
    const own = await site.fileAt(path);
    if (own === undefined || !Buffer.from(own.body).equals(Buffer.from(body))) wrong.push(path);
  }
  if (await site.fileAt('en/nothing/index.html')) wrong.push('a page that does not exist');
  if (clean.files.length === 0 && !site.isEmpty) wrong.push('a site where a build has none');
  const isSaid = JSON.stringify(site.diagnostics) === JSON.stringify(clean.diagnostics);
  return clean.rendered.length > 0 && !isSaid && clean.files.length > 0 ? [...wrong, 'what is said'] : wrong;
}

const WALK: readonly Edit[] = (
  [
    ['start', 0, 0],
    ['new report', 2, 0],
    ['edit text', 1, 1],
    ['edit title', 0, 2],
    ['related', 1, 0],
    ['picture', 0, 1],
    ['settings', 6, 0],
    ['settings', 0, 0],
    ['freeze', 0, 0],
    ['site ledger', 0, 0],
    ['new version', 1, 3],
    ['template', 0, 1],
    ['template', 2, 1],
    ['interface text', 0, 1],
    ['damage what is published', 3, 0],
    ['mistake', 2, 1],
    ['edit fact', 2, 0],
    ['delete report', 0, 0],
  ] as const satisfies readonly (readonly [EditKind | 'start', number, number])[]
).map(([kind, pick, word]) => ({ kind, pick, word }));

/** Walks with a fault, and gives what was wrong first; nothing if it was not found. */
async function walk(fault: Fault): Promise<string[]> {
  const world = startWorld();
  const live = start();
  for (const [step, edit] of WALK.entries()) {
    if (!apply(world, edit)) continue;
    const files = looksOf(sourceFiles(world));
    const wrong = await differences(await openNext(live, files, fault), files, step);
    if (wrong.length > 0) return [`${edit.kind}: ${wrong.join(', ')}`];
    const { texts } = await buildStep({ files, options: OPTIONS });
    world.texts = await texts();
  }
  return [];
}

test('every file that dev makes when it is asked for is that of a clean build', async () => {
  expect(await walk({})).toEqual([]);
}, 600_000);

test.each<[string, Fault]>([
  ['held pages: the inputs', { rules: { inputKeys: () => [] } }],
  [
    'held pages: the report',
    { rules: { inputKeys: (page) => RULES.inputKeys(page).filter((key) => !key.startsWith('report ')) } },
  ],
  ['held pages: the templates', { rules: { templateKeys: () => [] } }],
  ['values: their inputs', { rules: { isSame: () => true } }],
  ['units: their keys', { rules: { unitKey: ({ name }) => name } }],
  ['the model: no unit is looked at again', { fresh: () => [] }],
  ['the model: the first is not', { fresh: (names) => names.slice(1) }],
])(
  'a fault in what dev remembers is found: %s',
  async (_, fault) => {
    expect((await walk(fault).catch(() => ['it failed'])).length).toBeGreaterThan(0);
  },
  600_000,
);

test('a save costs its unit and the page that is looked at', async () => {
  const world = startWorld();
  for (const pick of [2, 3]) apply(world, { kind: 'new report', pick, word: 0 });
  const live = start();
  const page = 'en/incidents/2024-05-02-report/index.html';
  const first = await openNext(live, looksOf(sourceFiles(world)), {});
  expect(await first.fileAt(page)).toBeDefined();
  expect([...live.held.keys()]).toEqual([page]);
  const before = live.held.get(page);
  expect(await first.fileAt(page)).toMatchObject({ body: before?.bodies.get(page) });
  expect(live.held.get(page)).toBe(before);
  apply(world, { kind: 'edit text', pick: 1, word: 1 });
  const second = await openNext(live, looksOf(sourceFiles(world)), {});
  expect(second.work).toEqual({ read: 1, parsed: 1, units: 1 });
  expect(String((await second.fileAt(page))?.body)).not.toBe(String(before?.bodies.get(page)));
  expect(live.held.size).toBe(1);
});
