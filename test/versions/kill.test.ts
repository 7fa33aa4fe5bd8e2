import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MAIN, runCommand } from '../run.ts';
import { copy, digest, EN, filesIn, makeSite, originalText, read, succeed, write } from './site.ts';

const REPORTS = 4;
/** Every so many changes of the disk one run is killed. */
const STEP = 3;

/**
 * A preloaded module that counts what changes the disk, and kills its own process at one of them: before it,
 * or half-way through what it writes. What a kill from outside meets by luck, this meets every time.
 */
const KILLER = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const last = Number(process.env.KILL_AT);
let count = 0;
for (const name of ['writeFileSync', 'renameSync', 'mkdirSync', 'rmSync', 'linkSync']) {
  const real = fs[name];
  fs[name] = (path, ...more) => {
    count += 1;
    if (count === last) {
      if (name === 'writeFileSync') real(path, Buffer.from(more[0]).subarray(0, more[0].length / 2));
      process.kill(process.pid, 'SIGKILL');
    }
    return real(path, ...more);
  };
}
syncBuiltinESMExports();
process.on('exit', () => last === 0 && fs.appendFileSync(process.env.COUNT_FILE, String(count)));
`;

test('a freeze that is killed at any instant is completed by the next one', async () => {
  const site = makeSite();
  // Search index and pictures take time, and `freeze` makes neither.
  write(site, 'site.yaml', `${read(site, 'site.yaml')}outputs: [articles, index, history]\n`);
  for (let day = 1; day <= REPORTS; day += 1) {
    const path = EN.replace('03-04', `01-${String(day).padStart(2, '0')}`);
    write(site, path, originalText('001', `Text ${day}.`));
  }
  await succeed(site, 'freeze');
  for (const path of filesIn(join(site, 'incidents'))) {
    write(site, `incidents/${path}`, originalText('001', `Another text of ${path}.`));
  }
  const whole = copy(site);
  const changes = await countChanges(whole);
  expect(changes).toBeGreaterThan(REPORTS * 4);
  const states = new Set<string>();
  for (let kill = 1; kill <= changes; kill += STEP) {
    const victim = copy(site);
    expect(await freezeUntil(victim, kill)).toBe('SIGKILL');
    states.add(digest(join(victim, 'published')) + digest(join(victim, 'incidents')));
    if (kill % 2 === 0) {
      const between = await runCommand(['build'], { cwd: victim });
      expect(between, between.stderr).toMatchObject({ code: 0 });
    }
    await succeed(victim, 'freeze');
    for (const part of ['incidents', 'published'])
      expect(digest(join(victim, part)), `killed at ${kill}`).toBe(digest(join(whole, part)));
    if (kill === 1) await succeed(victim, 'check', '--strict');
  }
  // Runs that were all stopped before or after the writing would prove nothing.
  expect(states.size).toBeGreaterThan(REPORTS * 2);
});

/** Freezes, and gives how often the disk was changed by that. */
async function countChanges(cwd: string): Promise<number> {
  expect(await freezeUntil(cwd, 0)).toBe(0);
  return Number(readFileSync(join(cwd, '.incident-press/count'), 'utf8'));
}

/** Freezes with a kill at the given change of the disk; gives how it ended. */
function freezeUntil(cwd: string, change: number): Promise<number | NodeJS.Signals | null> {
  const killer = `data:text/javascript,${encodeURIComponent(KILLER)}`;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', killer, MAIN, 'freeze'], {
      cwd,
      stdio: 'ignore',
      env: { ...process.env, KILL_AT: String(change), COUNT_FILE: join(cwd, '.incident-press/count') },
    });
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
}
