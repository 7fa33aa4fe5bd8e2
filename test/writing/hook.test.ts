import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWith, TOOLS } from '../programs.ts';
import { MAIN, makeFolder } from '../run.ts';

/**
 * A site as `init` makes it, in a repository of its own; clones of it are installed as people install them.
 */
let top: string;
let hub: string;
let env: NodeJS.ProcessEnv;

const REFERENCE = '2025-05-07-uploads';
const EN = `incidents/${REFERENCE}/en.md`;
const REPORT = `---
title: "Uploads fail"
summary: "Some uploads fail."
version: 001
severity: minor
timeline:
  - at: 2025-05-07T14:05:00Z
    state: investigating
    title: "Some uploads fail"
---

## Impact

Some uploads fail.
`;

beforeAll(() => {
  top = makeFolder();
  hub = join(top, 'hub');
  const names = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Test'],
      [`GIT_${who}_EMAIL`, 'test@example.com'],
    ]),
  );
  // Nothing of ours is on the path, and the network cannot be reached.
  const nowhere = {
    npm_config_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_package_lock: 'false',
  };
  env = { PATH: process.env['PATH'], HOME: top, NO_COLOR: '1', ...names, ...nowhere };
  const program = join(top, 'program');
  mkdirSync(program);
  const bin = { 'incident-press': 'main.mjs' };
  writeFileSync(
    join(program, 'package.json'),
    JSON.stringify({ name: 'incident-press', version: '1.0.0', bin }),
  );
  writeFileSync(join(program, 'main.mjs'), `#!/usr/bin/env node\nawait import(${JSON.stringify(MAIN)});\n`);
  chmodSync(join(program, 'main.mjs'), 0o755);
  mkdirSync(hub);
  sh(hub, 'git init -q -b main');
  const made = run(hub, process.execPath, MAIN, 'init', '--yes', '--ci', 'none', '--no-lock');
  rmSync(join(hub, 'package-lock.json'));
  rmSync(join(hub, 'vendor'), { recursive: true });
  expect(made.stdout).toContain('git merges reports of this clone with `incident-press merge`\n');
  expect(made.stdout).toContain('git runs the hooks in .githooks/ before each commit of this clone\n');
  const manifest = JSON.parse(read(hub, 'package.json'));
  expect(manifest).toMatchObject({ private: true, scripts: { prepare: 'incident-press setup' } });
  manifest.dependencies['incident-press'] = 'file:../program';
  write(hub, 'package.json', JSON.stringify(manifest));
  for (const name of readdirSync(join(hub, 'incidents')))
    rmSync(join(hub, 'incidents', name), { recursive: true });
  write(hub, EN, REPORT);
  expect(run(hub, process.execPath, MAIN, 'freeze').status).toBe(0);
  sh(hub, 'git add . && git commit -qm Site');
});
afterAll(() => rmSync(top, { recursive: true }));

function run(cwd: string, command: string, ...args: readonly string[]) {
  return spawnSync(command, args, { cwd, env, encoding: 'utf8' });
}

function sh(cwd: string, script: string): { readonly stdout: string; readonly stderr: string } {
  const ran = run(cwd, 'sh', '-ec', script);
  expect(ran.status, ran.stdout + ran.stderr).toBe(0);
  return ran;
}

function read(site: string, path = EN): string {
  return readFileSync(join(site, path), 'utf8');
}

function write(site: string, path: string, text: string): void {
  mkdirSync(join(site, path, '..'), { recursive: true });
  writeFileSync(join(site, path), text);
}

let clones = 0;

/** A fresh clone, installed. */
function clone(): string {
  clones += 1;
  const site = join(top, `clone-${clones}`);
  sh(top, `git clone -q hub ${site}`);
  sh(site, 'npm install --silent');
  return site;
}

const CHANGED = REPORT.replace('Some uploads fail."\nversion', 'One upload in five fails."\nversion');
const BROKEN = REPORT.replace('at: 2025-05-07T14:05:00Z', 'at: in the afternoon');

test('a fresh clone that is installed merges reports and has the hook', () => {
  const site = clone();
  expect(sh(site, 'git config core.hooksPath').stdout).toBe('.githooks\n');
  expect(statSync(join(site, '.githooks/pre-commit')).mode & 0o111).not.toBe(0);
  sh(
    site,
    `git checkout -qb other
     npx incident-press update uploads "Downloads are fine" --at 2025-05-07T14:20:00Z
     git commit -qam Theirs; git checkout -q main
     npx incident-press update uploads "The disk is full" --at 2025-05-07T14:30:00Z
     git commit -qam Ours; git merge -q other -m Merge`,
  );
  expect(read(site).match(/at: .*/g)).toHaveLength(3);
  expect(read(site).match(/^version: .*/gm)).toEqual(['version: 002']);
});

