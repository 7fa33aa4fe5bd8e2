import { readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasOpenJournal } from '../../src/host/files/journal.ts';
import { readBuilt } from '../../src/host/publish/manifest-store.ts';
import { startPublisher } from '../object-store/publisher.ts';
import { BUCKET } from '../object-store/stand-in.ts';
import { useBucket } from '../object-store/use-bucket.ts';
import { brokenFiles, digests, siteFiles } from '../publish/made-site.ts';
import { runCommand } from '../run.ts';
import { copy, digest, EN, makeSite, originalText, read, succeed, write } from '../versions/site.ts';
import type { Killable } from './soaked.ts';
import { killAtRandom, randomly, SOAK, startSeveral, stepsOf, tell } from './soaked.ts';

const AT = ['--at', '2026-03-04T12:00:00Z'];

/** A site with a few reports, as small as one is in which each step has several files to write. */
function startSite(): string {
  const site = makeSite();
  write(site, 'site.yaml', `${read(site, 'site.yaml')}outputs: [articles, index, history]\n`);
  for (const day of [1, 2, 3]) write(site, textOf(day), originalText('001', `Text ${day}.`));
  return site;
}

const textOf = (day: number) => EN.replace('03-04', `03-0${day}`);

/** Sites in which a command runs when its process is killed. */
const AT_ONCE = 8;

/**
 * Kills a command at random moments, in fresh copies of a site, and has what is left looked at wherever it had
 * not yet ended.
 */
async function soak(
  what: string,
  from: string,
  args: readonly string[],
  look: (site: string, moment: string) => Promise<string>,
): Promise<void> {
  const next = randomly(SOAK.seed);
  const start = () =>
    startSeveral(
      args,
      Array.from({ length: AT_ONCE }, () => copy(from)),
    );
  const steps = await stepsOf(start());
  const states = new Map<string, number>();
  let cut = 0;
  for (let kill = 1; cut < SOAK.kills; kill += 1) {
    const several = start();
    await killAtRandom(several, next, steps);
    for (const [index, site] of several.sites.entries()) {
      if (!several.done.has(site)) {
        const state = await look(site, `${what}, kill ${kill} of seed ${SOAK.seed}, site ${index}`);
        states.set(state, (states.get(state) ?? 0) + 1);
        cut += 1;
      }
      rmSync(site, { recursive: true });
    }
  }
  tell(what, cut, 'runs killed', said(states));
}

test('build', async () => {
  const site = startSite();
  await succeed(site, 'build');
  const old = digests(join(site, 'dist'));
  for (const day of [1, 2, 3]) write(site, textOf(day), originalText('001', `Another text ${day}.`));
  const whole = copy(site);
  await succeed(whole, 'build', '--no-cache');
  const fresh = digests(join(whole, 'dist'));
  await soak('build', site, ['build'], async (killed, moment) => {
    const dist = join(killed, 'dist');
    let state = 'half, and said so';
    if (!hasOpenJournal(dist)) {
      readBuilt(dist, 'dist/');
      expect(brokenFiles(dist), moment).toEqual([]);
      const now = digests(dist);
      state = now['build.json'] === old['build.json'] ? 'as before' : 'as after';
      expect(now, moment).toEqual(state === 'as before' ? old : fresh);
    }
    await succeed(killed, 'build');
    expect(digests(dist), moment).toEqual(fresh);
    expect(
      readdirSync(killed).filter((name) => name.startsWith('.dist')),
      moment,
    ).toEqual([]);
    return state;
  });
});

test('freeze', async () => {
  const site = startSite();
  const whole = copy(site);
  await succeed(whole, 'freeze', ...AT);
  const parts = (folder: string) => ['incidents', 'published'].map((part) => digest(join(folder, part)));
  await soak('freeze', site, ['freeze', ...AT], async (killed, moment) => {
    const begun = readdirSync(killed).includes('published') ? 'begun' : 'as before';
    const state = begun === 'begun' && `${parts(killed)}` === `${parts(whole)}` ? 'as after' : begun;
    if (begun === 'begun') {
      const built = await runCommand(['build'], { cwd: killed });
      expect(built.code, `${moment}: ${built.stderr}`).toBe(0);
    }
    await succeed(killed, 'freeze', ...AT);
    expect(parts(killed), moment).toEqual(parts(whole));
    return state;
  });
});

test('publish to a folder', async () => {
  const site = startSite();
  const publish = ['publish', '--target', 'folder:www'];
  await succeed(site, 'build');
  await succeed(site, ...publish);
  const current = (folder: string) => realpathSync(join(folder, 'www/current'));
  const old = digests(current(site));
  for (const day of [1, 2, 3]) write(site, textOf(day), originalText('001', `Another text ${day}.`));
  await succeed(site, 'build');
  const fresh = digests(join(site, 'dist'));
  await soak('publish to a folder', site, publish, async (killed, moment) => {
    const now = digests(current(killed));
    const state = now['build.json'] === old['build.json'] ? 'as before' : 'as after';
    expect(now, moment).toEqual(state === 'as before' ? old : fresh);
    await succeed(killed, ...publish);
    expect(digests(current(killed)), moment).toEqual(fresh);
    return state;
  });
});

const { now, built, environment, publish, expectWhole } = useBucket();

test('publish to a bucket', async () => {
  const next = randomly(SOAK.seed);
  const { stand } = now;
  /** A step of a publication is a request, which is answered after a moment. */
  const start = (): Killable => {
    const { child, go, ended } = startPublisher(join(now.site, 'dist'), BUCKET, 'status/', environment());
    let heard: (steps: number) => void = () => undefined;
    stand.requests.length = 0;
    stand.fault = (_request, count) => {
      heard(count);
      return { after: 2 };
    };
    go();
    return {
      child,
      ended,
      onStep: (hear) => (heard = hear),
    };
  };
  built(siteFiles('0'));
  await publish();
  built(siteFiles('1'));
  const steps = await stepsOf(start());
  const states = { 'within its requests': 0, 'done before the kill': 0 };
  for (let kill = 1; kill <= SOAK.kills; kill += 1) {
    built(siteFiles(`${kill + 1}`));
    const publisher = start();
    await killAtRandom(publisher, next, steps);
    states[publisher.child.signalCode === 'SIGKILL' ? 'within its requests' : 'done before the kill'] += 1;
    stand.fault = () => undefined;
    // What the killed one has locked is its own for a minute.
    for (const object of stand.objects.values()) object.modified -= 61_000;
    await publish();
    expectWhole();
  }
  tell('publish to a bucket', SOAK.kills, 'kills', said(Object.entries(states)));
});

/** How often each state was left. */
function said(states: Iterable<readonly [string, number]>): string {
  return Array.from(states, ([name, count]) => `${count} ${name}`).join(', ');
}
