import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { BASH, testWith } from '../programs.ts';
import { makeFolder, MAIN, runCommand } from '../run.ts';
import { githubScripts, gitlabScript } from './pipelines.ts';
import type { Script } from './pipelines.ts';

const test = testWith(BASH);

const REFERENCE = '2026-03-04-uploads';
const EN = `incidents/${REFERENCE}/en.md`;
const BRANCH = 'main';

/** A remote without a working tree, what its host knows, and clones beside it. */
let home: string;
let round = 0;
let remote: string;
const pipelines: Record<string, string> = {};
beforeAll(async () => {
  home = makeFolder();
  mkdirSync(join(home, 'bin'));
  // What npx would fetch is the program that is being tested.
  writeFileSync(join(home, 'bin/npx'), `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
  chmodSync(join(home, 'bin/npx'), 0o755);
  for (const [ci, host] of [
    ['github', 's3'],
    ['gitlab', 'gitlab'],
  ] as const) {
    const args = ['init', ci, '--yes', '--ci', ci, '--host', host];
    expect(await runCommand(args, { cwd: home })).toMatchObject({ code: 0 });
  }
  pipelines['check'] = read(home, 'github/.github/workflows/check.yml');
  pipelines['publish'] = read(home, 'github/.github/workflows/publish.yml');
  pipelines['gitlab'] = read(home, 'gitlab/.gitlab-ci.yml');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeEach(() => {
  round += 1;
  remote = join(home, `remote-${round}.git`);
  git(home, 'init', '-q', '--bare', '-b', BRANCH, remote);
  const first = clone('writer');
  write(first, 'site.yaml', read(home, 'github/site.yaml') + 'services: [{id: web, name: Web}]\n');
  write(first, '.gitattributes', read(home, 'github/.gitattributes'));
  write(first, '.gitignore', read(home, 'github/.gitignore'));
  write(first, EN, report('001', 'Uploads fail.'));
  push(first, 'Uploads fail');
});

const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');

function write(folder: string, path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function report(version: string, body: string, severity = 'major'): string {
  return `---\ntitle: "Uploads fail"\nversion: ${version}\nseverity: ${severity}\nservices: [web]\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    state: investigating\n    title: "It begins"\n---\n\n${body}\n`;
}

function environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: `${join(home, 'bin')}:${process.env['PATH']}`, HOME: home, CI: 'true', ...more };
}

function git(folder: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  const ran = spawnSync('git', ['-C', folder, ...who, ...args], { encoding: 'utf8', env: environment() });
  expect(ran.status, `git ${args.join(' ')}: ${ran.stderr}`).toBe(0);
  return ran.stdout.trim();
}

function clone(name: string): string {
  const folder = join(home, `${name}-${round}`);
  git(home, 'clone', '-q', remote, folder);
  return folder;
}

function push(folder: string, message: string): void {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', message);
  git(folder, 'push', '-q', 'origin', `HEAD:${BRANCH}`);
}

/** What the host gives a script, with its expressions filled in as the host would. */
function given(written: Readonly<Record<string, string>>, known: Readonly<Record<string, string>>) {
  const fill = (text: string): string =>
    Object.entries(known).reduce(
      (filled, [name, value]) => filled.replaceAll(`$${name}`, value).replaceAll(`\${{ ${name} }}`, value),
      text,
    );
  return environment({
    ...known,
    ...Object.fromEntries(Object.entries(written).map(([name, text]) => [name, fill(String(text))])),
  });
}

interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a script as both hosts do: with bash, which ends at the first command that fails. */
function runScript(
  folder: string,
  { script, environment: written }: Script,
  known: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn('bash', ['-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env: given(written, known),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
    child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)));
    child.on('close', (status) => resolve({ status, output }));
  });
}

/** The steps of the workflow that publishes, up to the one that puts the site where readers are. */
async function publishOnGithub(folder: string): Promise<Ran> {
  const steps = githubScripts(pipelines['publish']!, 'publish').slice(0, 2);
  expect(steps.length).toBe(2);
  let output = '';
  for (const step of steps) {
    const ran = await runScript(folder, step);
    output += ran.output;
    if (ran.status !== 0) return { status: ran.status, output };
  }
  return { status: 0, output };
}

/** All of the job that publishes, in the clone of a runner, where a commit and no branch is checked out. */
function publishOnGitlab(folder: string): Promise<Ran> {
  git(folder, 'checkout', '-q', '--detach');
  const { script, environment: variables } = gitlabScript(pipelines['gitlab']!, 'pages');
  const { REMOTE, ...others } = variables;
  expect(REMOTE).toBe('https://oauth2:$PUBLISH_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git');
  const known = { CI_DEFAULT_BRANCH: BRANCH, CI_SERVER_HOST: 'gitlab.example.com' };
  return runScript(folder, { script, environment: { ...others, REMOTE: remote } }, known);
}

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
    expect(git(remote, 'log', '-1', '--format=%an <%ae> %s', BRANCH)).toBe(`${bot} Publish`);
    const files = git(remote, 'ls-tree', '-r', '--name-only', BRANCH).split('\n');
    expect(files).toContain(`published/${REFERENCE}/en/001.md`);
    expect(files).toContain(`published/${REFERENCE}/en/ledger.jsonl`);
    expect(files.some((path) => /^(?:dist|public|\.incident-press)\//.test(path))).toBe(false);
    expect(existsSync(join(folder, site, `en/incidents/${REFERENCE}/v/001/index.html`))).toBe(true);
    const head = git(remote, 'rev-parse', BRANCH);
    expect(await publish(clone('again'))).toMatchObject({ status: 0 });
    expect(git(remote, 'rev-parse', BRANCH)).toBe(head);
  },
);

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

test('who is overtaken by a push begins again with it, and nothing is lost', async () => {
  const runner = clone('runner');
  const writer = clone('second');
  write(writer, 'incidents/2026-03-05-mail/en.md', report('001', 'Mail is late.'));
  push(writer, 'Mail is late');
  const { status, output } = await publishOnGithub(runner);
  expect(status, output).toBe(0);
  expect(output).toContain('Somebody has pushed meanwhile; attempt 1 begins again');
  const files = git(remote, 'ls-tree', '-r', '--name-only', BRANCH);
  expect(files).toContain(`published/${REFERENCE}/en/001.md`);
  expect(files).toContain('published/2026-03-05-mail/en/001.md');
  expect(existsSync(join(runner, 'dist/en/incidents/2026-03-05-mail/index.html'))).toBe(true);
});

test('two runs at once end with one publication, whole', async () => {
  const runs = await Promise.all([publishOnGithub(clone('one')), publishOnGithub(clone('two'))]);
  expect(runs.map(({ status }) => status)).toEqual([0, 0]);
  const last = clone('last');
  expect(git(last, 'log', '--format=%s').split('\n')).toEqual(['Publish', 'Uploads fail']);
  expect(await runCommand(['verify'], { cwd: last })).toMatchObject({ code: 0 });
});

test('a report with an error keeps back itself alone', async () => {
  const writer = clone('second');
  write(writer, 'incidents/2026-03-05-mail/en.md', report('001', 'Mail is late.', 'enormous'));
  push(writer, 'Mail is late');
  const runner = clone('runner');
  const { status, output } = await publishOnGithub(runner);
  expect(status, output).toBe(0);
  expect(output).toContain('::error file=incidents/2026-03-05-mail/en.md,line=4');
  expect(existsSync(join(runner, `dist/en/incidents/${REFERENCE}/index.html`))).toBe(true);
  expect(existsSync(join(runner, 'dist/en/incidents/2026-03-05-mail'))).toBe(false);
  expect(git(remote, 'ls-tree', '-r', '--name-only', BRANCH)).not.toContain('published/2026-03-05-mail');
});

test('a branch that takes no commit is said, with a way out', async () => {
  write(remote, 'hooks/pre-receive', '#!/bin/sh\nexit 1\n');
  chmodSync(join(remote, 'hooks/pre-receive'), 0o755);
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
  expect(git(remote, 'log', '-1', '--format=%s', BRANCH)).toBe('A draft');
});

test('a pull request is told of every problem at its line, and of what may not change', async () => {
  expect((await publishOnGithub(clone('runner'))).status).toBe(0);
  const branch = clone('branch');
  const [check] = githubScripts(pipelines['check']!, 'check');
  const onPull = () => runScript(branch, check!, { 'github.base_ref': BRANCH });
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
  const below = await runScript(branch, check!, { GITHUB_WORKSPACE: home, 'github.base_ref': BRANCH });
  expect(below.output).toMatch(new RegExp(`^::error file=branch-${round}/${EN},line=4,`, 'm'));
  // On a push there is no branch to compare with.
  expect((await runScript(branch, check!, { 'github.base_ref': '' })).status).toBe(1);
  const request = gitlabScript(pipelines['gitlab']!, 'check');
  const began = git(branch, 'rev-parse', `origin/${BRANCH}`);
  const onGitlab = await runScript(branch, request, { CI_MERGE_REQUEST_DIFF_BASE_SHA: began });
  expect(onGitlab).toMatchObject({ status: 1, output: expect.stringContaining(`${EN}:4:11`) });
});
