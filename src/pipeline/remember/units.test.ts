import { expect, test } from 'vitest';
import { freeze, LIVE, written } from '../../../test/versions/one-report.ts';
import type { World } from '../../../test/versions/one-report.ts';
import type { SiteFile } from '../../model/seen-file.ts';
import type { SourceFile } from '../../model/file.ts';
import { LABELS } from '../../source/markdown/testing.ts';
import { parseSite } from '../../source/site.ts';
import { parseInline } from '../testing.ts';
import { unitFiles } from '../unit.ts';
import type { UnitFiles, UnitSettings } from '../unit.ts';
import { neverPause } from '../pause.ts';
import { emptyMemory } from './memory.ts';
import type { KeptUnit, Memory } from './memory.ts';
import { hashOf } from './named.ts';
import { RULES } from './rules.ts';
import { fileKey, keysOf, makeUnits, unitKey } from './units.ts';
import type { UnitMaking } from './units.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const [A, B] = ['2026-03-04-a', '2026-03-05-b'];

const SITE = parseSite({
  path: 'site.yaml',
  bytes: encode('name: Example\nurl: https://status.example.com/\nlanguages: [en, de]\n'),
}).value!;
const SETTINGS: UnitSettings = { site: SITE, labels: { en: LABELS, de: LABELS } };

function original(name: string, title = 'Mail fails', language = 'en'): SourceFile {
  const head = `title: "${title}"\nversion: 001\nlast_update: 2026-03-05T10:00:00Z`;
  const timeline = `timeline:\n  - at: 2026-03-04T10:00:00Z\n    title: "${title}"`;
  return {
    path: `incidents/${name}/${language}.md`,
    bytes: encode(`---\n${head}\n${timeline}\n---\n\n${title}.\n`),
  };
}

function translation(name: string): SourceFile {
  return original(name, 'Mail geht nicht', 'de');
}

/** The same file, seen and not read yet; `read` counts how often it is. */
function seen(file: SourceFile, stamp: string | undefined, read: string[] = []): SiteFile {
  return {
    path: file.path,
    stamp,
    read: () => {
      read.push(file.path);
      return file;
    },
  };
}

/** An entry, a minute after the start of the incident. */
const ENTRY = { at: 60, title: 'It begins' };

interface Change extends Partial<Omit<UnitMaking, 'before'>> {
  readonly before?: Partial<Memory>;
}

/** Makes units, and tells how many requests were parsed together each time. */
async function make(all: readonly UnitFiles[], { before, ...change }: Change = {}) {
  const memory = { ...emptyMemory(), ...before };
  const batches: number[] = [];
  const inner = change.parse ?? parseInline;
  const parse: UnitMaking['parse'] = (requests) => {
    batches.push(requests.length);
    return inner(requests);
  };
  const units = await makeUnits(new Map(all.map((each) => [each.name, each])), {
    settings: SETTINGS,
    isReview: false,
    rules: RULES,
    pause: neverPause,
    ...change,
    before: memory,
    parse,
  });
  return { ...units, batches, work: units.work(), memory: { ...memory, units: units.kept } };
}

test('each unit gets what its own texts came to, and is kept with what it was made of', async () => {
  const files = [unitFiles(A, [translation(A), original(A)]), unitFiles(B, [seen(original(B), 'one')])];
  const { kept, batches, work, reportOf } = await make(files);
  expect([...kept.keys()]).toEqual([A, B]);
  expect(batches).toEqual([3]);
  expect(work).toEqual({ read: 3, parsed: 3, units: 2 });
  expect(kept.get(A)).toMatchObject({ look: undefined, unit: { isFound: true, diagnostics: [] } });
  expect(kept.get(B)?.look).toBe(files[1]?.look);
  const settings = RULES.settingsKey(SETTINGS);
  expect([...kept.values()].map((each) => each.settings)).toEqual([settings, settings]);
  expect([...kept.values()].map(({ key }) => key)).toEqual(files.map((each) => unitKey(each, settings)));
  const [a, b] = await Promise.all([A, B].map((name) => reportOf(name).load()));
  expect([a?.reference, a?.translations.length]).toEqual([A, 1]);
  expect([b?.reference, b?.translations.length]).toEqual([B, 0]);
  // They were kept, and need not be parsed again.
  expect(batches).toEqual([3]);
});

test('files that look unchanged are not even read', async () => {
  const read: string[] = [];
  const files = [unitFiles(A, [seen(original(A), 'one', read)])];
  const first = await make(files);
  expect(read).toHaveLength(1);
  const second = await make(files, { before: first.memory });
  expect(second.kept.get(A)).toBe(first.kept.get(A));
  expect([read.length, second.work]).toEqual([1, { read: 0, parsed: 0, units: 0 }]);
});

