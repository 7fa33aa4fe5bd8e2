import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { makeFolder, MAIN, runCommand } from '../run.ts';
import { githubScripts, gitlabScript } from './pipelines.ts';
import type { Script } from './pipelines.ts';

export const BRANCH = 'main';

export interface RanScript {
  readonly status: number | null;
  readonly output: string;
}

/** What starts a run: the commit before a push, and what the clock says. */
export interface Event {
  readonly before?: string;
  /** The clock of all programs of the run, stopped; that of the machine where it is left out. */
  readonly now?: string;
}

/** A remote without a working tree, and what a host of repositories knows and runs. */
export interface CiHost {
  readonly home: string;
  readonly remote: string;
  /** The files that `init` writes, by short names. */
  readonly pipelines: Readonly<Record<'check' | 'publish' | 'gitlab', string>>;
  readonly git: (folder: string, ...args: string[]) => string;
  readonly clone: (name: string) => string;
  readonly push: (folder: string, message: string) => void;
  readonly run: (
    folder: string,
    script: Script,
    known?: Readonly<Record<string, string>>,
  ) => Promise<RanScript>;
  /** The steps of the workflow that publishes, without the one that puts the site where readers are. */
  readonly publishOnGithub: (folder: string, event?: Event) => Promise<RanScript>;
  /** All of the job that publishes, in the clone of a runner, where a commit and no branch is checked out. */
  readonly publishOnGitlab: (folder: string, event?: Event) => Promise<RanScript>;
  readonly close: () => void;
}

/** Stops the clock of a program, its threads included, at the time that `CLOCK` names. */
const CLOCK = `const stopped = Date.parse(process.env.CLOCK);
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...args) {
    if (args.length > 0) super(...args);
    else super(stopped);
  }
  static now() {
    return stopped;
  }
};
`;

/**
 * Starts a host with nothing in its repository but the files that \`init\` writes, and \`services\` in
 * site.yaml.
 */
