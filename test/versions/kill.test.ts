import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runUntil, snapshotsOf } from '../killer.ts';
import { MAIN, makeFolder, runCommand } from '../run.ts';
import { copy, digest, EN, filesIn, makeSite, originalText, read, succeed, write } from './site.ts';

const REPORTS = 4;
/** At a time of its own, so that every run writes the same. */
const FREEZE = ['freeze', '--at'];
const AT = '2026-03-04T12:00:00Z';
/** Every so many changes of the disk, what a kill there would leave is looked at. */
const STEP = 3;
/** Every so many of these, a real kill is compared with it. */
const REAL = 15;

test('a freeze that is killed at any time is completed by the next one', async () => {
  const site = makeSite();
  // Search index and pictures take time, and `freeze` makes neither.
  write(site, 'site.yaml', `${read(site, 'site.yaml')}outputs: [articles, index, history]\n`);
  for (let day = 1; day <= REPORTS; day += 1) {
    const path = EN.replace('03-04', `03-${String(day).padStart(2, '0')}`);
    write(site, path, originalText('001', `Text ${day}.`));
  }
  await succeed(site, ...FREEZE, '2026-03-04T11:00:00Z');
  for (const path of filesIn(join(site, 'incidents'))) {
    write(site, `incidents/${path}`, originalText('001', `Another text of ${path}.`));
  }
  const whole = copy(site);
  const snapshots = await snapshotsOf([MAIN, ...FREEZE, AT], whole, makeFolder());
  expect(snapshots.length).toBeGreaterThan(REPORTS * 4);
  const states = new Set<string>();
  for (let kill = 1; kill <= snapshots.length; kill += STEP) {
    const victim = snapshots[kill - 1]!;
    const left = textsOf(victim);
    states.add(left);
    if (kill % (STEP * REAL) === 1) {
      const killed = copy(site);
      expect(await runUntil([MAIN, ...FREEZE, AT], killed, kill)).toBe('SIGKILL');
      expect(textsOf(killed), `killed at ${kill}`).toBe(left);
    }
    if (kill % 2 === 0) {
      const between = await runCommand(['build'], { cwd: victim });
      expect(between, between.stderr).toMatchObject({ code: 0 });
    }
    await succeed(victim, ...FREEZE, AT);
    for (const part of ['incidents', 'published'])
      expect(digest(join(victim, part)), `killed at ${kill}`).toBe(digest(join(whole, part)));
    if (kill === 1) await succeed(victim, 'check', '--strict', '--as-of', AT);
  }
  // Runs that were all stopped before or after the writing would prove nothing.
  expect(states.size).toBeGreaterThan(REPORTS * 2);
});

/** The texts and what is published of them; names of drafts hold the number of a process. */
function textsOf(site: string): string {
  const folders = ['published', 'incidents'].map((part) => join(site, part));
  return folders.map((folder) => digest(folder, filesIn(folder).filter(isText))).join();
}

function isText(path: string): boolean {
  return !/(?:^|\/)\./.test(path);
}
