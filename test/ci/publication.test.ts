import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { BASH, testWith } from '../programs.ts';
import { runCommand } from '../run.ts';
import { BRANCH, read, startHost, write } from './host.ts';
import type { CiHost, Event } from './host.ts';
import { githubScripts, gitlabScript } from './pipelines.ts';

const test = testWith(BASH);

const REFERENCE = '2026-03-04-uploads';
const EN = `incidents/${REFERENCE}/en.md`;

let host: CiHost;
beforeEach(async () => {
  host = await startHost((written) => `${written}services: [{id: web, name: Web}]\n`);
  const writer = host.clone('writer');
  write(writer, EN, report('001', 'Uploads fail.'));
  host.push(writer, 'Uploads fail');
});
afterEach(() => host.close());

function report(version: string, body: string, severity = 'major'): string {
  return `---\ntitle: "Uploads fail"\nversion: ${version}\nseverity: ${severity}\nservices: [web]\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    state: investigating\n    title: "It begins"\n---\n\n${body}\n`;
}

const clone = (name: string) => host.clone(name);
const git = (folder: string, ...args: string[]) => host.git(folder, ...args);
const push = (folder: string, message: string) => host.push(folder, message);
const publishOnGithub = (folder: string, event?: Event) => host.publishOnGithub(folder, event);
const publishOnGitlab = (folder: string, event: Event = { before: '0'.repeat(40) }) =>
  host.publishOnGitlab(folder, event);

const RUNNERS = [
  [
    'GitHub',
    publishOnGithub,
    'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>',
    'dist',
  ],
  ['GitLab', publishOnGitlab, 'incident-press <noreply@gitlab.example.com>', 'public'],
] as const;