test.each<[what: string, before: string | undefined, now: string | undefined]>([
  ['another look', 'one', 'two'],
  ['no look', 'one', undefined],
  ['no look, as before', undefined, undefined],
])('files with the same bytes are read and nothing is made: %s', async (_, before, now) => {
  const first = await make([unitFiles(A, [seen(original(A), before)])]);
  const files = unitFiles(A, [seen(original(A), now)]);
  const second = await make([files], { before: first.memory });
  expect(second.work).toEqual({ read: 1, parsed: 0, units: 0 });
  expect(second.kept.get(A)).toEqual({ ...first.kept.get(A), look: files.look });
});

test.each<[what: string, files: readonly SiteFile[], without: readonly string[], change: Change]>([
  ['a text', [seen(original(A, 'Mail works'), 'two')], [], {}],
  ['a file more', [seen(translation(A), 'one'), seen(original(A), 'one')], [], {}],
  ['a file left out', [seen(original(A), 'one')], [`incidents/${A}/de.md`], {}],
  [
    'the settings',
    [seen(original(A), 'one')],
    [],
    { settings: { ...SETTINGS, site: { ...SITE, rulesOff: ['blame'] } } },
  ],
])('a unit is made again when something it is made of has changed: %s', async (_, files, without, change) => {
  const first = await make([unitFiles(A, [seen(original(A), 'one')])]);
  const second = await make([unitFiles(A, files, without)], { ...change, before: first.memory });
  expect(second.work).toEqual({ read: files.length, parsed: files.length, units: 1 });
  expect(second.kept.get(A)?.key).not.toBe(first.kept.get(A)?.key);
});

test('a review takes only units that were reviewed; a build takes both', async () => {
  const files = [unitFiles(A, [seen(original(A), 'one')])];
  const checked = await make(files, { isReview: true });
  expect(checked.kept.get(A)?.unit.review).toBeDefined();
  const old = checked.kept.get(A) as KeptUnit;
  const built = {
    ...checked.memory,
    units: new Map([[A, { ...old, unit: { ...old.unit, review: undefined } }]]),
  };
  expect((await make(files, { before: built })).work).toEqual({ read: 0, parsed: 0, units: 0 });
  const reviewed = await make(files, { before: built, isReview: true });
  expect(reviewed.work).toEqual({ read: 1, parsed: 1, units: 1 });
  for (const isReview of [true, false]) {
    const again = await make(files, { before: checked.memory, isReview });
    expect(again.kept.get(A)).toBe(checked.kept.get(A));
  }
});

test('a file that could not be read is tried again, however it looks', async () => {
  const file = { ...original(A), bytes: new Uint8Array(), refused: { kind: 'special' } } as const;
  const files = [unitFiles(A, [seen(translation(A), 'one'), seen(file, 'one')])];
  const first = await make(files);
  expect(first.kept.get(A)?.look).toBeUndefined();
  const second = await make(files, { before: first.memory });
  expect(second.kept.get(A)?.look).toBeUndefined();
  expect(second.work).toMatchObject({ read: 2, units: 0 });
});

test('what only a slow machine made of a text is made again the next time', async () => {
  const files = [unitFiles(A, [seen(original(A), 'one')])];
  const said = { code: 'INC311' };
  const slow: UnitMaking['parse'] = async (requests) => {
    const outcomes = await parseInline(requests);
    return outcomes.map((each) => ({ ...each, diagnostics: [said] })) as never;
  };
  const first = await make(files, { parse: slow });
  const plain = unitKey(files[0] as UnitFiles, RULES.settingsKey(SETTINGS));
  expect(first.kept.get(A)).toMatchObject({ look: undefined, unit: { diagnostics: [said] } });
  expect(first.kept.get(A)?.key).toBe(hashOf(`${plain} ${JSON.stringify([said])}`));
  const second = await make(files, { before: first.memory });
  expect(second.work).toEqual({ read: 1, parsed: 1, units: 1 });
  expect(second.kept.get(A)).toMatchObject({ look: files[0]?.look, key: plain, unit: { diagnostics: [] } });
});

/** A unit with a text that is as it was published. */
async function publishedUnit(): Promise<UnitFiles> {
  const world: World = {
    text: written({ version: '001', lastUpdate: 60, changes: undefined, entries: [ENTRY], body: 'Over.' }),
    older: [],
    published: new Map(),
    now: 120,
  };
  await freeze(world);
  const files = [[LIVE, world.text] as const, ...world.published].map(([path, body]) =>
    seen({ path, bytes: encode(body) }, path),
  );
  return unitFiles('2025-03-04-web', files);
}

