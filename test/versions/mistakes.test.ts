import { expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import { at, check, fix, freeze, readBack, written } from './one-report.ts';
import type { Text, World } from './one-report.ts';
import { EN, makeSite, originalText, read, REFERENCE, RESOLVED, succeed, write } from './site.ts';

/** Mistakes that people make, and how they are handled. */

const HOUR = 3_600;
const AS_OF = ['--as-of', '2026-03-04T12:00:00Z'];

const codes = (text: string) => text.match(/(?:error|warning) INC\d{3}/g) ?? [];

test('a time that was typed in another zone, and published, is taken back ten minutes later', async () => {
  const slip: Text = {
    version: '001',
    lastUpdate: undefined,
    changes: undefined,
    entries: [{ at: 2 * HOUR, title: 'Uploads fail' }],
    body: 'Body.',
  };
  const world: World = { text: written(slip), older: [], published: new Map(), now: 0 };
  expect((await check(world)).map(({ code }) => code)).toEqual(['INC212']);
  await freeze(world);
  world.now = 600;
  // By hand, with the number or without it.
  for (const version of ['002', '001']) {
    const corrected: World = {
      ...world,
      published: new Map(world.published),
      text: written({ ...slip, version, entries: [{ at: -300, title: 'Uploads fail' }] }),
    };
    expect(await fix(corrected)).toEqual([]);
    expect(readBack(corrected.text)).toMatchObject({ version: '002', lastUpdate: 600 });
    await freeze(corrected);
    expect([...corrected.published.values()].join('')).toContain(
      `"version":"002","published":"${at(600)}","last_update":"${at(600)}"`,
    );
  }
});

test('a time in the future is an error if there is a clock, and a build goes on', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.', '', RESOLVED) });
  const early = ['check', '--as-of', '2026-03-04T10:19:59Z'];
  expect(codes((await runCommand(early, { cwd: site })).stderr)).toEqual(['error INC212']);
  await succeed(site, 'check', '--strict', '--as-of', '2026-03-04T10:20:00Z');
  await succeed(site, 'check', '--strict', '--as-of', 'none');
  // Without a word the present is now.
  write(site, EN, originalText('001', 'Visitors waited.', '', RESOLVED.replace('2026', '2062')));
  const now = await runCommand(['check'], { cwd: site });
  expect(codes(now.stderr)).toEqual(['error INC212', 'warning INC213']);
  expect(codes((await succeed(site, 'check', '--as-of', 'none')).stderr)).toEqual(['warning INC213']);
  expect(codes((await succeed(site, 'build')).stderr)).toEqual(['warning INC213']);
  expect(read(site, 'dist/en/index.html')).not.toContain('As of 4 March 2062');
});

test('a post-mortem weeks later was last updated then, and not when the incident was', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.', '', RESOLVED) });
  await succeed(site, 'freeze', '--at', '2026-03-04T11:00:00Z');
  write(site, EN, originalText('002', 'Visitors waited. A queue was too small.', '', RESOLVED));
  const late = ['--as-of', '2026-03-22T09:00:00Z'];
  const checked = await succeed(site, 'check', ...late);
  expect(checked.stderr).toContain('warning INC509  Nothing in this text is newer than version 001');
  expect(checked.stderr).toContain('`last_update: 2026-03-22T09:00:00Z`');
  await succeed(site, 'check', '--fix', '--strict', ...late);
  expect(read(site, EN)).toContain('version: 002\nlast_update: 2026-03-22T09:00:00Z\n');
  await succeed(site, 'build');
  expect(read(site, `dist/en/incidents/${REFERENCE}/index.html`)).toMatch(
    /Last update <time[^>]*2026-03-22T09/,
  );
});

test.each([
  ['by its first entry', '', 'resolved by its first entry'],
  ['in a moment', RESOLVED.replace('10:30:00', '10:00:40'), 'resolved 40 seconds after it began'],
])('an incident that is over %s is pointed out, and has no duration', async (_, entries, said) => {
  const text = originalText('001', 'Visitors waited.', '', entries);
  const site = makeSite({ [EN]: entries === '' ? text.replace('investigating', 'resolved') : text });
  const { stderr } = await succeed(site, 'check', ...AS_OF);
  expect(codes(stderr)).toEqual(['warning INC214']);
  expect(stderr).toContain(said);
  if (entries !== '') return;
  await succeed(site, 'build');
  const page = read(site, `dist/en/incidents/${REFERENCE}/index.html`);
  expect(page).not.toContain('Duration');
  expect(read(site, 'dist/en/statistics/index.html')).not.toContain('0 min');
});
