import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { githubFiles } from '../../src/cli/init/github.ts';
import { gitlabFiles } from '../../src/cli/init/gitlab.ts';
import { toolFiles, toolOf } from '../../src/cli/init/host-tool.ts';
import { BASH, testWith } from '../programs.ts';
import { BRANCH, startHost, write } from './host.ts';
import type { CiHost } from './host.ts';
import { githubScripts, gitlabScript } from './pipelines.ts';

const test = testWith(BASH);
const PLACE = { site: '', branch: BRANCH };
const HOSTS = ['netlify', 'cloudflare'] as const;
const KEYS = { netlify: 'NETLIFY_AUTH_TOKEN', cloudflare: 'CLOUDFLARE_API_TOKEN' } as const;

let host: CiHost;
beforeAll(async () => {
  host = await startHost((written) => written);
});
afterAll(() => host.close());

/** A clone with what `init` writes for a host's command line, and an npm that shows what it can read. */
function cloneFor(name: (typeof HOSTS)[number]): string {
  const folder = host.clone(name);
  for (const [path, text] of Object.entries(toolFiles(name))) write(folder, path, text);
  write(folder, 'deploy/package-lock.json', '{}');
  write(folder, '.incident-press/commit', host.git(folder, 'rev-parse', 'HEAD'));
  write(folder, '.incident-press/kept', '');
  const tool = toolOf(name)!;
  const installed = `#!/bin/sh
mkdir -p node_modules/.bin
case $PWD in
*/deploy)
  printf '#!/bin/sh\\necho "tool has $${KEYS[name]}: $*"\\n' >${tool.command.replace('./deploy/', '')}
  chmod +x node_modules/.bin/*
  ;;
*) ${join(host.home, 'bin/npm')} "$@" ;;
esac
echo "npm in \${PWD##*/} has \${${KEYS[name]}:-none}: $*"
`;
  write(folder, 'bin/npm', installed);
  chmodSync(join(folder, 'bin/npm'), 0o755);
  return folder;
}

const said = (name: (typeof HOSTS)[number]) => [
  `npm in ${name} has none: ci --ignore-scripts --no-audit --no-fund`,
  'npm in deploy has none: ci --ignore-scripts --no-audit --no-fund',
  expect.stringMatching(/^tool has secret: .*deploy.* dist/) as string,
];

function toldIn(output: string): string[] {
  return output.split('\n').filter((line) => /^(?:npm|tool) /.test(line));
}

test('on GitLab, only the command that deploys can read the key of the host', async () => {
  const name = 'netlify';
  const folder = cloneFor(name);
  const { script, environment } = gitlabScript(gitlabFiles(name, PLACE)['.gitlab-ci.yml']!, 'publish');
  const variables = { ...environment, [KEYS[name]]: 'secret' };
  const ran = await host.run(folder, {
    script: `PATH="$PWD/bin:$PATH"\n${script}`,
    environment: { ...variables, BRANCH },
  });
  expect(ran.status, ran.output).toBe(0);
  expect(toldIn(ran.output)).toEqual(said(name));
});

test('on GitHub, only the command that deploys can read the key of the host', async () => {
  const name = 'cloudflare';
  const folder = cloneFor(name);
  const steps = githubScripts(githubFiles(name, PLACE, false)['.github/workflows/publish.yml']!, 'deploy');
  let output = '';
  for (const { script, environment } of steps) {
    const step = { script: `PATH="$PWD/bin:$PATH"\n${script}`, environment };
    const ran = await host.run(folder, step, {
      'needs.freeze.outputs.kept': '',
      [`secrets.${KEYS[name]}`]: 'secret',
    });
    expect(ran.status, ran.output).toBe(0);
    output += ran.output;
  }
  expect(toldIn(output)).toEqual(said(name));
});

test.each(HOSTS)('a preview at %s runs nothing but what the default branch locks', (name) => {
  const text = githubFiles(name, PLACE, false)['.github/workflows/preview.yml']!;
  const steps = githubScripts(text, 'preview');
  const [installing, , showing] = steps;
  expect(steps.filter(({ environment }) => JSON.stringify(environment).includes('secrets.'))).toEqual([
    showing,
  ]);
  expect(installing!.script).toBe('(cd deploy && npm ci --ignore-scripts --no-audit --no-fund)\n');
  expect(showing!.script).toContain(`${toolOf(name)!.command} `);
  // Another commit than that of the default branch would have to be named.
  expect(text).not.toMatch(/^ +ref:/m);
});
