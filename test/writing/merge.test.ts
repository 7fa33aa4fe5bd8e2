import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, MAIN, runCommand } from '../run.ts';

const EN = 'incidents/2025-05-07-uploads/en.md';

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

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
    env: {
      ...process.env,
      GIT_EDITOR: ':',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    },
  });
}

/** Runs git where it may end with a conflict; true if it did not. */
function tryGit(cwd: string, ...args: readonly string[]): boolean {
  try {
    git(cwd, ...args);
    return true;
  } catch {
    return false;
  }
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function read(root: string, path = EN): string {
  return readFileSync(join(root, path), 'utf8');
}

/**
 * A site in a folder of a repository, with the program where `npm ci` puts it and its first version frozen.
 */
async function makeSite(folder = ''): Promise<{ readonly top: string; readonly site: string }> {
  const top = makeFolder();
  const site = join(top, folder);
  write(site, 'site.yaml', 'name: Example\nurl: https://status.example.com\nlanguages: [en]\n');
  write(site, EN, REPORT);
  write(site, '.gitattributes', 'published/** -text\nincidents/**/*.md text eol=lf merge=incident-press\n');
  write(site, '.gitignore', 'node_modules\n');
  mkdirSync(join(site, 'node_modules/.bin'), { recursive: true });
  symlinkSync(MAIN, join(site, 'node_modules/.bin/incident-press'));
  expect((await runCommand(['freeze'], { cwd: site })).code).toBe(0);
  git(top, 'init', '-q', '-b', 'main');
  git(top, 'add', '.');
  git(top, 'commit', '-qm', 'One report');
  return { top, site };
}

async function update(site: string, branch: string, at: string, title: string): Promise<void> {
  git(site, 'checkout', '-q', branch);
  const ran = await runCommand(['update', 'uploads', title, '--at', at], { cwd: site });
  expect(ran.code, ran.stderr).toBe(0);
  git(site, 'commit', '-qam', title);
}

/** Two branches, each with an update of the same report. */
async function twoUpdates(folder = '') {
  const made = await makeSite(folder);
  git(made.site, 'branch', 'other');
  await update(made.site, 'other', '2025-05-07T14:20:00Z', 'Downloads are fine');
  await update(made.site, 'main', '2025-05-07T14:30:00Z', 'The disk is full');
  return made;
}

function expectMerged(site: string): void {
  const text = read(site);
  expect(text.match(/at: .*/g)).toEqual([
    'at: 2025-05-07T14:05:00Z',
    'at: 2025-05-07T14:20:00Z',
    'at: 2025-05-07T14:30:00Z',
  ]);
  expect(text.match(/^version: .*/gm)).toHaveLength(1);
  expect(text).toMatch(
    /^changes: "(The disk is full; Downloads are fine|Downloads are fine; The disk is full)"$/m,
  );
  expect(text).not.toContain('<<<<<<<');
}

const JOININGS = [
  ['merge', ['merge', '-q', 'other', '-m', 'Merge']],
  ['rebase', ['rebase', '-q', 'other']],
  ['cherry-pick', ['cherry-pick', 'other']],
] as const;

test.each(JOININGS)('with the driver nothing is asked: %s', async (_, args) => {
  const { site } = await twoUpdates();
  const setup = await runCommand(['setup'], { cwd: site });
  expect(setup).toMatchObject({ code: 0, stderr: '' });
  expect(tryGit(site, ...args)).toBe(true);
  expectMerged(site);
  expect(git(site, 'status', '--porcelain')).toBe('');
  expect((await runCommand(['check', '--quiet'], { cwd: site })).code).toBe(0);
});

test.each(JOININGS)('without it git leaves a conflict, and `merge` settles it: %s', async (name, args) => {
  const { site } = await twoUpdates();
  expect(tryGit(site, ...args)).toBe(false);
  expect(read(site)).toContain('<<<<<<<');
  const ran = await runCommand(['merge'], { cwd: site });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  const goOn = name === 'merge' ? 'git commit --no-edit' : `git -c core.editor=true ${name} --continue`;
  expect(ran.stdout).toBe(`merged  ${EN}\n\nnext  incident-press check && ${goOn}\n`);
  expectMerged(site);
  git(site, ...goOn.split(' ').slice(1));
  expect(git(site, 'status', '--porcelain')).toBe('');
});

test('a site in a folder of its repository, with blanks in its name', async () => {
  const { site } = await twoUpdates('our status page');
  await runCommand(['setup'], { cwd: site });
  expect(tryGit(site, 'merge', '-q', 'other', '-m', 'Merge')).toBe(true);
  expectMerged(site);
});

test('where the program is not installed, git merges as it always does, and loses nothing', async () => {
  const { site } = await twoUpdates();
  await runCommand(['setup'], { cwd: site });
  git(
    site,
    'config',
    'merge.incident-press.driver',
    git(site, 'config', 'merge.incident-press.driver').trim().replaceAll('node_modules', 'not-there'),
  );
  expect(tryGit(site, 'merge', '-q', 'other', '-m', 'Merge')).toBe(false);
  expect(read(site)).toContain('<<<<<<< ours');
  expect(read(site)).toContain('Downloads are fine');
});

test('what both sides worded differently stays between markers, and the command ends with 1', async () => {
  const { site } = await makeSite();
  git(site, 'checkout', '-qb', 'other');
  write(site, EN, REPORT.replace('"Uploads fail"', '"Uploads stop"'));
  git(site, 'commit', '-qam', 'Theirs');
  git(site, 'checkout', '-q', 'main');
  write(site, EN, REPORT.replace('"Uploads fail"', '"Uploads are slow"'));
  git(site, 'commit', '-qam', 'Ours');
  expect(tryGit(site, 'merge', 'other')).toBe(false);
  const ran = await runCommand(['merge'], { cwd: site });
  expect(ran).toMatchObject({ code: 1, stderr: '' });
  expect(ran.stdout).toBe(
    `open    ${EN}\n        both sides worded this differently: title\n` +
      `hint    Choose between the markers \`<<<<<<<\` and \`>>>>>>>\`, then \`git add ${EN}\`.\n`,
  );
  expect(read(site)).toContain('title: "Uploads are slow"\n=======\ntitle: "Uploads stop"\n');
  write(site, EN, REPORT.replace('"Uploads fail"', '"Settled by hand"'));
  const again = await runCommand(['merge', EN], { cwd: site });
  expect(again.stdout).toContain('somebody has already resolved it on disk');
  expect(read(site)).toContain('Settled by hand');
});

test('a report that one side deleted, and a file that is not a report, are left to a person', async () => {
  const { site } = await makeSite();
  git(site, 'checkout', '-qb', 'other');
  git(site, 'rm', '-q', EN);
  write(site, 'README.md', 'Theirs\n');
  git(site, 'add', '.');
  git(site, 'commit', '-qm', 'Theirs');
  git(site, 'checkout', '-q', 'main');
  write(site, EN, REPORT.replace('"Uploads fail"', '"Uploads are slow"'));
  write(site, 'README.md', 'Ours\n');
  git(site, 'add', '.');
  git(site, 'commit', '-qm', 'Ours');
  expect(tryGit(site, 'merge', 'other')).toBe(false);
  const { code, stdout } = await runCommand(['merge'], { cwd: site });
  expect(code).toBe(1);
  expect(stdout).toContain(`open    README.md\n        this is not a report\n`);
  expect(stdout).toContain(`open    ${EN}\n        one side deleted it, and the other changed it\n`);
});

test('a file without a conflict is named, and nothing to merge is said', async () => {
  const { site } = await makeSite();
  expect(await runCommand(['merge'], { cwd: site })).toMatchObject({
    code: 0,
    stdout: 'No report has a conflict\n',
  });
  const ran = await runCommand(['merge', 'en.md'], { cwd: site });
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('en.md has no conflict');
});

const PUBLISHING = [
  ['merge', ['merge', 'other'], ['commit', '-qm', 'Merge']],
  ['pull', ['pull', '-q', '--no-rebase', '.', 'other'], ['commit', '-qm', 'Merge']],
  ['rebase', ['rebase', '-q', 'other'], ['-c', 'core.editor=true', 'rebase', '--continue']],
] as const;

test.each(PUBLISHING)(
  'a chain of published versions is never merged: the way out of %s works',
  async (name, join_, goOn) => {
    const { site } = await twoUpdates();
    for (const branch of ['other', 'main']) {
      git(site, 'checkout', '-q', branch);
      expect((await runCommand(['freeze'], { cwd: site })).code).toBe(0);
      git(site, 'add', '.');
      git(site, 'commit', '-qm', 'Publish');
    }
    // In a rebase the commits are joined one by one: the texts first, then what was published of them.
    if (name === 'rebase') git(site, 'reset', '-q', '--soft', 'HEAD~2');
    if (name === 'rebase') git(site, 'commit', '-qm', 'Update and publish');
    expect(tryGit(site, ...join_)).toBe(false);
    const { code, stdout } = await runCommand(['merge'], { cwd: site });
    expect(code).toBe(1);
    expect(stdout).toContain(`merged  ${EN}\n`);
    const [, wayOut = ''] =
      /`(git restore --source=\S+ --staged --worktree -- published)`/.exec(stdout.replaceAll(/\s+/g, ' ')) ??
      [];
    git(site, ...wayOut.split(' ').slice(1));
    const frozen = await runCommand(['freeze'], { cwd: site });
    expect(frozen.code, frozen.stderr).toBe(0);
    git(site, 'add', '.');
    git(site, ...goOn);
    expectMerged(site);
    expect(read(site)).toContain('version: 003\n');
    expect((await runCommand(['check', '--quiet'], { cwd: site })).code).toBe(0);
  },
);

test('`setup` says nothing in CI, and does not fail an installation outside a repository', async () => {
  const { site } = await makeSite();
  expect(await runCommand(['setup'], { cwd: site, env: { CI: 'true' } })).toMatchObject({
    code: 0,
    stdout: '',
  });
  expect(tryGit(site, 'config', 'merge.incident-press.driver')).toBe(false);
  const outside = makeFolder();
  write(outside, 'site.yaml', 'name: Example\nurl: https://status.example.com\n');
  const ran = await runCommand(['setup'], { cwd: outside });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toBe(
    'This site is not in a git repository yet; once it is, run `incident-press setup`\n',
  );
});

test('`setup` switches the hook on where there is one, and leaves a hook folder of one’s own alone', async () => {
  const { site } = await makeSite();
  write(site, '.githooks/pre-commit', '#!/bin/sh\n');
  await runCommand(['setup'], { cwd: site });
  expect(git(site, 'config', 'core.hooksPath').trim()).toBe('.githooks');
  expect((await runCommand(['setup'], { cwd: site })).stdout).not.toContain('hooks');
  const way = 'as well, call .githooks/pre-commit from pre-commit there';
  git(site, 'config', 'core.hooksPath', 'own');
  const said = await runCommand(['setup'], { cwd: site });
  expect(said.stdout).toContain('git already runs the hooks in own; for the one of this site ');
  expect(git(site, 'config', 'core.hooksPath').trim()).toBe('own');
  expect(existsSync(join(site, 'own'))).toBe(false);
  // A hook in git's own folder would no longer run if another folder were set.
  git(site, 'config', '--unset', 'core.hooksPath');
  write(site, '.git/hooks/pre-push', '#!/bin/sh\n');
  expect((await runCommand(['setup'], { cwd: site })).stdout).toContain(way);
  expect(git(site, 'config', '--local', '--list')).not.toContain('hookspath');
});

const SIDES = ['<<<<<<< HEAD\n', '=======\n', '>>>>>>> other\n'] as const;

test.each([
  ['site.yaml', 'name: Example\n', 'INC011'],
  [EN, REPORT, 'INC011'],
  [EN.replace('en.md', 'fr.md'), '---\ntitle: "Envois"\nversion: 001\n---\n', 'INC011'],
  ['templates/messages/en.yaml', 'index.calm: "All is well"\n', 'INC011'],
  ['templates/page/article.eta', '<p></p>\n', 'INC011'],
  ['published/2025-05-07-uploads/en/ledger.jsonl', '{}\n', 'INC510'],
])('markers of a conflict in %s are one clear error', async (path, text, code) => {
  const { site } = await makeSite();
  if (path.endsWith('fr.md')) write(site, 'site.yaml', read(site, 'site.yaml').replace('[en]', '[en, fr]'));
  for (const end of ['\n', '\r\n']) {
    write(site, path, [SIDES[0], text, SIDES[1], text, SIDES[2]].join('').replaceAll('\n', end));
    const { code: ended, stdout } = await runCommand(['check', '--format', 'json'], { cwd: site });
    expect(ended).toBe(1);
    const found: { code: string; place: { file: string } }[] = JSON.parse(stdout).diagnostics;
    expect(found.filter(({ place }) => place.file === path).map((each) => each.code)).toEqual([code]);
  }
});
