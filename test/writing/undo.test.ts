import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';
import { testWith, TOOLS } from '../programs.ts';

const EN = 'incidents/2025-05-07-uploads/en.md';
const REPORT = `---
title: "Uploads fail" # what customers see
summary: "Some uploads fail."
version: 001
timeline:
  - at: 2025-05-07T14:05:00Z
    state: investigating
    title: "Some uploads fail"

# What we do about it:
tags: [uploads]
---

<!-- Ask the storage team. -->

## Impact

Some uploads fail.
`;

let site: string;
beforeEach(() => {
  site = makeFolder();
  write('site.yaml', 'name: Example\nurl: https://status.example.com/\nlanguages: [en, fr]\n');
  write('.gitattributes', 'published/** -text\nincidents/**/*.md text eol=lf\n');
  write(EN, REPORT);
});
afterEach(() => rmSync(site, { recursive: true }));

const run = (...args: string[]) => runCommand(args, { cwd: site });
const read = (path = EN) => readFileSync(join(site, path), 'utf8');

function write(path: string, text: string): void {
  mkdirSync(join(site, path, '..'), { recursive: true });
  writeFileSync(join(site, path), text);
}

function sh(script: string): string {
  const who = { GIT_AUTHOR_NAME: 'Test', GIT_AUTHOR_EMAIL: 'test@example.com' };
  const env = {
    PATH: process.env['PATH'],
    HOME: site,
    ...who,
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@example.com',
  };
  return execFileSync('sh', ['-ec', script], { cwd: site, env, encoding: 'utf8' });
}

async function update(...args: string[]): Promise<void> {
  const ran = await run('update', 'uploads', ...args);
  expect(ran.code, ran.stderr).toBe(0);
}

async function freeze(at: string): Promise<void> {
  expect((await run('freeze', '--at', at)).code).toBe(0);
}

testWith(TOOLS)(
  'the last entry is removed, notes and permissions stay, and the old file can be restored byte for byte',
  async () => {
    chmodSync(join(site, EN), 0o640);
    await update('The disk is full', '--at', '2025-05-07T14:20:00Z');
    const written = read();
    const { code, stdout, stderr } = await run('undo');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(read()).toBe(REPORT);
    expect(statSync(join(site, EN)).mode & 0o777).toBe(0o640);
    expect(stdout).toBe(`2025-05-07-uploads: the entry at 2025-05-07T14:20:00Z was taken out, version 001

${EN}
  -   - at: 2025-05-07T14:20:00Z
  -     title: "The disk is full"

back  cp .incident-press/undone-1.md ${EN}
next  incident-press build
`);
    sh(/cp .*/.exec(stdout)![0]);
    expect(read()).toBe(written);
  },
);

test('what was published is said again, under its number, and nothing is left to publish', async () => {
  await freeze('2025-05-07T14:10:00Z');
  await update('The disk is full', '--at', '2025-05-07T14:20:00Z');
  await freeze('2025-05-07T14:25:00Z');
  const published = read();
  await update('A new disk is in', '--at', '2025-05-07T14:40:00Z');
  expect(read()).toContain('version: 003\nchanges: "A new disk is in"\n');
  expect((await run('undo')).code).toBe(0);
  expect(read()).toBe(published);
  expect(await run('freeze')).toMatchObject({ code: 0, stdout: 'Everything is already published\n' });
});

test('of several entries the one goes that was added last; what it said of itself goes too', async () => {
  await freeze('2025-05-07T14:10:00Z');
  await update('The disk is full', '--at', '2025-05-07T14:40:00Z');
  await update('Found by a customer', '--at', '2025-05-07T14:20:00Z');
  expect((await run('undo', 'uploads')).stdout).toContain(
    'the entry at 2025-05-07T14:20:00Z was taken out, version 002',
  );
  expect(read()).toContain('version: 002\nchanges: "The disk is full"\n');
  expect(read()).not.toContain('Found by a customer');
  expect((await run('undo', 'uploads')).code).toBe(0);
  expect(read()).toBe(REPORT);
  expect(await run('check', '--strict')).toMatchObject({ code: 0, stderr: '' });
});

test('in a file whose newest entry stands first, the first one goes', async () => {
  const entry = '  - at: 2025-05-07T14:20:00Z\n    title: "The disk is full"\n';
  write(EN, REPORT.replace('timeline:\n', `timeline:\n${entry}`));
  expect((await run('undo')).stdout).toContain('the entry at 2025-05-07T14:20:00Z was taken out');
  expect(read()).toBe(REPORT);
});

test('where the newest entry is frozen, nothing is written, and the way out works', async () => {
  await update('The disk is full', '--at', '2025-05-07T14:20:00Z');
  await freeze('2025-05-07T14:25:00Z');
  const before = read();
  const named = await run('undo', 'uploads');
  expect(named).toMatchObject({ code: 2, stdout: '' });
  expect(named.stderr).toContain('The newest entry of 2025-05-07-uploads is already published');
  expect(named.stderr).toContain('incident-press update 2025-05-07-uploads "…"');
  expect(await run('undo')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No report has an entry that could be taken out'),
  });
  expect(read()).toBe(before);
});

test('a report is not left without an entry; the hint says how to remove it', async () => {
  const { code, stderr } = await run('undo', 'uploads');
  expect(code).toBe(2);
  expect(stderr).toContain('`rm -r incidents/2025-05-07-uploads`');
  expect(read()).toBe(REPORT);
});

test('a report that is over is found without its name; with two to choose from, a script has to name one', async () => {
  expect((await run('resolve', 'Over', '--at', '2025-05-07T15:00:00Z')).code).toBe(0);
  expect((await run('undo')).stdout).toContain('2025-05-07-uploads: the entry at 2025-05-07T15:00:00Z');
  await update('One', '--at', '2025-05-07T14:20:00Z');
  write('incidents/2025-05-08-mail/en.md', read().replaceAll('05-07', '05-08'));
  expect(await run('undo')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('2 reports have an entry that is not frozen'),
  });
});

test('in a repository it is said whether there is anything to commit', async () => {
  sh('git init -q -b main; git add .; git commit -qm One');
  await update('The disk is full', '--at', '2025-05-07T14:20:00Z');
  const { stdout } = await run('undo');
  expect(stdout).toContain('note  the file is again as last committed: there is nothing to commit\n');
  expect(stdout).not.toContain('next');
  expect(sh('git status --porcelain')).toBe('');
  await update('The disk is full', '--at', '2025-05-07T14:20:00Z');
  sh('git commit -qam Two');
  expect((await run('undo')).stdout).toContain(
    'next  git add incidents/2025-05-07-uploads && git commit -m ',
  );
});

test('an entry that a translation has is not taken out from under it', async () => {
  await update('The disk is full', '--at', '2025-05-07T14:20:00Z');
  write(
    EN.replace('en.md', 'fr.md'),
    '---\ntitle: "Envois"\nversion: 001\ntimeline: [{at: 2025-05-07T14:20:00Z, title: "Disque plein"}]\n---\n',
  );
  const before = read();
  const { code, stderr } = await run('undo');
  expect(code).toBe(1);
  expect(stderr).toContain('fr.md');
  expect(read()).toBe(before);
});
