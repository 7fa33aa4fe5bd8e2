import { expect, test } from 'vitest';
import { formatVersion } from '../../src/model/version.ts';
import { check, fix, freeze, look, readBack, written } from './one-report.ts';
import type { Text, World } from './one-report.ts';

/** The table of verdicts in docs/versions.md, as a writer meets each of its rows. */
const MINUTE = 60;
const FIRST: Text = {
  version: '001',
  lastUpdate: undefined,
  changes: undefined,
  entries: [{ at: 0, title: 'Pages are slow' }],
  body: 'Body.',
};
const SECOND: Text = {
  ...FIRST,
  version: '002',
  entries: [...FIRST.entries, { at: 10 * MINUTE, title: 'Cause found' }],
};
/** As SECOND, with one more entry. */
const THIRD = (version: string): Text => ({
  ...SECOND,
  version,
  entries: [...SECOND.entries, { at: 20 * MINUTE, title: 'It is over' }],
});

interface Row {
  readonly published: readonly Text[];
  readonly live: Text;
  /** What a build says of the number and of `last_update`, and the number it shows the text under. */
  readonly build: readonly string[];
  readonly shown: string | undefined;
  readonly check: readonly string[];
  /** The number after `check --fix`, by default the one that stands there. */
  readonly fixed?: string;
}

test.each<[string, Row]>([
  [
    'no ledger, 000: a draft',
    { published: [], live: { ...FIRST, version: '000' }, build: [], shown: undefined, check: [] },
  ],
  ['no ledger, 001: new', { published: [], live: FIRST, build: [], shown: '001', check: [] }],
  [
    'no ledger, higher: earlier versions are not held here',
    { published: [], live: THIRD('007'), build: [], shown: '007', check: [] },
  ],
  ['same, same: unchanged', { published: [FIRST], live: FIRST, build: [], shown: undefined, check: [] }],
  [
    'a different last_update alone: the published one holds',
    {
      published: [FIRST],
      live: { ...FIRST, lastUpdate: 15 * MINUTE },
      build: ['warning INC503'],
      shown: undefined,
      check: ['warning INC503'],
    },
  ],
  [
    'same, higher: a bump without a change',
    {
      published: [FIRST],
      live: { ...FIRST, version: '002' },
      build: ['warning INC502'],
      shown: undefined,
      check: ['warning INC502'],
      fixed: '001',
    },
  ],
  [
    'changed, same: the next number, with a warning',
    {
      published: [FIRST, SECOND],
      live: THIRD('002'),
      build: ['warning INC501'],
      shown: '003',
      check: ['error INC501'],
      fixed: '003',
    },
  ],
  [
    'changed, lower: a revert is the next number',
    {
      published: [FIRST, SECOND],
      live: FIRST,
      build: ['warning INC504'],
      shown: '003',
      check: ['error INC504', 'warning INC509'],
      fixed: '003',
    },
  ],
  [
    'same, lower: the number alone was put back',
    {
      published: [FIRST, SECOND],
      live: { ...SECOND, version: '001' },
      build: ['warning INC504'],
      shown: undefined,
      check: ['error INC504'],
      fixed: '002',
    },
  ],
  [
    'changed, facts same, next revision',
    {
      published: [FIRST],
      live: { ...FIRST, version: '001r2', body: 'Better.' },
      build: [],
      shown: '001r2',
      check: ['warning INC509'],
    },
  ],
  [
    'changed, facts differ, next revision: a revision may not change facts',
    {
      published: [FIRST],
      live: { ...FIRST, version: '001r2', entries: [{ at: -MINUTE, title: 'Pages are slow' }] },
      build: ['error INC505'],
      shown: undefined,
      check: ['error INC505'],
      fixed: '002',
    },
  ],
  [
    'changed, next version',
    { published: [FIRST, SECOND], live: THIRD('003'), build: [], shown: '003', check: [] },
  ],
  [
    'a stated last_update that goes back',
    {
      published: [FIRST, SECOND],
      live: { ...FIRST, version: '003', lastUpdate: 3 * MINUTE },
      build: ['error INC507'],
      shown: undefined,
      check: ['error INC507'],
    },
  ],
  [
    'a stated last_update that the newest entry has overtaken',
    {
      published: [FIRST, SECOND],
      live: { ...THIRD('003'), lastUpdate: 15 * MINUTE },
      build: ['warning INC208'],
      shown: '003',
      check: ['error INC208'],
    },
  ],
  [
    'changed, further: a gap',
    {
      published: [FIRST],
      live: THIRD('009'),
      build: ['error INC506'],
      shown: undefined,
      check: ['error INC506'],
      fixed: '002',
    },
  ],
])('%s', async (_, { published, live, build, shown, check: checked, fixed }) => {
  const world: World = { text: '', older: [], published: new Map(), now: 0 };
  for (const [index, text] of published.entries()) {
    world.text = written(text);
    world.now = (10 * index + 5) * MINUTE;
    await freeze(world);
  }
  world.now = 25 * MINUTE;
  world.text = written(live);
  const said = (diagnostics: readonly { severity: string; code: string }[]) =>
    diagnostics.map(({ severity, code }) => `${severity} ${code}`);
  const { unit, report } = await look(world, 'build');
  const history = report?.history[0];
  expect(said(unit.diagnostics)).toEqual(build);
  expect(history?.isPending ? formatVersion(history.editions.at(-1)!.version) : undefined).toBe(shown);
  expect(said(await check(world))).toEqual(checked);
  // No hint leads to another refusal.
  expect(await fix(world)).toEqual([]);
  expect(readBack(world.text).version).toBe(fixed ?? live.version);
});
