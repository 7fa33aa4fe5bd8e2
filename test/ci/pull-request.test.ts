import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { fetchStep } from '../../src/cli/init/github-preview.ts';
import { BASH, TAR, testWith } from '../programs.ts';
import { makeFolder } from '../run.ts';
import { BRANCH, read, startHost, write } from './host.ts';
import type { CiHost } from './host.ts';
import { githubScripts, gitlabScript } from './pipelines.ts';
import type { Script } from './pipelines.ts';

const test = testWith(BASH);

/** What is run when a site is built, as the base has it; nothing at the other paths. */
const OF_BASE = {
  '.npmrc': 'registry=https://registry.example.com/\n',
  'templates/partials/teaser.eta': 'of the base\n',
  'plugins/kept.mjs': 'export default () => {};\n',
};

let host: CiHost;
let base: string;
let branch: string;
let clones = 0;
beforeAll(async () => {
  host = await startHost((written) => written);
  const writer = host.clone('writer');
  for (const [path, text] of Object.entries(OF_BASE)) write(writer, path, text);
  host.push(writer, 'Templates and plugins');
  base = host.git(writer, 'rev-parse', 'HEAD');
});
afterAll(() => host.close());
beforeEach(() => {
  branch = host.clone(`branch-${(clones += 1)}`);
  host.git(branch, 'checkout', '-q', '-b', 'work');
});

function commit(): void {
  host.git(branch, 'add', '-A', '-f');
  host.git(branch, 'commit', '-qm', 'Work');
}

/** The step of the check that takes from the base what is run, as each host runs it. */
type Check = readonly [host: string, step: () => Script, known: Readonly<Record<string, string>>];
const CHECKS: readonly [Check, Check] = [
  ['GitHub', () => stepNamed(host.pipelines.check, 'check', 'for path in'), { 'github.base_ref': BRANCH }],
  ['GitLab', () => partOf(gitlabScript(host.pipelines.gitlab, 'check')), {}],
];

function stepNamed(pipeline: string, job: string, text: string): Script {
  return githubScripts(pipeline, job).find(({ script }) => script.includes(text))!;
}

/** What a job of GitLab does before it installs anything. */
function partOf(job: Script): Script {
  return { ...job, script: job.script.slice(0, job.script.indexOf('npm ci')) };
}

