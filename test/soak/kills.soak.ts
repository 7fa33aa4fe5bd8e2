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
import { killAtRandom, randomly, SOAK, startProgram, tell, timed } from './soaked.ts';

const AT = ['--at', '2026-03-04T12:00:00Z'];

/** A site with a few reports, as small as one is in which each step has several files to write. */
function startSite(): string {
  const site = makeSite();
  write(site, 'site.yaml', `${read(site, 'site.yaml')}outputs: [articles, index, history]\n`);
  for (const day of [1, 2, 3]) write(site, textOf(day), originalText('001', `Text ${day}.`));
  return site;
}

const textOf = (day: number) => EN.replace('03-04', `03-0${day}`);

/** Kills a command at random moments, each time in a fresh copy of a site, and has what is left looked at. */
async function soak(
  what: string,
  from: string,
  args: readonly string[],
  look: (site: string, moment: string) => Promise<string>,
): Promise<void> {
  const next = randomly(SOAK.seed);
  const usual = await timed(() => startProgram(args, copy(from)).ended);
  const states = new Map<string, number>();
  for (let kill = 1; kill <= SOAK.kills; kill += 1) {
    const site = copy(from);
    const isKilled = await killAtRandom(startProgram(args, site), next, usual);
    const state = await look(site, `${what}, kill ${kill} of seed ${SOAK.seed}`);
    const name = isKilled ? state : 'done before the kill';
    states.set(name, (states.get(name) ?? 0) + 1);
    rmSync(site, { recursive: true });
  }
  tell(what, SOAK.kills, 'kills', [...states].map(([name, count]) => `${count} ${name}`).join(', '));
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
    const checked = await runCommand(['build'], { cwd: killed });
    expect(checked.code, `${moment}: ${checked.stderr}`).toBe(0);
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
  const dist = join(now.site, 'dist');
  const start = () => {
    const publisher = startPublisher(dist, BUCKET, 'status/', environment());
    publisher.go();
    return { child: publisher.child, ended: publisher.ended.then(() => publisher.child.signalCode) };
  };
  built(siteFiles('0'));
  await publish();
  built(siteFiles('1'));
  const usual = await timed(() => start().ended);
  let cut = 0;
  for (let kill = 1; kill <= SOAK.kills; kill += 1) {
    built(siteFiles(`${kill + 1}`));
    const before = now.stand.requests.length;
    const isKilled = await killAtRandom(start(), next, usual);
    cut += isKilled && now.stand.requests.length > before ? 1 : 0;
    // What the killed one has locked is its own for a minute.
    for (const object of now.stand.objects.values()) object.modified -= 61_000;
    await publish();
    expectWhole();
  }
  tell('publish to a bucket', SOAK.kills, 'kills', `${cut} between its first request and its last`);
});
