import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../src/pipeline/build.ts';
import type { BuildInput, BuildResult } from '../../src/pipeline/build.ts';
import {
  changedParts,
  formatParts,
  joinParts,
  PARTS,
  readPart,
} from '../../src/pipeline/remember/cache-text.ts';
import { RULES } from '../../src/pipeline/remember/keeper.ts';
import type { Rules } from '../../src/pipeline/remember/keeper.ts';
import { NOTHING_KEPT } from '../../src/pipeline/remember/memory.ts';
import type { Memory } from '../../src/pipeline/remember/memory.ts';
import { parseInline } from '../../src/pipeline/testing.ts';
import type { Fingerprint } from '../../src/pipeline/remember/stale.ts';
import type { SourceFile } from '../../src/model/file.ts';
import { readTheme } from '../../src/host/files/site-files.ts';
import { sha256 as hashOf } from '../../src/source/content-hash.ts';
import { GENERATOR } from '../generator.ts';
import { apply, EDIT_KINDS, sourceFiles, startWorld } from './edits.ts';
import type { Edit, EditKind, World } from './edits.ts';

const THEME = readTheme();

function buildWorld(world: World, memory?: Memory, rules?: Rules): Promise<BuildResult> {
  const input = { files: sourceFiles(world), theme: THEME, generator: GENERATOR, options: world.options };
  return build(input, parseInline, memory, rules);
}

/** All that a build is for, as one text. What it remembers and how much it did may differ. */
function outcomeOf({ files, diagnostics, leftOut, kept, counts, texts }: BuildResult): string {
  const bytes = files.map(({ path, body }) => [
    path,
    typeof body === 'string' ? body : Buffer.from(body).toString('base64'),
  ]);
  const pending = texts.map((text) => [text.history.ledger, text.pending ?? null, [...text.articles]]);
  return JSON.stringify([bytes, diagnostics, leftOut, kept, counts, pending]);
}

/** A memory as the next run of the program would find it on the disk. */
function throughDisk(memory: Memory): Memory {
  const all = new Set(Array.from({ length: PARTS }, (_, part) => part));
  const parts = [...formatParts(memory, 'key', all).values()].map((text) => readPart(text, 'key'));
  return joinParts(parts.map((part) => ('entries' in part ? part.entries : [])));
}

const FREEZE: Edit = { kind: 'freeze', pick: 0, word: 0 };

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...EDIT_KINDS),
  pick: fc.nat(63),
  word: fc.nat(63),
});

test('whatever is edited, a build that remembers gives what a clean one gives, byte for byte', async () => {
  const reached = new Map<EditKind, number>();
  const reused = { editions: 0, pages: 0, articles: 0, differences: 0 };
  const property = fc.asyncProperty(
    fc.array(edit, { minLength: 6, maxLength: 24 }),
    fc.boolean(),
    fc.boolean(),
    async (edits, isOnDisk, isPublished) => {
      const world = startWorld();
      let memory = NOTHING_KEPT;
      for (const each of [undefined, ...(isPublished ? [FREEZE] : []), ...edits]) {
        if (each) {
          if (!apply(world, each)) continue;
          reached.set(each.kind, (reached.get(each.kind) ?? 0) + 1);
        }
        const clean = await buildWorld(world);
        const remembering = await buildWorld(world, memory);
        expect(outcomeOf(remembering)).toBe(outcomeOf(clean));
        expect(listsWrongHashes(remembering)).toBe(false);
        for (const kind of ['pages', 'articles', 'differences'] as const)
          reused[kind] += clean.work[kind] - remembering.work[kind];
        reused.editions += clean.work.parsed - remembering.work.parsed;
        memory = isOnDisk ? throughDisk(remembering.memory) : remembering.memory;
        if (clean.texts.length > 0) world.texts = clean.texts;
      }
    },
  );
  await fc.assert(property, { numRuns: 30, seed: 20200915 });
  expect([...reached.keys()].toSorted()).toEqual(EDIT_KINDS.toSorted());
  for (const [kind, times] of reached) expect(times, kind).toBeGreaterThan(1);
  for (const [kind, times] of Object.entries(reused)) expect(times, kind).toBeGreaterThan(10);
}, 240_000);

/** The files of a world; those that did not change are the very objects of before, as in `dev`. */
function keepingFiles(): (world: World) => SourceFile[] {
  let known = new Map<string, SourceFile>();
  return (world) => {
    const files = sourceFiles(world).map((file) => {
      const before = known.get(file.path);
      return before && Buffer.compare(before.bytes, file.bytes) === 0 ? before : file;
    });
    known = new Map(files.map((file) => [file.path, file]));
    return files;
  };
}