test('in CI an installation sets nothing and says nothing', () => {
  const site = join(top, 'ci');
  sh(top, 'git clone -q hub ci');
  const { stdout, stderr } = sh(site, 'CI=true npm install --silent --foreground-scripts');
  expect(stdout + stderr).not.toMatch(/incident-press merge|hooks/);
  expect(run(site, 'git', 'config', '--local', 'merge.incident-press.driver').status).not.toBe(0);
});

test('a forgotten number is written and committed, with `git commit -a` too', () => {
  for (const commit of [`git add ${EN} && git commit -qm Words`, 'git commit -qam Words']) {
    const site = clone();
    write(site, EN, CHANGED);
    const { stderr } = sh(site, commit);
    expect(stderr).toMatch(new RegExp(`^fixed {2}${EN}:4 {2}version: `, 'm'));
    expect(read(site)).not.toContain('version: 001\n');
    expect(sh(site, `git show HEAD:${EN}`).stdout).toBe(read(site));
    expect(sh(site, 'git status --porcelain').stdout).toBe('');
  }
});

test('what is staged otherwise than it stands on the disk is left alone; so is what is not staged', () => {
  const site = clone();
  write(site, EN, CHANGED);
  sh(site, `git add ${EN}`);
  const more = CHANGED.replace('## Impact', '## What happened');
  write(site, EN, more);
  const staged = sh(site, 'git commit -qm Words');
  expect(staged.stderr).toContain('INC501');
  expect(read(site)).toBe(more);
  expect(sh(site, `git show HEAD:${EN}`).stdout).toBe(CHANGED);
  // Half done, and not part of this commit.
  write(site, 'README.md', 'Other.\n');
  sh(site, 'git add README.md && git commit -qm Other');
  expect(read(site)).toBe(more);
});

test('where only some files are committed, git would keep the old text staged: nothing is fixed', () => {
  const site = clone();
  write(site, EN, CHANGED);
  const { stderr } = sh(site, `git commit -qm Words ${EN}`);
  expect(stderr).toContain('INC501');
  expect(read(site)).toBe(CHANGED);
  expect(sh(site, 'git status --porcelain').stdout).toBe('');
});

test('a commit with an error goes ahead, and is told of it', () => {
  const site = clone();
  write(site, EN, BROKEN);
  const { stderr } = sh(site, 'git commit -qam Broken');
  expect(stderr).toMatch(/INC1\d\d/);
  expect(stderr).toContain('The commit goes ahead all the same');
  expect(sh(site, `git show HEAD:${EN}`).stdout).toBe(BROKEN);
});

test('where the program is missing or cannot run, every commit goes through', () => {
  const site = clone();
  rmSync(join(site, 'node_modules/.bin/incident-press'));
  write(site, EN, CHANGED);
  expect(sh(site, 'git commit -qam One').stderr).toContain('incident-press is not installed here');
  write(site, 'node_modules/.bin/incident-press', '#!/bin/sh\nkill -9 $$\n');
  chmodSync(join(site, 'node_modules/.bin/incident-press'), 0o755);
  write(site, EN, BROKEN);
  sh(site, 'git commit -qam Two');
  expect(sh(site, `git show HEAD:${EN}`).stdout).toBe(BROKEN);
});

testWith(TOOLS)('a linked work tree, and a site in a folder of its repository', () => {
  const site = clone();
  sh(site, 'git worktree add -q ../linked');
  const linked = join(top, 'linked');
  sh(linked, 'npm install --silent');
  write(linked, EN, CHANGED);
  expect(sh(linked, 'git commit -qam Words').stderr).toContain('fixed  ');
  expect(sh(linked, 'git status --porcelain').stdout).toBe('');

  const repository = join(top, 'repository');
  const below = join(repository, 'our status');
  sh(top, 'mkdir repository; git init -q -b main repository');
  sh(repository, `cp -R ../hub 'our status'; rm -rf 'our status/.git'`);
  sh(
    below,
    'sed -i.bak "s,file:../program,file:../../program," package.json; rm package.json.bak; npm install --silent',
  );
  expect(sh(repository, 'git config core.hooksPath').stdout).toBe('our status/.githooks\n');
  sh(repository, 'git add . && git commit -qm Site');
  write(below, EN, CHANGED);
  expect(sh(repository, 'git commit -qam Words').stderr).toContain(`fixed  ${EN}:4  version: `);
  expect(sh(repository, 'git status --porcelain').stdout).toBe('');
});
