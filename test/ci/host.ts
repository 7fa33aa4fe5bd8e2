import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { githubFiles } from '../../src/cli/init/github.ts';
import { gitlabFiles } from '../../src/cli/init/gitlab.ts';
import { newSiteFiles } from '../../src/cli/init/site-files.ts';
import { startFrom } from '../../src/cli/init/start.ts';
import type { Instant } from '../../src/model/instant.ts';
import { makeFolder, MAIN } from '../run.ts';
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

/** What stands for npm: it installs the program that is being tested, and only for a lock file. */
const NPM = `#!/bin/sh
test "$1" = ci && test -f package-lock.json || exit 1
rm -rf node_modules
mkdir -p node_modules/.bin
printf '#!/bin/sh\\nexec "%s" "%s" "$@"\\n' "${process.execPath}" "${MAIN}" >node_modules/.bin/incident-press
chmod +x node_modules/.bin/incident-press
`;

/**
 * Starts a host with nothing in its repository but the files that `init` writes, and `services` in
 * site.yaml.
 */
export async function startHost(siteYaml: (written: string) => string): Promise<CiHost> {
  const home = makeFolder();
  mkdirSync(join(home, 'bin'));
  write(home, 'bin/npm', NPM);
  chmodSync(join(home, 'bin/npm'), 0o755);
  write(home, 'clock.cjs', CLOCK);
  const place = { site: '', branch: BRANCH };
  const github = githubFiles('s3', place, true);
  const pipelines = {
    check: github['.github/workflows/check.yml']!,
    publish: github['.github/workflows/publish.yml']!,
    gitlab: gitlabFiles('gitlab', place)['.gitlab-ci.yml']!,
  };
  const host = hostIn(home, pipelines);
  host.git(home, 'init', '-q', '--bare', '-b', BRANCH, host.remote);
  const first = host.clone('first');
  const files = newSiteFiles(startFrom({ folder: '.', yes: true, services: [], lock: false, attest: true }), {
    now: '2026-03-01T00:00:00Z' as Instant,
    template: '',
    place,
    program: {
      name: 'incident-press',
      version: '1.2.3',
      spec: '1.2.3',
      integrity: undefined,
      file: undefined,
      isOurs: true,
    },
  });
  for (const name of ['.gitattributes', '.gitignore', 'package.json', 'package-lock.json'])
    write(first, name, String(files[name]));
  write(first, 'site.yaml', siteYaml(String(files['site.yaml'])));
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

/**
 * The two jobs of the workflow, each in a clone of its own: the second one begins with the commit of the
 * first, and with nothing else that it left.
 */
async function runSteps(
  folder: string,
  workflow: string,
  run: CiHost['run'],
  { before = '', now }: Event = {},
): Promise<RanScript> {
  const noted = join(folder, '..', `${basename(folder)}.output`);
  const known = {
    'github.event.before': before,
    'github.ref_name': BRANCH,
    'secrets.INCIDENT_PRESS_KEY': '',
    GITHUB_OUTPUT: noted,
    ...clockOf(join(folder, '..'), now),
  };
  const frozen = await runAll(folder, githubScripts(workflow, 'freeze'), known, run);
  if (frozen.status !== 0) return frozen;
  const { commit = '', kept = '' } = Object.fromEntries(
    readFileSync(noted, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(/=(.*)/) as [string, string]),
  );
  rmSync(noted);
  const clean = spawnSync('git', ['clean', '-fdxq'], { cwd: folder });
  expect(clean.status).toBe(0);
  expect(spawnSync('git', ['checkout', '-q', commit], { cwd: folder }).status).toBe(0);
  const steps = githubScripts(workflow, 'deploy').filter(({ script }) => !script.includes(' publish '));
  expect(steps.length).toBe(6);
  const deployed = await runAll(folder, steps, { ...known, 'needs.freeze.outputs.kept': kept }, run);
  return { status: deployed.status, output: frozen.output + deployed.output };
}

async function runAll(
  folder: string,
  scripts: readonly Script[],
  known: Readonly<Record<string, string>>,
  run: CiHost['run'],
): Promise<RanScript> {
  let output = '';
  for (const step of scripts) {
    const ran = await run(folder, step, known);
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

/** The jobs of the pipeline. Each begins with a clean checkout and the artifacts it needs. */
async function runJob(folder: string, { pipeline, remote, run, event = {} }: Job): Promise<RanScript> {
  const known = {
    CI_DEFAULT_BRANCH: BRANCH,
    CI_SERVER_HOST: 'gitlab.example.com',
    CI_COMMIT_BEFORE_SHA: event.before ?? '0'.repeat(40),
    CI_PIPELINE_SOURCE: event.before === undefined ? 'schedule' : 'push',
    ...clockOf(join(folder, '..'), event.now),
  };
  const began = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' }).stdout.trim();
  const freeze = gitlabScript(pipeline, 'freeze');
  const frozen = await run(
    folder,
    { ...freeze, environment: { ...freeze.environment, REMOTE: remote } },
    known,
  );
  if (frozen.status !== 0) return frozen;
  const handed = ['kept', 'commit'].flatMap((name) => {
    const path = join(folder, '.incident-press', name);
    return existsSync(path) ? [[path, readFileSync(path, 'utf8')] as const] : [];
  });
  for (const args of [
    ['checkout', '-q', '--detach', began],
    ['clean', '-fdxq'],
  ])
    expect(spawnSync('git', args, { cwd: folder }).status).toBe(0);
  for (const [path, text] of handed) write(dirname(path), basename(path), text);
  const published = await run(folder, gitlabScript(pipeline, 'pages'), known);
  if (published.status !== 0) return { ...published, output: frozen.output + published.output };
  const verdict = await run(folder, gitlabScript(pipeline, 'verdict'), known);
  return { status: verdict.status, output: frozen.output + published.output + verdict.output };
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