test('with the same objects for what did not change, build after build gives what clean ones give', async () => {
  const reached = new Set<EditKind>();
  let [made, pages] = [0, 0];
  const property = fc.asyncProperty(
    fc.array(edit, { minLength: 6, maxLength: 24 }),
    fc.boolean(),
    async (edits, isPublished) => {
      const world = startWorld();
      const filesOf = keepingFiles();
      const steps: { readonly input: BuildInput; readonly outcome: string }[] = [];
      let memory = NOTHING_KEPT;
      for (const each of [undefined, ...(isPublished ? [FREEZE] : []), ...edits]) {
        if (each && !apply(world, each)) continue;
        if (each) reached.add(each.kind);
        const input = { theme: THEME, generator: GENERATOR, options: world.options };
        const result = await build({ ...input, files: filesOf(world) }, parseInline, memory);
        ({ memory } = result);
        if (result.texts.length > 0) world.texts = result.texts;
        made += result.rendered.length;
        pages += result.counts.pages;
        steps.push({ input: { ...input, files: sourceFiles(world) }, outcome: outcomeOf(result) });
      }
      // Only now, so that nothing that a clean build leaves comes between two that remember.
      for (const { input, outcome } of steps)
        expect(outcome).toBe(outcomeOf(await build(input, parseInline)));
    },
  );
  await fc.assert(property, { numRuns: 20, seed: 20200915 });
  expect([...reached].toSorted()).toEqual(EDIT_KINDS.toSorted());
  expect(made).toBeLessThan(pages / 2);
}, 240_000);

/** The rules with one thing left out of what is compared. */
const without = (drop: (print: Fingerprint) => Fingerprint): Rules => ({
  ...RULES,
  stale: (before, after) => RULES.stale(before && drop(before), drop(after)),
});
const withoutMembers = (...names: readonly string[]) =>
  without((print) => ({
    ...print,
    view: Object.fromEntries(Object.entries(print.view).filter(([key]) => !names.includes(key))),
  }));

const FAULTS: Readonly<Record<string, Rules>> = {
  ...Object.fromEntries(
    [
      'older',
      'newer',
      'related',
      'notices',
      'site',
      'canonical',
      'months',
      'asOf',
      'steps',
      'editions',
      'newest',
    ].map((name) => [`the member ${name} of pages`, withoutMembers(name)]),
  ),
  // One of them alone would not be missed, since each changes with the other.
  'the article of pages': withoutMembers('html', 'hash', 'structured'),
  templates: without((print) => ({ ...print, templates: {} })),
  'interface texts': without((print) => ({ ...print, messages: '' })),
  'base path and time zone': without((print) => ({ ...print, settings: '' })),
  everything: { ...RULES, stale: (before) => (before ? [] : ['new']) },
  'the pictures of a report': {
    ...RULES,
    editionKey: (request, hash) => RULES.editionKey({ ...request, pictures: {} }, hash),
  },
  'the settings parsing depends on': {
    ...RULES,
    editionKey: (request) => RULES.editionKey(request, () => ''),
  },
  'the bytes of a report': {
    ...RULES,
    editionKey: (request, hash) => RULES.editionKey({ ...request, bytes: new Uint8Array() }, hash),
  },
  'the body of an article': { ...RULES, articleText: ({ body: _body, ...view }) => JSON.stringify(view) },
  'the timeline of an article': {
    ...RULES,
    articleText: ({ entries: _entries, ...view }) => JSON.stringify(view),
  },
};

/** A walk whose clean builds are made once, for all faults. */
async function walk(): Promise<{ world: World; clean: string }[]> {
  const world = startWorld();
  const steps: { world: World; clean: string }[] = [];
  for (const each of [undefined, ...WALK]) {
    if (each && !apply(world, each)) continue;
    const clean = await buildWorld(world);
    if (clean.texts.length > 0) world.texts = clean.texts;
    expect(clean.files.length > 0, JSON.stringify([each, clean.diagnostics])).toBe(
      each?.kind !== 'settings' || each.pick !== 9,
    );
    steps.push({ world: { ...world, files: new Map(world.files) }, clean: outcomeOf(clean) });
  }
  return steps;
}

