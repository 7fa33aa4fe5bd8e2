import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MAIN, runCommand } from '../run.ts';
import { copy, digest, EN, filesIn, makeSite, originalText, succeed, write } from './site.ts';

/** Enough that a kill falls between almost any two of the files that are written. */
const REPORTS = 30;
const KILLS = 25;

test('a freeze that is killed at any instant is completed by the next one', async () => {
  const site = makeSite();
  for (let day = 1; day <= REPORTS; day += 1) {
    const path = EN.replace('03-04', `01-${String(day).padStart(2, '0')}`);
    write(site, path, originalText('001', `Text ${day}.`));
  }
  await succeed(site, 'freeze');
  for (const path of filesIn(join(site, 'incidents'))) {
    write(site, `incidents/${path}`, originalText('001', `Another text of ${path}.`));
  }
  const whole = copy(site);
  const started = performance.now();
  await succeed(whole, 'freeze');
  const duration = performance.now() - started;
  const states = new Set<number>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const victim = copy(site);
    // The last third of a run is when files are written.
    await killAfter(victim, duration * (0.55 + (0.45 * kill) / KILLS));
    states.add(filesIn(join(victim, 'published')).length);
    const between = await runCommand(['build'], { cwd: victim });
    expect(between, between.stderr).toMatchObject({ code: 0 });
    await succeed(victim, 'freeze');
    await succeed(victim, 'check', '--strict');
    for (const part of ['incidents', 'published']) {
      expect(digest(join(victim, part))).toBe(digest(join(whole, part)));
    }
  }
  // Runs that were all stopped before or after the writing would prove nothing.
  expect(states.size).toBeGreaterThan(1);
}, 600_000);

function killAfter(cwd: string, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, 'freeze'], { cwd, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
