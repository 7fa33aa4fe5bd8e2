import { readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasOpenJournal } from '../../src/host/files/journal.ts';
import { BUCKET } from '../object-store/stand-in.ts';
import { expectWhole, useBucket } from '../object-store/use-bucket.ts';
import { digests, siteFiles, writeBuilt } from '../publish/made-site.ts';
import { runCommand } from '../run.ts';
import { copy, digest, EN, makeSite, originalText, read, succeed, write } from '../versions/site.ts';
import type { Moment, Several } from './soaked.ts';
import { randomly, randomMoment, SOAK, startSeveral, tell } from './soaked.ts';

const AT = ['--at', '2026-03-04T12:00:00Z'];

const DAYS = [1, 2];

/** A site with two reports, as small as one is in which each step has several files to write. */
function startSite(): string {
  const site = makeSite();
  const settings = read(site, 'site.yaml').replace('[en, fr]', '[en]');
  write(site, 'site.yaml', `${settings}outputs: [articles, index]\n`);
  for (const day of DAYS) write(site, textOf(day), originalText('001', `Text ${day}.`));
  return site;
}

const textOf = (day: number) => EN.replace('03-04', `03-0${day}`);

/** Sites in which a command runs when its process is killed. */
const AT_ONCE = 16;
/** Runs that are killed before it is told how far it is. */
const TOLD = 100;

/** A command that is killed, in sites that go by their number. */
interface Killed {
  readonly what: string;
  readonly start: (sites: readonly string[], moment?: Moment) => Several;
  /** A site as it is before the command: where it was another time, that is in it. */
  readonly site: (index: number) => string;
  /** Expects one whole version where a run was killed, and names which. */
  readonly look: (site: string, moment: string) => Promise<string> | string;
  /** Expects what a run that nobody kills leaves. */
  readonly expectDone: (site: string, moment: string, index: number) => void;
}

/**
 * Kills a command at random moments, and has what is left looked at wherever it had not ended. It runs again in
 * these sites, to be killed again, until it comes to its end.
 */
async function soak({ what, start, site, look, expectDone }: Killed): Promise<void> {
  const next = randomly(SOAK.seed);
  const sites = Array.from({ length: AT_ONCE }, (_, index) => site(index));
  const states = new Map<string, number>();
  let [cut, kills] = [0, 0];
  const settle = async ({ done }: Several, moment: string) => {
    for (const [index, folder] of sites.entries()) {
      const where = `${what}, ${moment} of seed ${SOAK.seed}, site ${index}`;
      const code = done.get(index);
      if (code === undefined) {
        const state = await look(folder, where);
        states.set(state, (states.get(state) ?? 0) + 1);
        cut += 1;
        if (cut % TOLD === 0) tell(what, cut, 'runs killed');
      } else {
        expect(code, where).toBe(0);
        expectDone(folder, where, index);
        sites[index] = site(index);
      }
    }
  };
  const first = start(sites);
  await first.ended;
  const steps = first.steps();
  await settle(first, 'the first run');
  while (cut < SOAK.kills) {
    kills += 1;
    const several = start(sites, randomMoment(next, steps));
    await several.ended;
    await settle(several, `kill ${kills}`);
  }
  const last = start(sites);
  await last.ended;
  expect(last.done.size).toBe(AT_ONCE);
  await settle(last, 'the last run');
  const told = [...states].map(([name, count]) => `${count} ${name}`).join(', ');
  tell(what, cut, 'runs killed', `by ${kills} kills: ${told}`);
}

/** Fresh copies of a site. The one that was there before is removed. */
function copies(from: string): (index: number) => string {
  const made = new Map<number, string>();
  return (index) => {
    const old = made.get(index);
    if (old !== undefined) rmSync(old, { recursive: true });
    const site = copy(from);
    made.set(index, site);
    return site;
  };
}