/** Edits that each change one thing and leave the site without errors, as far as they can. */
const WALK: readonly Edit[] = (
  [
    ['new report', 2, 0],
    ['new report', 3, 0],
    ['edit fact', 2, 1],
    ['related', 3, 0],
    ['edit title', 0, 2],
    ['edit entry', 1, 1],
    ['settings', 8, 0],
    ['settings', 0, 0],
    ['settings', 6, 0],
    ['settings', 7, 0],
    ['settings', 9, 0],
    ['settings', 5, 0],
    ['settings', 2, 0],
    ['settings', 0, 0],
    ['picture', 0, 1],
    ['options', 5, 0],
    ['options', 23, 0],
    ['new translation', 1, 1],
    ['edit translation', 0, 2],
    ['interface text', 0, 0],
    ['template', 1, 1],
    ['template', 3, 1],
    ['freeze', 0, 0],
    ['new version', 1, 3],
    ['freeze', 0, 0],
    ['new version', 1, 4],
    ['new version', 0, 3],
  ] as const
).map(([kind, pick, word]) => ({ kind, pick, word }));

test('a fault in what is compared is found: each of them', async () => {
  const steps = await walk();
  const missed: string[] = [];
  for (const [name, rules] of Object.entries({ 'nothing (no fault)': RULES, ...FAULTS })) {
    let memory = NOTHING_KEPT;
    let isFound = false;
    for (const { world, clean } of steps) {
      const result = await buildWorld(world, memory, rules);
      memory = result.memory;
      isFound = outcomeOf(result) !== clean || listsWrongHashes(result);
      if (isFound) break;
    }
    if (isFound === (rules === RULES)) missed.push(name);
  }
  expect(missed).toEqual([]);
}, 240_000);

/** Bytes that are only made when asked for would come out right, and the hash that was kept would not fit. */
function listsWrongHashes({ files }: BuildResult): boolean {
  return files.some(
    ({ sha256, size, body }) =>
      sha256 !== undefined && (size !== Buffer.byteLength(body) || sha256 !== hashOf(body)),
  );
}

test('a second build of the same files does nothing at all', async () => {
  const world = startWorld();
  const first = await buildWorld(world);
  expect(first.work.parsed).toBeGreaterThan(2);
  expect(first.rendered.every(({ reasons }) => reasons.join() === 'new')).toBe(true);
  const second = await buildWorld(world, first.memory);
  expect(second.work).toEqual({ parsed: 0, articles: 0, differences: 0, pages: 0 });
  expect(changedParts(first.memory, second.memory).size).toBe(0);
  expect(second.rendered).toEqual([]);
});

test('build after build in one process, none holds on to those before', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const world = startWorld();
  const filesOf = keepingFiles();
  const past: WeakRef<Memory>[] = [];
  let memory = NOTHING_KEPT;
  for (let word = 0; word < 8; word += 1) {
    apply(world, { kind: 'edit text', pick: 0, word });
    const input = { theme: THEME, generator: GENERATOR, options: world.options };
    const result = await build({ ...input, files: filesOf(world) }, parseInline, memory);
    ({ memory } = result);
    past.push(new WeakRef(memory));
  }
  // What a weak reference was asked for stays until the turn is over.
  await new Promise((resolve) => setTimeout(resolve, 10));
  collect();
  expect(past.map((each) => each.deref() !== undefined).filter(Boolean)).toHaveLength(1);
  expect(memory.pages.size).toBeGreaterThan(0);
});

test('what was rendered says why', async () => {
  const world = startWorld();
  let { memory } = await buildWorld(world);
  const why = async (kind: EditKind, pick: number, word: number) => {
    expect(apply(world, { kind, pick, word })).toBe(true);
    const result = await buildWorld(world, memory);
    ({ memory } = result);
    return Object.fromEntries(result.rendered.map(({ path, reasons }) => [path, reasons.join('; ')]));
  };
  expect(await why('template', 0, 1)).toEqual({
    'en/incidents/2024-05-01-report/index.html': 'template page/article changed',
    'en/incidents/2024-05-02-report/index.html': 'template page/article changed',
    'fr/incidents/2024-05-01-report/index.html': 'template page/article changed',
    'fr/incidents/2024-05-02-report/index.html': 'template page/article changed',
  });
  const texts = await why('interface text', 0, 0);
  expect(Object.keys(texts).every((path) => path.startsWith('fr/'))).toBe(true);
  expect(texts['fr/index.html']).toBe('interface texts changed');
  const edited = await why('edit text', 1, 1);
  expect(edited['en/incidents/2024-05-02-report/index.html']).toBe('content changed: article, html, hash');
  expect(edited['en/incidents/2024-05-01-report/index.html']).toBeUndefined();
  expect((await why('new report', 2, 1))['en/incidents/2024-05-03-report/index.html']).toBe('new');
});