function take([, step, known]: Check) {
  return host.run(branch, step(), { ...known, CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
}

test.each(CHECKS)('on %s, a branch changes reports, but nothing that is run', async (...check) => {
  const evil = "throw new Error('it ran')\n";
  for (const path of Object.keys(OF_BASE)) write(branch, path, evil);
  write(branch, 'plugins/added.mjs', evil);
  write(branch, 'vendor/incident-press-9.9.9.tgz', evil);
  write(branch, 'node_modules/.bin/incident-press', evil);
  write(branch, '.incident-press/cache/memory', evil);
  write(branch, 'npm-shrinkwrap.json', evil);
  write(branch, 'package-lock.json', evil);
  write(branch, 'package.json', '{"scripts": {"preinstall": "touch ran"}}');
  write(branch, 'incidents/2026-03-04-uploads/en.md', 'theirs\n');
  commit();
  expect(await take(check)).toMatchObject({ status: 0 });
  for (const [path, text] of Object.entries(OF_BASE)) expect(read(branch, path)).toBe(text);
  for (const path of ['package.json', 'package-lock.json'])
    expect(`${read(branch, path).trim()}`).toBe(host.git(branch, 'show', `${base}:${path}`));
  expect(readdirSync(join(branch, 'plugins'))).toEqual(['kept.mjs']);
  for (const path of ['vendor', 'node_modules', '.incident-press', 'npm-shrinkwrap.json'])
    expect(existsSync(join(branch, path)), path).toBe(false);
  expect(read(branch, 'incidents/2026-03-04-uploads/en.md')).toBe('theirs\n');
});

test.each(CHECKS)(
  'on %s, a folder that a branch replaces by a link is the folder again',
  async (...check) => {
    rmSync(join(branch, 'templates'), { recursive: true });
    symlinkSync('incidents', join(branch, 'templates'));
    write(branch, 'incidents/partials/teaser.eta', 'theirs\n');
    commit();
    expect(await take(check)).toMatchObject({ status: 0 });
    expect(read(branch, 'templates/partials/teaser.eta')).toBe('of the base\n');
    expect(read(branch, 'incidents/partials/teaser.eta')).toBe('theirs\n');
  },
);

test.each([
  ['a service', 'services: [{id: web, name: Web}]\n', true],
  ['plugins', 'plugins: [./incidents/evil.mjs]\n', false],
  ['plugins in other letters', '"plug\\x69ns": [./incidents/evil.mjs]\n', false],
] as const)('of a site.yaml that names %s the branch has its way: %s%s', async (_, line, isTaken) => {
  write(branch, 'site.yaml', `${read(branch, 'site.yaml')}${line}`);
  commit();
  expect(await take(CHECKS[0])).toMatchObject({ status: 0 });
  expect(read(branch, 'site.yaml').includes(line)).toBe(isTaken);
  expect(await changed()).toBe(isTaken ? 'no' : 'yes');
});

/** What the second job finds out. */
async function changed(): Promise<string> {
  const step = stepNamed(host.pipelines.check, 'check-with-changed-program', 'changed=');
  const output = join(host.home, `changed-${(clones += 1)}`);
  host.git(branch, 'checkout', '-q', '--force', 'HEAD');
  const ran = await host.run(branch, step, { 'github.base_ref': BRANCH, GITHUB_OUTPUT: output });
  expect(ran.status, ran.output).toBe(0);
  return /^changed=(.*)$/m.exec(readFileSync(output, 'utf8'))?.[1] ?? '';
}

test('the second job is for branches that change what is run, and only for those', async () => {
  write(branch, 'incidents/2026-03-04-uploads/en.md', 'theirs\n');
  commit();
  expect(await changed()).toBe('no');
  for (const path of [
    'package-lock.json',
    '.npmrc',
    'templates/new.eta',
    'plugins/new.mjs',
    'vendor/a.tgz',
  ]) {
    write(branch, path, 'theirs\n');
    commit();
    expect(await changed(), path).toBe('yes');
    host.git(branch, 'reset', '-q', '--hard', 'HEAD~1');
  }
});

testWith(BASH, TAR)('a preview with links is not shown, and the host runs nothing in it', async () => {
  const fetched = async (files: Readonly<Record<string, string>>, link?: string) => {
    const work = makeFolder();
    for (const [path, text] of Object.entries(files)) write(work, `made/${path}`, text);
    if (link !== undefined) symlinkSync(link, join(work, 'made/link'));
    write(work, 'gh', '#!/bin/sh\nmkdir fetched\ntar -cf fetched/artifact.tar --directory made .\n');
    const script = `PATH="$PWD:$PATH"; chmod +x gh\n${fetchStep().script}`;
    const ran = await host.run(work, { script, environment: {} });
    const shown = existsSync(join(work, 'preview')) ? readdirSync(join(work, 'preview')).toSorted() : [];
    rmSync(work, { recursive: true });
    return { ...ran, shown };
  };
  const files = { 'index.html': 'page', '_worker.js': 'evil', 'functions/a.js': 'evil' };
  expect(await fetched(files)).toMatchObject({ status: 0, shown: ['index.html'] });
  expect(await fetched(files, '/proc/self/environ')).toMatchObject({
    status: 1,
    output: expect.stringContaining('has links or special files'),
  });
});

test('the first push of a site whose example was deleted publishes a site without reports', async () => {
  const empty = host.clone('empty');
  rmSync(join(empty, 'templates'), { recursive: true });
  host.push(empty, 'Nothing yet');
  const { status, output } = await host.publishOnGithub(host.clone('runner'), { before: '0'.repeat(40) });
  expect(status, output).toBe(0);
  expect(existsSync(join(host.home, 'runner/dist/en/index.html'))).toBe(true);
});
