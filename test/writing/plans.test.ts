import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';

/** The plan lies ahead of any clock that runs this test: a plan may, and an entry may not. */
const EN = 'incidents/2025-05-09-work/en.md';
const WORK = `---
title: "Network work"
summary: "Pages may be slow for an hour."
version: 001
kind: maintenance
planned: {start: 2124-05-09T22:00:00Z, end: 2124-05-09T23:00:00Z} # agreed with the network team
timeline:
  - at: 2025-05-09T10:00:00Z
    state: scheduled
    title: "Network work is planned"
---
`;

let site: string;
beforeEach(() => {
  site = makeFolder();
  write(
    'site.yaml',
    'name: Example\nurl: https://status.example.com/\nlanguages: [en, fr]\ntime_zone: Europe/Paris\n',
  );
  write('.gitattributes', 'published/** -text\nincidents/**/*.md text eol=lf\n');
  write(EN, WORK);
});
afterEach(() => rmSync(site, { recursive: true }));

const run = (...args: string[]) => runCommand(args, { cwd: site });
const read = (path = EN) => readFileSync(join(site, path), 'utf8');

function write(path: string, text: string): void {
  mkdirSync(join(site, path, '..'), { recursive: true });
  writeFileSync(join(site, path), text);
}

test('a plan that is not published yet gets another end, and nothing else changes', async () => {
  const { code, stdout, stderr } = await run('extend', 'work', '--end', '2124-05-10T00:30:00Z');
  expect(code, stderr).toBe(0);
  expect(read()).toBe(WORK.replace('2124-05-09T23:00:00Z', '2124-05-10T00:30:00Z'));
  expect(stdout).toMatch(
    /^2025-05-09-work: planned until 2124-05-10 00:30 UTC, 2124-05-10 02:30 in Paris, in \d+ days/,
  );
  expect(stdout).toContain('\nnext  incident-press build\n');
});

test('a time alone is the next one after the work begins, in the zone of the site', async () => {
  const { code, stderr } = await run('extend', 'work', '--end', '02:30');
  expect(code, stderr).toBe(0);
  expect(read()).toContain('end: 2124-05-10T00:30:00Z}');
  expect(stderr).toMatch(/^time {3}--end 02:30 is 2124-05-10 00:30 UTC, 2124-05-10 02:30 in Paris, in /);
});

test('a plan that is published becomes a new version, updated now', async () => {
  expect((await run('freeze', '--at', '2025-05-09T10:05:00Z')).code).toBe(0);
  const ran = await run('extend', 'work', '--end', '2124-05-10T00:30:00Z', '--changes', 'It takes longer');
  expect(ran.code, ran.stderr).toBe(0);
  expect(read()).toMatch(
    /version: 002\n(?:changes: "It takes longer"\nlast_update|last_update: \S+\nchanges: "It takes longer")/,
  );
  const [, updated] = /last_update: (\S+)/.exec(read())!;
  expect(ran.stdout).toContain(`+ last_update: ${updated}`);
  expect(await run('check')).toMatchObject({ code: 0, stderr: '' });
  expect(await run('freeze')).toMatchObject({ code: 0, stdout: expect.stringContaining('en  002') });
});

test('work is called off with the reason', async () => {
  const { code, stdout, stderr } = await run('cancel', 'work', '--reason', 'The part did not come.');
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^2025-05-09-work: cancelled, version 001\n/);
  expect(read()).toMatch(
    / {4}state: withdrawn\n {4}title: "Cancelled"\n {4}text: \|\n {6}The part did not come\.\n---\n$/,
  );
  expect(await run('check')).toMatchObject({ code: 0 });
  for (const again of [
    ['cancel', 'work', '--reason', 'Again'],
    ['extend', 'work', '--end', '2124-05-10T00:30:00Z'],
  ])
    expect(await run(...again)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('2025-05-09-work is already cancelled'),
    });
});

test.each([
  [['extend', 'work', '--end', '2124-05-09T23:00:00Z'], 2, 'is already planned until 2124-05-09T23:00:00Z'],
  [['extend', 'work', '--end', '2020-05-09T23:00:00Z'], 2, 'has passed'],
  [['extend', 'work', '--end', '2124-05-09T21:00:00Z'], 1, 'INC'],
  [['extend', 'work', '--end', 'soon'], 2, '--end: '],
  [['extend', 'work'], 2, '--end'],
  [['extend', 'work', '--end', '02:30', '--changes', ' '], 2, '--changes is empty'],
  [['extend', 'uploads', '--end', '02:30'], 2, 'is not maintenance, and has no plan'],
  [['cancel', 'uploads', '--reason', 'x'], 2, '`incident-press withdraw 2025-05-07-uploads --reason "…"`'],
  [['cancel', 'work'], 2, '--reason'],
])('%j ends with %i and writes nothing', async (args, code, said) => {
  write(
    'incidents/2025-05-07-uploads/en.md',
    '---\ntitle: "Uploads fail"\nversion: 001\ntimeline: [{at: 2025-05-07T14:05:00Z, title: "They fail"}]\n---\n',
  );
  const ran = await run(...args);
  expect(ran.code, ran.stderr).toBe(code);
  expect(ran.stderr).toContain(said);
  expect(read()).toBe(WORK);
});
