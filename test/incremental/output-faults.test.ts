import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { run } from '../../src/cli/commands/build/run.ts';
import { waitForClock } from '../../src/host/files/looks.ts';
import { readBuilt } from '../../src/host/publish/manifest-store.ts';
import { digests } from '../publish/made-site.ts';
import { makeFolder } from '../run.ts';
import { EN, makeSite, originalText, read, REFERENCE, write } from '../versions/site.ts';

type Journal = typeof import('../../src/host/files/journal.ts');
type Known = typeof import('../../src/host/files/known-output.ts');
type LastBuild = typeof import('../../src/host/files/last-build.ts');
type Looks = typeof import('../../src/host/files/looks.ts');

/** Something wrong with what is remembered of an output folder: functions that stand in for the real ones. */
interface Fault {
  readonly journal?: (real: Journal) => Partial<Journal>;
  readonly known?: (real: Known) => Partial<Known>;
  readonly last?: (real: LastBuild) => Partial<LastBuild>;
  readonly looks?: (real: Looks) => Partial<Looks>;
}

const planted = vi.hoisted(() => ({
  fault: {} as Readonly<Record<string, ((real: object) => object) | undefined>>,
  isKilled: false,
}));

/** A module whose functions are those of the fault that is planted, where it has some. */
const faulty = vi.hoisted(() => async (name: string, original: () => Promise<object>) => {
  const real = (await original()) as Record<string, (...args: unknown[]) => unknown>;
  const standIn =
    (member: string) =>
    (...args: unknown[]) => {
      const own = planted.fault[name]?.(real) as typeof real | undefined;
      return (own?.[member] ?? real[member])?.(...args);
    };
  return Object.fromEntries(Object.keys(real).map((member) => [member, standIn(member)]));
});

vi.mock('../../src/host/files/journal.ts', async (original) => {
  const all = (await faulty('journal', original)) as unknown as Journal;
  return {
    ...all,
    applyChange: (folder, change, check) => {
      let steps = 0;
      return all.applyChange(folder, change, () => {
        // The journal is there, and one file is moved.
        if (planted.isKilled && (steps += 1) === 3) throw new Error('killed');
        check();
      });
    },
  } satisfies Journal;
});
vi.mock('../../src/host/files/known-output.ts', (original) => faulty('known', original));
vi.mock('../../src/host/files/last-build.ts', (original) => faulty('last', original));
vi.mock('../../src/host/files/looks.ts', (original) => faulty('looks', original));

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const OTHER = 'incidents/2026-03-05-web-gone';
const [FIRST, SECOND] = ['The text.', 'Another text.'].map((text) => originalText('001', text)) as [
  string,
  string,
];

interface Step {
  readonly edit: (site: string) => void;
  readonly asOf?: string;
  readonly isKilled?: boolean;
}

const PAGE = `dist/en/incidents/${REFERENCE}/index.html`;
const WALK: readonly Step[] = [
  { edit: () => undefined },
  { edit: (site) => write(site, EN, SECOND) },
  { edit: (site) => write(site, EN, FIRST) },
  { edit: (site) => rmSync(join(site, OTHER), { recursive: true }) },
  // As long as it was.
  { edit: (site) => write(site, PAGE, read(site, PAGE).replace('The text.', 'Not this.')) },
  { edit: (site) => rmSync(join(site, PAGE)) },
  { edit: (site) => writeFileSync(join(site, 'dist/en/other.html'), 'of somebody else') },
  { edit: (site) => write(site, EN, SECOND), isKilled: true },
  { edit: (site) => write(site, EN, FIRST) },
  { edit: (site) => write(site, EN, SECOND), isKilled: true },
  { edit: () => undefined },
  { edit: () => undefined, asOf: '2026-03-04T11:00:00Z' },
];

function startSite(): string {
  const site = makeSite();
  folders.push(site);
  write(site, 'site.yaml', `${read(site, 'site.yaml')}outputs: [articles, index]\n`);
  write(site, EN, FIRST);
  write(site, `${OTHER}/en.md`, FIRST.replaceAll('2026-03-04', '2026-03-05'));
  return site;
}

async function build(site: string, { asOf }: Step, more: { out?: string; cache: boolean }): Promise<void> {
  const stream = { write: () => undefined, isTerminal: false };
  const shared = { quiet: true, verbose: false, colour: false, strict: false, keepGoing: false };
  const command = { ...shared, compress: false, why: false, format: 'pretty', asOf, ...more } as const;
  expect(await run(command, { cwd: site, environment: {}, stdout: stream, stderr: stream })).toBe(0);
}

