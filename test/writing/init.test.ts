import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { HOSTS } from '../../src/cli/init/answers.ts';
import { BASH, TERMINAL, testWith } from '../programs.ts';
import { makeFolder, MAIN, ROOT, runCommand } from '../run.ts';

let folder: string;
beforeEach(() => (folder = makeFolder()));
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runCommand(args, { cwd: folder });
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

test('from an empty folder to a site that passes the strict check and builds', async () => {
  const flags = ['--name', 'Acme: status', '--url', 'https://status.example.com', '--languages', 'fr,en'];
  const services = ['--service', 'Site web', '--service', 'api=Programming interface'];
  const { code, stdout, stderr } = await run('init', ...flags, ...services, '--host', 'github', '--hook');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(read('site.yaml')).toContain('name: "Acme: status"');
  expect(parse(read('site.yaml'))).toEqual({
    name: 'Acme: status',
    url: 'https://status.example.com',
    languages: ['fr', 'en'],
    services: [
      { id: 'site-web', name: 'Site web' },
      { id: 'api', name: 'Programming interface' },
    ],
  });
  const [reference] = readdirSync(join(folder, 'incidents'));
  expect(reference).toMatch(/^\d{4}-\d{2}-\d{2}-example$/);
  expect(read(`incidents/${reference}/fr.md`)).toContain(
    'title: "Exemple : les envois échouent"\nversion: 000\n',
  );
  for (const [, path] of stdout.matchAll(/^\+ (.+)$/gm))
    expect(existsSync(join(folder, path!)), path).toBe(true);
  expect(await run('check', '--strict')).toMatchObject({ code: 0, stderr: '' });
  const built = await run('build');
  expect(built).toMatchObject({ code: 0, stderr: '' });
  expect(built.stdout).toContain('1 draft not published');
  expect(existsSync(join(folder, 'dist/fr/index.html'))).toBe(true);
  expect(JSON.parse(read('.vscode/settings.json'))['yaml.schemas']).toEqual({
    '.vscode/site.schema.json': 'site.yaml',
    '.vscode/incident.schema.json': '*.front-matter.yaml',
  });
  const follows = new Ajv({ strict: false }).compile(JSON.parse(read('.vscode/site.schema.json')));
  expect(follows(parse(read('site.yaml'))), JSON.stringify(follows.errors)).toBe(true);
  expect(follows({ ...parse(read('site.yaml')), servces: [] })).toBe(false);
  expect(
    follows({ ...parse(readFileSync(join(ROOT, 'site.yaml'), 'utf8')) }),
    JSON.stringify(follows.errors),
  ).toBe(true);
  expect(read('.vscode/incident.schema.json')).toContain('"site-web"');
  expect(await run('new', 'Uploads fail', '--service', 'api')).toMatchObject({ code: 0 });
});

test('nothing that is there is touched, and a site is no place for another', async () => {
  writeFileSync(join(folder, 'README.md'), 'mine\n');
  mkdirSync(join(folder, '.github/workflows'), { recursive: true });
  writeFileSync(join(folder, '.github/workflows/check.yml'), 'mine: true\n');
  const { stdout } = await run('init', '--yes', '--host', 'github');
  expect(stdout).toContain('= README.md was there already');
  expect(read('README.md') + read('.github/workflows/check.yml')).toBe('mine\nmine: true\n');
  const before = read('site.yaml');
  expect(await run('init', '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is already a site'),
  });
  expect(read('site.yaml')).toBe(before);
  expect(await run('init', 'below', '--yes', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await run('check', '--strict', '--site', 'below')).toMatchObject({ code: 0 });
});

test.each([
  [[], '--yes'],
  [['--yes', '--url', 'status.example.com'], '--url'],
  [['--yes', '--languages', 'en,xx-nope-nope-nope1234567'], 'is not a language tag'],
  [['--yes', '--languages', 'tlh'], 'templates/messages/'],
  [['--yes', '--languages', 'pt_BR'], 'pt-BR'],
  [['--yes', '--service', '!!!'], 'id and a name'],
  [['--yes', '--service', 'API', '--service', 'api'], 'Two services have the id `api`'],
  [['--yes', '--host', 'netlfy'], 'Did you mean netlify?'],
])('init %j is a mistake on the command line, and writes nothing', async (args, hint) => {
  const { code, stderr } = await run('init', ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(hint);
  expect(readdirSync(folder)).toEqual([]);
});

test.each(HOSTS.flatMap((host) => (['github', 'gitlab'] as const).map((ci) => [host, ci] as const)))(
  'CI for %s run by %s is valid, pinned, one at a time, and its scripts are scripts',
  async (host, ci) => {
    await run('init', '--yes', '--host', host, '--ci', ci);
    const files =
      ci === 'gitlab' ? ['.gitlab-ci.yml'] : ['.github/workflows/check.yml', '.github/workflows/publish.yml'];
    for (const file of files) {
      const text = read(file);
      for (const script of scriptsOf(parse(text))) {
        if (BASH.works) execFileSync('bash', ['-n', '-c', script]);
        // An expression inside a script would be text that somebody else can write.
        expect(script).not.toContain('${{');
        for (const [, name] of script.matchAll(/npx --yes (\S+)/g))
          expect(name).toMatch(/^[a-z-]+@\d+\.\d+\.\d+$/);
      }
      for (const [, action] of text.matchAll(/uses: (\S+)/g))
        expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
      expect(text).toContain(`incident-press@${version}`);
      expect(text).toMatch(/^ *(?:concurrency|resource_group):/m);
    }
    if (ci === 'github') {
      const [check, publish] = files.map((file) => parse(read(file)));
      expect(check.permissions).toEqual({ contents: 'read' });
      expect(publish.permissions).toEqual({});
      expect(publish.jobs.publish.permissions).toEqual({ contents: 'write' });
      const steps: { run?: string }[] = publish.jobs.publish.steps;
      const order = steps.flatMap(
        ({ run: script }) => /incident-press@\S+ (\w+)/.exec(script ?? '')?.[1] ?? [],
      );
      expect(order.slice(0, 3)).toEqual(['check', 'freeze', 'build']);
      expect(Object.keys(publish.on)).toEqual(['push', 'schedule', 'workflow_dispatch']);
    }
  },
);

/** Everything that CI would give to a shell. */
function scriptsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'run' ? [String(inner)] : key === 'script' ? (inner as string[]) : scriptsOf(inner),
  );
}

testWith(TERMINAL, BASH)(
  'Ctrl-C at a question leaves nothing behind',
  () => {
    const command = `stty cols 80 rows 24; ${process.execPath} ${MAIN} init`;
    const { stdout } = spawnSync(
      'bash',
      ['-c', `(sleep 3; printf '\\003') | script -qec '${command}' /dev/null`],
      {
        cwd: folder,
        env: { PATH: process.env['PATH'], TERM: 'xterm', NO_COLOR: '1' },
        encoding: 'utf8',
      },
    );
    expect(stdout).toContain('What is it called?');
    expect(readdirSync(folder)).toEqual([]);
  },
  30_000,
);
