import { expect, test } from 'vitest';
import { emptyMemory } from '../../src/pipeline/remember/memory.ts';
import type { Memory } from '../../src/pipeline/remember/memory.ts';
import { RULES } from '../../src/pipeline/remember/rules.ts';
import type { Rules } from '../../src/pipeline/remember/rules.ts';
import { readFile } from '../../src/model/seen-file.ts';
import type { SiteFile } from '../../src/model/seen-file.ts';
import { apply, sourceFiles, startWorld } from './edits.ts';
import type { Edit } from './edits.ts';
import { buildStep, cleanOutcome, looksOf, outcomeOf, outputAfter } from './steps.ts';
import type { Output, Step } from './steps.ts';

/** Something that is wrong with what is remembered, in one of the layers. */
interface Fault {
  readonly rules?: Partial<Rules>;
  /** How files look. */
  readonly look?: (file: SiteFile) => SiteFile;
  /** What is handed from one build to the next; `before` is what was handed over the last time. */
  readonly memory?: (memory: Memory, before: Memory) => Memory;
}

/** Keys of pages without some of what they name. */
const withoutInputs = (...names: readonly string[]): Fault => ({
  rules: {
    inputKeys: (page) =>
      RULES.inputKeys(page).filter((each) => !names.includes(each.slice(0, each.lastIndexOf(' ')))),
  },
});

/** Keys of units in which some files have no bytes. */
const withoutBytes = (pattern: RegExp): Fault => ({
  rules: {
    unitKey: (unit, settings) => {
      const files = unit.files
        .map(readFile)
        .map((file) => (pattern.test(file.path) ? { ...file, bytes: new Uint8Array() } : file));
      return RULES.unitKey({ ...unit, files }, settings);
    },
  },
});

/** Keys of units without one of the settings. */
const withoutSetting = (name: 'services' | 'labels'): Fault => ({
  rules: {
    settingsKey: ({ site, labels, ...rest }) => {
      const { [name as 'services']: _site, ...others } = site;
      return RULES.settingsKey({ ...rest, site: others, labels: name === 'labels' ? {} : labels } as never);
    },
  },
});