/** What is wrong after a step; nothing if it is as it has to be. */
async function walkStep(
  site: string,
  step: Step,
  clean: Record<string, string>,
): Promise<string | undefined> {
  planted.isKilled = step.isKilled === true;
  const failure = await build(site, step, { cache: true }).catch(String);
  planted.isKilled = false;
  if (step.isKilled) {
    if (!failure?.includes('killed')) return failure ?? 'it went on';
    try {
      readBuilt(join(site, 'dist'), 'dist');
      return 'half of a change is taken for a site';
    } catch {
      return undefined;
    }
  }
  if (failure !== undefined) return failure;
  if (!existsSync(join(site, 'dist'))) return 'no site';
  if (readdirSync(site).some((name) => name.startsWith('.dist'))) return 'something is left over';
  return JSON.stringify(digests(join(site, 'dist'))) === JSON.stringify(clean) ? undefined : 'other files';
}

/** Walks with a fault, and gives what was wrong first. `cleans` has what clean builds come to, once known. */
async function walk(fault: Fault, cleans: Record<string, string>[]): Promise<string | undefined> {
  const site = startSite();
  for (const [at, step] of WALK.entries()) {
    planted.fault = {};
    step.edit(site);
    // The look of a file written just now proves nothing, so that it is read, and no fault in looks would show.
    waitForClock(performance.now());
    if (!cleans[at]) {
      const out = join(makeFolder(), 'dist');
      folders.push(join(out, '..'));
      await build(site, step, { out, cache: false });
      cleans[at] = digests(out);
    }
    planted.fault = fault as typeof planted.fault;
    const wrong = await walkStep(site, step, cleans[at]);
    if (wrong !== undefined) return `step ${at}: ${wrong}`;
  }
  return undefined;
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'journal: nobody sees it': { journal: () => ({ hasOpenJournal: () => false }) },
  'journal: nobody completes it': { journal: () => ({ completeChange: () => Promise.resolve('nothing') }) },
  'journal: without what is moved first': {
    journal: (real) => ({
      applyChange: (folder, change, check) =>
        real.applyChange(folder, { ...change, rename: change.rename.slice(1) }, check),
    }),
  },
  'journal: without what is removed': {
    journal: (real) => ({
      applyChange: (folder, change, check) => real.applyChange(folder, { ...change, remove: [] }, check),
    }),
  },
  'looks: equal for other bytes': {
    looks: (real) => ({
      lookAround: (...args) => {
        const seen = real.lookAround(...args);
        return { ...seen, looks: new Map([...seen.looks].map(([path, look]) => [path, look && 'the same'])) };
      },
    }),
  },
  'looks of the output: equal for other bytes': {
    looks: (real) => ({
      lookAround: (...[root, parts, now, before, everything]) => {
        const seen = real.lookAround(root, parts, now, before, everything);
        const looks = new Map([...seen.looks].map(([path, look]) => [path, look && 'the same'] as const));
        return everything ? { ...seen, looks } : seen;
      },
    }),
  },
  'output: every file is there': {
    known: (real) => ({
      seeOutput: async (...args) => ({ ...(await real.seeOutput(...args)), isThere: () => true }),
    }),
  },
  'output: the looks of now with the hashes of before': {
    known: (real) => {
      return {
        seeOutput: async (...args) => {
          const known = await real.seeOutput(...args);
          const keep: typeof known.keep = ({ facts, ...change }) => {
            const old = facts.map((each) => hashesBefore.get(each.path) ?? each);
            for (const each of facts) hashesBefore.set(each.path, each);
            return known.keep({ ...change, facts: old });
          };
          return { ...known, keep };
        },
      };
    },
  },
  'output: files that nobody made are not seen': {
    known: (real) => ({
      seeOutput: async (...args) => ({ ...(await real.seeOutput(...args)), paths: new Set() }),
    }),
  },
  'last build: however the output looks': {
    known: () => ({ lookAtOutput: () => ({ looks: new Map(), others: new Set(), folders: new Map() }) }),
    last: (real) => ({
      writeLastBuild: (root, ended) => real.writeLastBuild(root, { ...ended, output: new Map() }),
    }),
  },
  'last build: whatever was asked for': {
    last: (real) => ({
      readLastBuild: (root, out, _, looks) => real.readLastBuild(root, out, 'any', looks),
      writeLastBuild: (root, ended) => real.writeLastBuild(root, { ...ended, key: 'any' }),
    }),
  },
};

const hashesBefore = new Map<string, { path: string; sha256: string; size: number }>();

test('a fault in what is remembered of the output, or in its journal, is found: each of them', async () => {
  const cleans: Record<string, string>[] = [];
  expect(await walk({}, cleans), 'without a fault').toBeUndefined();
  const missed: string[] = [];
  for (const [name, fault] of Object.entries(FAULTS)) {
    hashesBefore.clear();
    if ((await walk(fault, cleans)) === undefined) missed.push(name);
  }
  expect(missed).toEqual([]);
}, 600_000);