test('build', async () => {
  const from = startSite();
  await succeed(from, 'build');
  const old = digests(join(from, 'dist'));
  for (const day of DAYS) write(from, textOf(day), originalText('001', `Another text ${day}.`));
  const whole = copy(from);
  await succeed(whole, 'build', '--no-cache');
  const fresh = digests(join(whole, 'dist'));
  await soak({
    what: 'build',
    start: (sites, moment) => startSeveral(['build'], sites, moment),
    site: copies(from),
    look: (site, moment) => {
      const dist = join(site, 'dist');
      if (hasOpenJournal(dist)) return 'half, and said so';
      const now = digests(dist);
      const state = now['build.json'] === old['build.json'] ? 'as before' : 'as after';
      expect(now, moment).toEqual(state === 'as before' ? old : fresh);
      return state;
    },
    expectDone: (site, moment) => {
      expect(digests(join(site, 'dist')), moment).toEqual(fresh);
      const leftovers = readdirSync(site).filter((name) => name.startsWith('.dist'));
      expect(leftovers, moment).toEqual([]);
    },
  });
});

test('freeze', async () => {
  const from = startSite();
  const whole = copy(from);
  await succeed(whole, 'freeze', ...AT);
  const parts = (folder: string) => ['incidents', 'published'].map((part) => digest(join(folder, part)));
  const [after, before] = [parts(whole), digest(join(from, 'incidents'))];
  await soak({
    what: 'freeze',
    start: (sites, moment) => startSeveral(['freeze', ...AT], sites, moment),
    site: copies(from),
    look: async (site, moment) => {
      if (!readdirSync(site).includes('published') && digest(join(site, 'incidents')) === before)
        return 'as before';
      const built = await runCommand(['build'], { cwd: site });
      expect(built.code, `${moment}: ${built.stderr}`).toBe(0);
      return `${parts(site)}` === `${after}` ? 'as after' : 'begun';
    },
    expectDone: (site, moment) => expect(parts(site), moment).toEqual(after),
  });
});

test('publish to a folder', async () => {
  const from = startSite();
  const publish = ['publish', '--target', 'folder:www'];
  await succeed(from, 'build');
  await succeed(from, ...publish);
  const current = (folder: string) => digests(realpathSync(join(folder, 'www/current')));
  const old = current(from);
  for (const day of DAYS) write(from, textOf(day), originalText('001', `Another text ${day}.`));
  await succeed(from, 'build');
  const fresh = digests(join(from, 'dist'));
  await soak({
    what: 'publish to a folder',
    start: (sites, moment) => startSeveral(publish, sites, moment),
    site: copies(from),
    look: (site, moment) => {
      const now = current(site);
      const state = now['build.json'] === old['build.json'] ? 'as before' : 'as after';
      expect(now, moment).toEqual(state === 'as before' ? old : fresh);
      return state;
    },
    expectDone: (site, moment) => expect(current(site), moment).toEqual(fresh),
  });
});

const { now, environment } = useBucket();

test('publish to a bucket', async () => {
  const { stand } = now;
  const prefix = (index: number) => `status-${index}/`;
  const target = ['publish', '--target', `s3://${BUCKET}/status-{site}/`];
  let edition = 0;
  const folders = Array.from({ length: AT_ONCE }, () => copy(now.site));
  await soak({
    what: 'publish to a bucket',
    start: (sites, moment) => {
      // What a killed run has locked is its own for a minute.
      for (const object of stand.objects.values()) object.modified -= 61_000;
      stand.requests.length = 0;
      const several = startSeveral(target, sites, undefined, environment());
      // A step is a request, which is answered after a while.
      stand.fault = (_request, count) => {
        if (count === moment?.step) setTimeout(() => several.child.kill('SIGKILL'), moment.after);
        return { after: 2 };
      };
      return { ...several, steps: () => stand.requests.length };
    },
    site: (index) => {
      const site = folders[index]!;
      edition += 1;
      writeBuilt(join(site, 'dist'), siteFiles(`${edition}`, 6 + (edition % 3)));
      return site;
    },
    // Its files are switched one after the other: what holds is what the next run makes of it.
    look: () => 'between two requests',
    expectDone: (site, _moment, index) => expectWhole(stand, join(site, 'dist'), prefix(index)),
  });
});