const FAULTS: Readonly<Record<string, Fault>> = {
  'units: the texts': withoutBytes(/^incidents\/.*\.md$/),
  'units: the pictures': withoutBytes(/\.png$/),
  'units: what was published': withoutBytes(/^published\//),
  'units: the services': withoutSetting('services'),
  'units: the words in texts': withoutSetting('labels'),
  'units: all settings': { rules: { settingsKey: () => '' } },
  'units: everything': { rules: { unitKey: ({ name }) => name } },
  'looks: equal for other bytes': {
    look: (file) => ({ path: file.path, stamp: file.path, read: () => readFile(file) }),
  },
  'index: the looks of now with the units of before': {
    memory: (memory, before) => ({
      ...memory,
      units: new Map(
        [...memory.units].map(([name, now]) => [
          name,
          { ...(before.units.get(name) ?? now), look: now.look, settings: now.settings },
        ]),
      ),
    }),
  },
  'index: the keys of now with the units of before': {
    memory: (memory, before) => ({
      ...memory,
      units: new Map(
        [...memory.units].map(([name, now]) => {
          const old = before.units.get(name) ?? now;
          return [name, { ...now, unit: old.unit }];
        }),
      ),
    }),
  },
  'index: the inputs of now with the files of before': {
    memory: (memory, before) => ({
      ...memory,
      pages: new Map(
        [...memory.pages].map(([name, now]) => [
          name,
          { ...now, files: before.pages.get(name)?.files ?? now.files },
        ]),
      ),
    }),
  },
  'index: pages without one of their files': {
    memory: (memory) => ({
      ...memory,
      pages: new Map(
        [...memory.pages].map(([name, now]) => [name, { ...now, files: now.files.slice(0, 1) }]),
      ),
    }),
  },
  'values: everything': { rules: { isSame: () => true } },
  'values: of as many things': { rules: { isSame: (before, now) => before.length === now.length } },
  'reports: of an older key': {
    memory: (memory, before) => {
      // The store is handed on as it is: it is wrong from the first build on.
      if (memory.reports === before.reports) return memory;
      const held = new Map<string, NonNullable<ReturnType<Memory['reports']['get']>>>();
      const { reports } = memory;
      return {
        ...memory,
        reports: {
          get: (key) => {
            const own = reports.get(key);
            return own && (held.get(own.reference) ?? own);
          },
          put: (key, report) => {
            if (!held.has(report.reference)) held.set(report.reference, report);
            reports.put(key, report);
          },
        },
      };
    },
  },
  ...Object.fromEntries(
    [
      ['site', 'settings'],
      ['texts'],
      ['assets'],
      ['report'],
      ['lines'],
      ['checkpoint'],
      ['newer'],
      ['older'],
      ['related'],
      ['publications', 'reports'],
      ['facts', 'reports'],
      ['html'],
      ['events'],
      ['entries'],
      ['months'],
      ['asOf'],
      ['file'],
      ['bytes'],
    ].map((names) => [`pages: ${names.join(' and ')}`, withoutInputs(...names)]),
  ),
  'pages: templates': { rules: { templateKeys: () => [] } },
  'pages: everything': { rules: { inputKeys: () => [], templateKeys: () => [] } },
};

/** Edits that each change one thing and leave the site without errors, as far as they can. */
const WALK: readonly Edit[] = (
  [
    ['start', 0, 0],
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
    ['settings', 3, 0],
    ['settings', 0, 0],
    ['style', 0, 1],
    ['picture', 0, 1],
    ['own page', 0, 0],
    ['own page', 0, 3],
    ['own page', 4, 0],
    ['own page', 4, 1],
    ['own page', 1, 0],
    ['own page', 2, 0],
    ['own page', 2, 2],
    ['own page', 2, 4],
    ['style', 1, 0],
    ['style', 1, 1],
    ['static file', 0, 0],
    ['static file', 0, 1],
    ['static file', 2, 1],
    ['static file', 2, 3],
    ['options', 5, 0],
    ['options', 23, 0],
    ['new translation', 1, 1],
    ['edit translation', 0, 2],
    ['interface text', 0, 0],
    ['interface text', 1, 2],
    ['template', 1, 1],
    ['template', 3, 1],
    ['options', 2, 0],
    ['mistake', 2, 1],
    ['edit fact', 2, 0],
    ['freeze', 0, 0],
    ['site ledger', 0, 0],
    ['new version', 1, 3],
    ['freeze', 0, 0],
    ['site ledger', 0, 0],
    ['site ledger', 1, 0],
    ['new version', 1, 4],
    ['freeze', 0, 0],
    ['mistake', 1, 1],
    ['new version', 1, 2],
    ['damage what is published', 3, 0],
  ] as const
).map(([kind, pick, word]) => ({ kind, pick, word }));

/** A walk whose clean builds are made once, for all faults. */
async function walk(): Promise<{ step: Step; clean: Record<string, string> }[]> {
  const world = startWorld();
  const steps: { step: Step; clean: Record<string, string> }[] = [];
  for (const each of WALK) {
    if (!apply(world, each)) continue;
    const step = { files: sourceFiles(world), options: world.options };
    const { result, outcome } = await cleanOutcome(step);
    const texts = await result.texts();
    if (texts.length > 0) world.texts = texts;
    steps.push({ step, clean: outcome });
  }
  return steps;
}

test('a fault in what is remembered is found: each of them', async () => {
  const steps = await walk();
  const isFound = async ({ rules, look, memory: hand = (memory) => memory }: Fault) => {
    let memory = hand(emptyMemory(), emptyMemory());
    let output: Output = new Map();
    for (const { step, clean } of steps) {
      const files = looksOf(step.files.map(readFile)).map((file) => look?.(file) ?? file);
      const result = await buildStep({ ...step, files }, memory, { ...RULES, ...rules }).catch(
        () => undefined,
      );
      if (!result) return true;
      const after = outputAfter(result, output);
      if (JSON.stringify(await outcomeOf(result, after)) !== JSON.stringify(clean)) return true;
      if (after.size > 0) output = after;
      memory = hand(result.memory, memory);
    }
    return false;
  };
  expect(await isFound({}), 'without a fault').toBe(false);
  const missed: string[] = [];
  for (const [name, fault] of Object.entries(FAULTS)) if (!(await isFound(fault))) missed.push(name);
  expect(missed).toEqual([]);
}, 900_000);