test('the same holds for what only a review comes across', async () => {
  const unit = await publishedUnit();
  const late: UnitMaking['parse'] = async (requests) =>
    requests.map(() => ({ value: undefined, diagnostics: [{ code: 'INC844' }] })) as never;
  // For a build, the text is as it was published and need not be parsed.
  const built = await make([unit], { parse: late });
  expect([...built.kept.values()]).toMatchObject([{ look: unit.look, unit: { diagnostics: [] } }]);
  const checked = await make([unit], { parse: late, isReview: true });
  expect([...checked.kept.values()]).toMatchObject([{ look: undefined, unit: { diagnostics: [] } }]);
  expect([...checked.kept.values()][0]?.key).not.toBe([...built.kept.values()][0]?.key);
});

test('a report that is as it was published is not parsed for a page, not even in a review', async () => {
  const unit = await publishedUnit();
  const checked = await make([unit], { isReview: true });
  expect(checked.batches).toEqual([1]);
  const { reports } = emptyMemory();
  const again = await make([unit], { before: { ...checked.memory, reports }, isReview: true });
  expect((await again.reportOf(unit.name).load()).reference).toBe(unit.name);
  expect(again.batches).toEqual([]);
});

test('a report that is no longer held is parsed again when it is asked for, and held', async () => {
  const files = [unitFiles(A, [seen(original(A), 'one')]), unitFiles(B, [seen(original(B), 'one')])];
  const first = await make(files, { isReview: true });
  const { reports } = emptyMemory();
  const second = await make(files, { before: { ...first.memory, reports }, isReview: true });
  expect(second.batches).toEqual([]);
  const named = second.reportOf(B);
  expect(named.key).toBe(second.kept.get(B)?.key);
  expect(await named.load()).toEqual(await first.reportOf(B).load());
  expect(second.batches).toEqual([1]);
  await second.reportOf(B).load();
  expect(second.batches).toEqual([1]);
  expect(reports.get(named.key)?.reference).toBe(B);
});

test('a report that does not exist is not made up', async () => {
  const { reportOf, kept } = await make([
    unitFiles(A, [{ path: `incidents/${A}/a.txt`, bytes: encode('') }]),
  ]);
  expect(kept.get(A)?.unit.row).toBeUndefined();
  expect(reportOf('unknown').key).toBe('');
  await expect(reportOf(A).load()).rejects.toThrow(`there is no report in ${A}, and a page asked for it`);
});

test('many units are parsed together, but not all at once; the work is counted over all', async () => {
  const names = Array.from({ length: 513 }, (_, at) => `2026-03-04-${at}`);
  let under = 0;
  const parse: UnitMaking['parse'] = async (requests) => {
    under += 1;
    expect(under).toBe(1);
    await Promise.resolve();
    under -= 1;
    return requests.map(({ path }) => ({
      value: undefined,
      diagnostics: [{ code: 'INC100', path }],
    })) as never;
  };
  const { kept, batches, work } = await make(
    names.map((name) => unitFiles(name, [original(name)])),
    { parse },
  );
  expect(batches).toEqual([256, 256, 1]);
  expect(work).toEqual({ read: 513, parsed: 513, units: 513 });
  expect([...kept.keys()]).toEqual(names);
  for (const [name, { unit }] of kept)
    expect(unit.diagnostics).toContainEqual({ code: 'INC100', path: `incidents/${name}/en.md` });
});

test('the files of a unit that are to be left out are', async () => {
  const all = [translation(A), original(A)];
  const { kept } = await make([unitFiles(A, all, [`incidents/${A}/de.md`])]);
  expect(kept.get(A)?.unit.row?.existing).toEqual(['en']);
});

test('the key of a file is its look, or if that proves nothing, made of its bytes', () => {
  const file = original(A);
  const refused = { ...file, refused: { kind: 'special' } } as const;
  expect(fileKey(seen(file, 'one'))).toBe('look one');
  expect(fileKey(seen(file, undefined))).toBe(hashOf(file.bytes));
  expect(fileKey(file)).toBe(hashOf(file.bytes));
  expect(fileKey(refused)).toBe('{"kind":"special"}');
  expect(keysOf([file, seen(translation(A), 'one')])).toEqual([
    `${file.path} ${hashOf(file.bytes)}`,
    `incidents/${A}/de.md look one`,
  ]);
});

test('the key of a unit is made of settings, paths, bytes and what is left out', () => {
  const [one, two] = [original(A), translation(A)];
  const key = (files: readonly SiteFile[], settings = 'settings', without: readonly string[] = []) =>
    unitKey(unitFiles(A, files, without), settings);
  const keys = [
    key([one, two]),
    key([two, one]),
    key([one]),
    key([one, { ...two, path: `incidents/${A}/fr.md` }]),
    key([one, { ...two, bytes: one.bytes }]),
    key([one, two], 'other settings'),
    key([one, two], 'settings', [two.path]),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  // How files look has no part in it.
  expect(key([seen(one, 'x'), seen(two, undefined)])).toBe(keys[0]);
});
