import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countChanges, runUntil } from '../killer.ts';
import { MAIN, runCommand } from '../run.ts';
import { copy, digest, EN, filesIn, makeSite, originalText, read, succeed, write } from './site.ts';

const REPORTS = 4;
/** At a time of its own, so that every run writes the same. */
const FREEZE = ['freeze', '--at'];
const AT = '2026-03-04T12:00:00Z';
/** Every so many changes of the disk one run is killed. */
const STEP = 5;

test('a freeze that is killed at any instant is completed by the next one', async () => {
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
  const changes = await countChanges([MAIN, ...FREEZE, AT], whole);
  expect(changes).toBeGreaterThan(REPORTS * 4);
  const states = new Set<string>();
  for (let kill = 1; kill <= changes; kill += STEP) {
    const victim = copy(site);
    expect(await runUntil([MAIN, ...FREEZE, AT], victim, kill)).toBe('SIGKILL');
    states.add(digest(join(victim, 'published')) + digest(join(victim, 'incidents')));
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