export async function startHost(siteYaml: (written: string) => string): Promise<CiHost> {
  const home = makeFolder();
  mkdirSync(join(home, 'bin'));
  // What npx would fetch is the program that is being tested.
  write(home, 'bin/npx', `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
  chmodSync(join(home, 'bin/npx'), 0o755);
  write(home, 'clock.cjs', CLOCK);
  for (const [ci, target] of [
    ['github', 's3'],
    ['gitlab', 'gitlab'],
  ] as const) {
    const args = ['init', ci, '--yes', '--ci', ci, '--host', target];
    expect(await runCommand(args, { cwd: home })).toMatchObject({ code: 0 });
  }
  const pipelines = {
    check: read(home, 'github/.github/workflows/check.yml'),
    publish: read(home, 'github/.github/workflows/publish.yml'),
    gitlab: read(home, 'gitlab/.gitlab-ci.yml'),
  };
  const host = hostIn(home, pipelines);
  host.git(home, 'init', '-q', '--bare', '-b', BRANCH, host.remote);
  const first = host.clone('first');
  write(first, 'site.yaml', siteYaml(read(home, 'github/site.yaml')));
  for (const name of ['.gitattributes', '.gitignore']) write(first, name, read(home, `github/${name}`));
  host.push(first, 'An empty site');
  return host;
}

function hostIn(home: string, pipelines: CiHost['pipelines']): CiHost {
  const remote = join(home, 'remote.git');
  const git = (folder: string, ...args: string[]) => {
    const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
    const ran = spawnSync('git', ['-C', folder, ...who, ...args], {
      encoding: 'utf8',
      env: environment(home),
    });
    expect(ran.status, `git ${args.join(' ')}: ${ran.stderr}`).toBe(0);
    return ran.stdout.trim();
  };
  const run: CiHost['run'] = (folder, script, known = {}) => runScript(home, folder, script, known);
  return {
    home,
    remote,
    pipelines,
    git,
    clone: (name) => {
      const folder = join(home, name);
      git(home, 'clone', '-q', remote, folder);
      return folder;
    },
    push: (folder, message) => {
      git(folder, 'add', '-A');
      git(folder, 'commit', '-qm', message);
      git(folder, 'push', '-q', 'origin', `HEAD:${BRANCH}`);
    },
    run,
    publishOnGithub: (folder, event) => runSteps(folder, pipelines.publish, run, event),
    publishOnGitlab: (folder, event) => {
      git(folder, 'checkout', '-q', '--detach');
      return runJob(folder, { pipeline: pipelines.gitlab, remote, run, event });
    },
    close: () => rmSync(home, { recursive: true, force: true }),
  };
}

function clockOf(home: string, now: string | undefined): Record<string, string> {
  return now === undefined ? {} : { CLOCK: now, NODE_OPTIONS: `--require ${join(home, 'clock.cjs')}` };
}

async function runSteps(
  folder: string,
  workflow: string,
  run: CiHost['run'],
  { before = '', now }: Event = {},
): Promise<RanScript> {
  const steps = githubScripts(workflow, 'publish').filter(({ script }) => !script.includes(' publish '));
  expect(steps.length).toBe(4);
  let output = '';
  for (const step of steps) {
    const ran = await run(folder, step, {
      'github.event.before': before,
      ...clockOf(join(folder, '..'), now),
    });
    output += ran.output;
    if (ran.status !== 0) return { status: ran.status, output };
  }
  return { status: 0, output };
}

interface Job {
  readonly pipeline: string;
  readonly remote: string;
  readonly run: CiHost['run'];
  readonly event: Event | undefined;
}

async function runJob(folder: string, { pipeline, remote, run, event = {} }: Job): Promise<RanScript> {
  const { script, environment: variables } = gitlabScript(pipeline, 'pages');
  const { REMOTE, ...others } = variables;
  expect(REMOTE).toBe('https://oauth2:$PUBLISH_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git');
  const known = {
    CI_DEFAULT_BRANCH: BRANCH,
    CI_SERVER_HOST: 'gitlab.example.com',
    CI_COMMIT_BEFORE_SHA: event.before ?? '0'.repeat(40),
    CI_PIPELINE_SOURCE: event.before === undefined ? 'schedule' : 'push',
    ...clockOf(join(folder, '..'), event.now),
  };
  const published = await run(folder, { script, environment: { ...others, REMOTE: remote } }, known);
  if (published.status !== 0) return published;
  const verdict = await run(folder, gitlabScript(pipeline, 'verdict'), known);
  return { status: verdict.status, output: published.output + verdict.output };
}

/** Runs a script as both hosts do: with bash, which ends at the first command that fails. */
function runScript(
  home: string,
  folder: string,
  { script, environment: written }: Script,
  known: Readonly<Record<string, string>>,
): Promise<RanScript> {
  return new Promise((resolve) => {
    const env = { ...environment(home), ...given(written, known) };
    const child = spawn('bash', ['-eo', 'pipefail', '-c', script], { cwd: folder, env });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
    child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)));
    child.on('close', (status) => resolve({ status, output }));
  });
}

function environment(home: string): Record<string, string> {
  return { PATH: `${join(home, 'bin')}:${process.env['PATH']}`, HOME: home, CI: 'true' };
}

/** What the host gives a script, with its expressions filled in as the host would. */
function given(written: Readonly<Record<string, string>>, known: Readonly<Record<string, string>>) {
  const fill = (text: string): string =>
    Object.entries(known).reduce(
      (filled, [name, value]) => filled.replaceAll(`$${name}`, value).replaceAll(`\${{ ${name} }}`, value),
      text,
    );
  return {
    ...known,
    ...Object.fromEntries(Object.entries(written).map(([name, text]) => [name, fill(String(text))])),
  };
}

export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

export function write(folder: string, path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}