test.each(RUNNERS)(
  '%s freezes, commits as a bot, pushes and builds; again, there is nothing to do',
  async (_, publish, bot, site) => {
    const folder = clone('runner');
    expect(await publish(folder)).toMatchObject({ status: 0 });
    expect(git(host.remote, 'log', '-1', '--format=%an <%ae> %s', BRANCH)).toBe(`${bot} Publish`);
    const files = git(host.remote, 'ls-tree', '-r', '--name-only', BRANCH).split('\n');
    expect(files).toContain(`published/${REFERENCE}/en/001.md`);
    expect(files).toContain(`published/${REFERENCE}/en/ledger.jsonl`);
    expect(files.some((path) => /^(?:dist|public|\.incident-press)\//.test(path))).toBe(false);
    expect(existsSync(join(folder, site, `en/incidents/${REFERENCE}/v/001/index.html`))).toBe(true);
    const head = git(host.remote, 'rev-parse', BRANCH);
    expect(await publish(clone('again'))).toMatchObject({ status: 0 });
    expect(git(host.remote, 'rev-parse', BRANCH)).toBe(head);
  },
);

test('files changed after the build reach no reader, and damage only holds back the damaged edition', async () => {
  const folder = clone('runner');
  expect((await publishOnGithub(folder)).status).toBe(0);
  const verify = githubScripts(host.pipelines.publish, 'deploy').find(({ script }) =>
    script.includes('verify dist'),
  )!;
  expect(gitlabScript(host.pipelines.gitlab, 'pages').script).toContain(verify.script);
  const page = `dist/en/incidents/${REFERENCE}/v/001/index.html`;
  const built = read(folder, page);
  for (const [path, text] of [
    [page, built.replace('Uploads fail.', 'All is well.')],
    ['dist/added.html', '<script src="https://evil.example/x.js"></script>'],
  ] as const) {
    write(folder, path, text);
    const { status, output } = await host.run(folder, verify);
    expect(status, output).toBe(1);
    expect(output).toContain('readers keep what they have');
    rmSync(join(folder, path));
    write(folder, page, built);
  }
  write(folder, `published/${REFERENCE}/en/001.html`, '<p>x</p>');
  const rebuilt = githubScripts(host.pipelines.publish, 'deploy').find(({ script }) =>
    script.includes(' build '),
  )!;
  for (const step of [rebuilt, verify]) expect(await host.run(folder, step)).toMatchObject({ status: 0 });
  expect(read(folder, '.incident-press/kept-back')).toContain('Damaged files in published/ are not shown');
});

test('a number that was forgotten is written by the bot, and the report goes on from there', async () => {
  expect((await publishOnGithub(clone('runner'))).status).toBe(0);
  const writer = clone('second');
  write(writer, EN, report('001', 'Uploads are slow.'));
  push(writer, 'Say more');
  expect((await publishOnGithub(clone('third'))).status).toBe(0);
  const last = clone('last');
  expect(read(last, EN)).toContain('version: 002');
  expect(git(last, 'log', '--format=%s').split('\n').slice(0, 3)).toEqual(['Publish', 'Say more', 'Publish']);
});

test('a run overtaken by a push starts again from it, and nothing is lost', async () => {
  const runner = clone('runner');
  const writer = clone('second');
  write(writer, 'incidents/2026-03-05-mail/en.md', report('001', 'Mail is late.'));
  push(writer, 'Mail is late');
  const { status, output } = await publishOnGithub(runner);
  expect(status, output).toBe(0);
  expect(output).toContain('Somebody has pushed meanwhile; attempt 1 begins again');
  const files = git(host.remote, 'ls-tree', '-r', '--name-only', BRANCH);
  expect(files).toContain(`published/${REFERENCE}/en/001.md`);
  expect(files).toContain('published/2026-03-05-mail/en/001.md');
  expect(existsSync(join(runner, 'dist/en/incidents/2026-03-05-mail/index.html'))).toBe(true);
});

test('two runs at once end with one publication, whole', async () => {
  const runs = await Promise.all([publishOnGithub(clone('one')), publishOnGithub(clone('two'))]);
  expect(runs.map(({ status }) => status)).toEqual([0, 0]);
  const last = clone('last');
  expect(git(last, 'log', '--format=%s').split('\n')).toEqual(['Publish', 'Uploads fail', 'An empty site']);
  expect(await runCommand(['verify'], { cwd: last })).toMatchObject({ code: 0 });
});

test('a report with an error only holds back itself', async () => {
  const writer = clone('second');
  write(writer, 'incidents/2026-03-05-mail/en.md', report('001', 'Mail is late.', 'enormous'));
  push(writer, 'Mail is late');
  const runner = clone('runner');
  const { status, output } = await publishOnGithub(runner);
  expect(output).toContain('::error file=incidents/2026-03-05-mail/en.md,line=4');
  // The others are published, and then the run is red.
  expect(status, output).toBe(1);
  expect(output).toContain('::error::Reports with errors were not published.');
  expect(output).toContain('::error::Reports with errors are left out of the site');
  const onGitlab = await publishOnGitlab(clone('other'));
  expect(onGitlab).toMatchObject({ status: 1, output: expect.stringContaining('left out of the site') });
  expect(existsSync(join(runner, `dist/en/incidents/${REFERENCE}/index.html`))).toBe(true);
  expect(existsSync(join(runner, 'dist/en/incidents/2026-03-05-mail'))).toBe(false);
  expect(git(host.remote, 'ls-tree', '-r', '--name-only', BRANCH)).not.toContain('published/2026-03-05-mail');
});

test.each([
  ['GitHub', publishOnGithub],
  ['GitLab', publishOnGitlab],
] as const)(
  'on %s, nothing is published while published files are missing, and the way back works',
  async (_, publish) => {
    expect((await publish(clone('runner'))).status).toBe(0);
    const published = git(host.remote, 'rev-parse', BRANCH);
    const writer = clone('second');
    git(writer, 'revert', '--no-edit', published);
    git(writer, 'push', '-q', 'origin', `HEAD:${BRANCH}`);
    const reverted = git(host.remote, 'rev-parse', BRANCH);
    const wayOut = `git restore --source=${published} --staged --worktree -- published`;
    // By the push, and by every later run as well.
    for (const [name, before] of [
      ['third', published],
      ['fourth', reverted],
    ] as const) {
      const { status, output } = await publish(clone(name), { before });
      expect(status, output).toBe(1);
      expect(output).toContain('INC520');
      expect(output).toContain(wayOut);
      expect(git(host.remote, 'rev-parse', BRANCH)).toBe(reverted);
    }
    git(writer, ...wayOut.split(' ').slice(1));
    push(writer, 'Put back what was published');
    const { status, output } = await publish(clone('fifth'), { before: reverted });
    expect(status, output).toBe(0);
    expect(git(host.remote, 'log', '-1', '--format=%s', BRANCH)).toBe('Put back what was published');
  },
);

test.each([
  ['GitHub', publishOnGithub, ['incidents', 'published']],
  ['GitLab', publishOnGitlab, ['incidents']],
] as const)(
  'on %s, a renamed report is never published again, and undoing the renaming is enough',
  async (_, publish, folders) => {
    expect((await publish(clone('runner'))).status).toBe(0);
    const before = git(host.remote, 'rev-parse', BRANCH);
    const writer = clone('second');
    for (const folder of folders)
      git(writer, 'mv', `${folder}/${REFERENCE}`, `${folder}/2026-03-04-downloads`);
    push(writer, 'A better name');
    const renamed = git(host.remote, 'rev-parse', BRANCH);
    const { status, output } = await publish(clone('third'), { before });
    expect(status, output).toBe(1);
    expect(output).toMatch(/INC52[67]/);
    expect(git(host.remote, 'rev-parse', BRANCH)).toBe(renamed);
    git(writer, 'revert', '--no-edit', 'HEAD');
    git(writer, 'push', '-q', 'origin', `HEAD:${BRANCH}`);
    const after = await publish(clone('fourth'), { before: renamed });
    expect(after.status, after.output).toBe(0);
    expect(git(host.remote, 'ls-tree', '-r', '--name-only', BRANCH)).not.toContain('downloads');
  },
);

test('a branch that accepts no commit is reported, with a way out', async () => {
  write(host.remote, 'hooks/pre-receive', '#!/bin/sh\nexit 1\n');
  chmodSync(join(host.remote, 'hooks/pre-receive'), 0o755);
  const { status, output } = await publishOnGithub(clone('runner'));
  expect(status).toBe(1);
  expect(output).toContain('main took no commit, so that nothing was published');
  expect(output).toContain('If it is protected');
});

test('a site with nothing to publish is no failure', async () => {
  const writer = clone('second');
  write(writer, EN, report('000', 'Nothing yet.'));
  push(writer, 'A draft');
  const { status, output } = await publishOnGithub(clone('runner'));
  expect(status, output).toBe(0);
  expect(git(host.remote, 'log', '-1', '--format=%s', BRANCH)).toBe('A draft');
});

test('a pull request gets every problem at its line, and every change that is not allowed', async () => {
  expect((await publishOnGithub(clone('runner'))).status).toBe(0);
  const branch = clone('branch');
  const scripts = githubScripts(host.pipelines.check, 'check');
  const check = scripts.find(({ script }) => script.includes(' check '));
  const install = scripts.find(({ script }) => script.startsWith('npm ci'));
  expect(await host.run(branch, install!)).toMatchObject({ status: 0 });
  const onPull = () => host.run(branch, check!, { 'github.base_ref': BRANCH });
  expect(await onPull()).toMatchObject({ status: 0 });
  write(branch, EN, report('001', 'Uploads are slow.', 'enormous'));
  write(branch, `published/${REFERENCE}/en/001.md`, report('001', 'It never happened.'));
  git(branch, 'checkout', '-q', '-b', 'work');
  git(branch, 'commit', '-qam', 'Work');
  const { status, output } = await onPull();
  expect(status).toBe(1);
  expect(output).toMatch(new RegExp(`^::error file=${EN},line=4,`, 'm'));
  expect(output).toMatch(new RegExp(`^::error file=published/${REFERENCE}/en/001\\.md,`, 'm'));
  // Where the site is a folder of the repository, its files are named from the top of that.
  const below = await host.run(branch, check!, { GITHUB_WORKSPACE: host.home, 'github.base_ref': BRANCH });
  expect(below.output).toMatch(new RegExp(`^::error file=branch/${EN},line=4,`, 'm'));
  // On a push there is no branch to compare with.
  expect((await host.run(branch, check!, { 'github.base_ref': '' })).status).toBe(1);
  const request = gitlabScript(host.pipelines.gitlab, 'check');
  const began = git(branch, 'rev-parse', `origin/${BRANCH}`);
  const onGitlab = await host.run(branch, request, { CI_MERGE_REQUEST_DIFF_BASE_SHA: began });
  expect(onGitlab).toMatchObject({ status: 1, output: expect.stringContaining(`${EN}:4:11`) });
});
