import { appendFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { copyExample, makeFolder, runCommand } from '../run.ts';

let site: string;
beforeAll(() => (site = copyExample()));
afterAll(() => rmSync(site, { recursive: true }));

/** The example's own day. */
const PRESENT = '2025-11-20T17:00:00Z';

const run = (...args: string[]) => runCommand(args, { cwd: site });

test('list shows where every report stands, the newest first, in two lines each', async () => {
  const { code, stdout, stderr } = await run('list', '--as-of', PRESENT);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(24);
  expect(lines[0]).toBe('● 2025-11-29-object-storage-gateways  Object storage: new gateways');
  expect(lines[1]).toBe('  scheduled · version 001 · en de pt-BR · updated 2 d 7 h ago');
  expect(lines.at(-2)).toBe('○ 2020-09-15-web-frontend  Web frontend issue');
  for (const line of lines) expect([...line].length).toBeLessThanOrEqual(80);
});

test('list can be narrowed, and read by programs', async () => {
  const { reports } = JSON.parse((await run('list', '--open', '--as-of', PRESENT, '--json')).stdout);
  expect(reports).toHaveLength(3);
  expect(reports[1]).toEqual({
    reference: '2025-11-20-databases',
    title: 'Managed databases in zone B unreachable',
    state: 'monitoring',
    standing: 'monitoring',
    open: true,
    kind: 'incident',
    severity: 'critical',
    version: '004',
    languages: ['en', 'fr', 'ja'],
    start: '2025-11-20T13:52:00Z',
    last_update: '2025-11-20T16:40:00Z',
  });
  const since = JSON.parse((await run('list', '--since', '2025-11-20', '--json')).stdout);
  expect(since.reports.map(({ reference }: { reference: string }) => reference)).toEqual([
    '2025-11-20-databases',
    '2025-11-19-mail-storage',
  ]);
  expect(await run('list', '--since', 'yesterday')).toMatchObject({ code: 2 });
  expect((await run('list', '--since', '2099-01-01')).stdout).toBe('No reports\n');
});

test('show prints facts, the timeline with the newest entry first, and the body, in 80 columns', async () => {
  const { code, stdout } = await run('show', 'frontend');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Resolved · Web frontend issue\n\nstarted 15 September 2020/);
  expect(stdout).toContain('Detected: after at most 5 min\n');
  const instants = [...stdout.matchAll(/September 2020 at (\d\d:\d\d) UTC( ·|\n {2})/g)].map(
    ([, time]) => time,
  );
  expect(instants).toEqual(['11:45', '11:25', '11:05', '11:00']);
  expect(stdout).toContain('## Lessons learnt\n\nWhat went well:\n\n- Monitoring found');
  expect(stdout).toContain('Owner: quality team · Due on 15 October 2020');
  expect(stdout).not.toContain('\u001b');
  for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
});

test('show speaks the language it is asked for', async () => {
  const { stdout } = await run('show', 'frontend', '--lang', 'fr');
  expect(stdout).toContain('Gravité');
  const other = JSON.parse((await run('show', 'frontend', '--lang', 'de', '--json')).stdout);
  expect(other).toMatchObject({
    language: 'en',
    languages: ['en', 'ar', 'fr'],
    open: false,
    end: '2020-09-15T11:45:00Z',
  });
  expect(other.timeline).toHaveLength(4);
  expect(await run('show', 'frontend', '--lang', 'xx')).toMatchObject({ code: 2 });
});

test('an unreadable report is named and hides no other; signs for terminals are taken out of words', async () => {
  const broken = join(site, 'incidents/2026-01-01-broken');
  mkdirSync(broken);
  writeFileSync(join(broken, 'en.md'), 'nothing\n');
  const { code, stdout, stderr } = await run('list');
  expect(code).toBe(1);
  expect(stderr).toContain('not readable: 2026-01-01-broken');
  expect(stdout.split('\n')).toHaveLength(25);
  expect(await run('show', 'broken')).toMatchObject({ code: 1, stderr: expect.stringContaining('INC101') });
  appendFileSync(join(site, 'incidents/2025-09-18-build-runners/en.md'), '\nTurned \u202e around.\n');
  expect((await run('show', 'runners')).stdout).toContain('Turned · around.');
});

test('a folder that cannot be read is an error, not an empty list', async () => {
  const empty = makeFolder();
  onTestFinished(() => rmSync(empty, { recursive: true }));
  cpSync(join(site, 'site.yaml'), join(empty, 'site.yaml'));
  symlinkSync('nowhere', join(empty, 'incidents'));
  for (const args of [['list'], ['list', '--json'], ['status'], ['show', 'web']]) {
    const { code, stdout, stderr } = await runCommand(args, { cwd: empty });
    expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: '' });
    expect(stderr).toContain('incidents:1:1  error INC007  This is a link');
  }
  rmSync(join(empty, 'incidents'));
  mkdirSync(join(empty, 'incidents'));
  symlinkSync('nowhere', join(empty, 'incidents/2026-01-01-closed'));
  const { code, stderr } = await runCommand(['list'], { cwd: empty });
  expect(code).toBe(1);
  expect(stderr).toContain('not readable: incidents/2026-01-01-closed;');
});
