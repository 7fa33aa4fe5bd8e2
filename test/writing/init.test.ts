import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { gitlabFiles } from '../../src/cli/init/gitlab.ts';
import { CTRL_C, DOWN, ENTER, ERASE, interview } from '../interview.ts';
import { REGISTRY, TERMINAL, testWith } from '../programs.ts';
import { makeFolder, ROOT, runCommand } from '../run.ts';

let folder: string;
beforeEach(() => (folder = makeFolder()));
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runCommand(args, { cwd: folder });
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

test('from an empty folder to a site that passes the strict check and builds', async () => {
  const flags = [
    '--no-lock',
    '--name',
    'Acme: status',
    '--url',
    'https://status.example.com',
    '--languages',
    'fr,en',
  ];
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

test('a package.json that is there already is left alone, and init says what it needs', async () => {
  writeFileSync(join(folder, 'package.json'), '{"scripts": {"build": "mine"}}\n');
  const { stdout } = await run('init', '--yes', '--no-lock');
  expect(read('package.json')).toBe('{"scripts": {"build": "mine"}}\n');
  const [, setting = ''] = /^next {2}(npm pkg set .*)$/m.exec(stdout) ?? [];
  execFileSync('sh', ['-c', setting], { cwd: folder });
  expect(JSON.parse(read('package.json'))).toMatchObject({
    scripts: { build: 'mine', new: 'incident-press new', prepare: 'incident-press setup' },
    dependencies: { 'incident-press': `file:vendor/incident-press-${version}.tgz` },
  });
  expect(stdout).toContain('next  npm install --ignore-scripts\n');
  expect(stdout).not.toContain('npm ci');
});

test('existing files are not touched, and a site cannot be inside another', async () => {
  writeFileSync(join(folder, 'README.md'), 'mine\n');
  mkdirSync(join(folder, '.github/workflows'), { recursive: true });
  writeFileSync(join(folder, '.github/workflows/check.yml'), 'mine: true\n');
  const { stdout } = await run('init', '--yes', '--host', 'github', '--no-lock');
  expect(stdout).toContain('= README.md already existed');
  expect(read('README.md') + read('.github/workflows/check.yml')).toBe('mine\nmine: true\n');
  const before = read('site.yaml');
  expect(await run('init', '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is already a site'),
  });
  expect(read('site.yaml')).toBe(before);
  expect(await run('init', 'below', '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/below is inside the site .*\nhint +Name a folder beside it\./),
  });
  expect(existsSync(join(folder, 'below'))).toBe(false);
});

test.each([
  [[], '--yes'],
  [['--yes', '--url', 'ftp://status.example.com'], '--url'],
  [['--yes', '--host', 'github', '--ci', 'gitlab'], 'Write `--ci github`'],
  [['--yes', '--program', './nowhere.tgz'], 'nowhere.tgz'],
  [['--yes', '--languages', 'en,xx-nope-nope-nope1234567'], 'is not a language tag'],
  [['--yes', '--languages', 'tlh'], 'templates/messages/'],
  [['--yes', '--languages', 'pt_BR'], 'pt-BR'],
  [['--yes', '--service', '!!!'], 'id and a name'],
  [['--yes', '--service', 'api='], '`api=` cannot be used as a service'],
  [['--yes', '--service', 'API', '--service', 'api'], 'Two services have the id `api`'],
  [['--yes', '--service', '決済', '--service', '決済'], '`決済` is named twice'],
  [['--yes', '--url', 'status.example.com/a\u00A0b'], 'There is a space in'],
  [['--yes', '--host', 'netlfy'], 'Did you mean netlify?'],
])('init %j is a mistake on the command line, and writes nothing', async (args, hint) => {
  const { code, stderr } = await run('init', ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(hint);
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock file names the very program that ran, with the packages it was tested with', async () => {
  const { stdout } = await run('init', '--yes');
  const manifest = JSON.parse(read('package.json'));
  const spec = `file:vendor/incident-press-${version}.tgz`;
  expect(manifest.dependencies).toEqual({ 'incident-press': spec });
  expect(Object.keys(manifest.scripts)).toEqual(
    expect.arrayContaining(['dev', 'check', 'build', 'new', 'update', 'prepare']),
  );
  expect(stdout).toContain(`from vendor/incident-press-${version}.tgz`);
  const file = readFileSync(join(folder, spec.slice('file:'.length)));
  const { packages } = JSON.parse(read('package-lock.json'));
  expect(packages['node_modules/incident-press']).toMatchObject({
    version,
    resolved: spec,
    integrity: `sha512-${createHash('sha512').update(file).digest('base64')}`,
  });
  const ours = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  for (const name of ['yaml', 'unified', 'remark-parse', 'micromark'].map((each) => `node_modules/${each}`))
    expect(packages[name]).toMatchObject({ version: ours[name].version, integrity: ours[name].integrity });
  expect(packages).not.toHaveProperty('node_modules/vitest');
});

testWith(REGISTRY)('the command line of a host is locked in a folder of its own', async () => {
  const { stdout } = await run('init', '--yes', '--host', 'cloudflare');
  expect(stdout).toContain('+ deploy/package.json');
  expect(stdout).not.toContain('--package-lock-only');
  const [[name, wanted] = ['', '']] = Object.entries(JSON.parse(read('deploy/package.json')).dependencies);
  const { packages } = JSON.parse(read('deploy/package-lock.json'));
  expect(packages[`node_modules/${name}`]).toMatchObject({ version: wanted });
  for (const [path, entry] of Object.entries<{ integrity?: string }>(packages))
    if (path !== '') expect(entry.integrity, path).toMatch(/^sha512-/);
  expect(existsSync(join(folder, 'deploy/node_modules'))).toBe(false);
  expect(parse(read('.github/dependabot.yml')).updates).toContainEqual(
    expect.objectContaining({ 'package-ecosystem': 'npm', directory: '/deploy' }),
  );
});

test('where no registry is reached, init says what to run before the first push', async () => {
  const nowhere = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' };
  const env = { ...nowhere, npm_config_cache: join(folder, 'cache') };
  const { code, stdout } = await runCommand(['init', 'site', '--yes', '--host', 'netlify'], {
    cwd: folder,
    env,
  });
  expect(code).toBe(0);
  const way = 'note  before the first push: npm install --package-lock-only --ignore-scripts';
  expect(stdout).toMatch(/note {2}npm could not complete deploy\/package-lock\.json: .*127\.0\.0\.1:9/);
  expect(stdout).toContain(`${way} --prefix deploy\n`);
});

test('another program is used where one is named, and nothing else is taken for one', async () => {
  const other = join(folder, 'other');
  mkdirSync(other);
  const named = (name: string) =>
    writeFileSync(join(other, 'package.json'), JSON.stringify({ name, version: '9.9.9' }));
  named('@acme/incident-press');
  await run('init', 'site', '--yes', '--no-lock', '--program', './other');
  expect(JSON.parse(read('site/package.json')).dependencies).toEqual({
    '@acme/incident-press': 'file:vendor/acme-incident-press-9.9.9.tgz',
  });
  expect(existsSync(join(folder, 'site/vendor/acme-incident-press-9.9.9.tgz'))).toBe(true);
  // Which packages it needs is for npm to find out.
  expect(existsSync(join(folder, 'site/package-lock.json'))).toBe(false);
  named('something-else');
  const refused = await run('init', 'second', '--yes', '--program', './other');
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('./other is the package something-else'),
  });
  expect(existsSync(join(folder, 'second'))).toBe(false);
});

test('in a folder of a repository, CI is at its top and works on that folder and on its branch', async () => {
  execFileSync('git', ['init', '-q', '-b', 'trunk'], { cwd: folder });
  const { stdout } = await run('init', 'our status', '--yes', '--host', 'github', '--no-lock');
  expect(stdout).toContain('from the branch trunk');
  expect(readdirSync(join(folder, '.github/workflows'))).toEqual([
    'our-status-check.yml',
    'our-status-publish.yml',
  ]);
  expect(existsSync(join(folder, 'our status/.github'))).toBe(false);
  expect(existsSync(join(folder, 'our status/.git'))).toBe(false);
  const publish = parse(read('.github/workflows/our-status-publish.yml'));
  expect(publish.defaults).toEqual({ run: { 'working-directory': 'our status' } });
  expect(publish.on.push.branches).toEqual(['trunk']);
  const asked = execFileSync('git', ['check-attr', 'merge', '--', 'our status/incidents/a/en.md'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(asked).toContain('merge: incident-press');
  expect(execFileSync('git', ['config', 'core.hooksPath'], { cwd: folder, encoding: 'utf8' })).toBe(
    'our status/.githooks\n',
  );
  // What is to be typed next commits all of it.
  const [, adding = ''] = /^next {2}(git add .*?) &&/m.exec(stdout) ?? [];
  execFileSync('git', adding.split(' ').slice(1), { cwd: join(folder, 'our status') });
  const status = execFileSync('git', ['status', '--porcelain'], { cwd: folder, encoding: 'utf8' });
  expect(status.split('\n').filter((line) => line !== '' && !line.startsWith('A '))).toEqual([]);
});

test('GitLab finds the pipeline of a site in a folder, and two sites have jobs of their own', async () => {
  const [ours, others] = (['gitlab', 's3'] as const).map((host, at) => {
    const site = ['our status', 'other'][at]!;
    const files = gitlabFiles(host, { site, branch: 'main' });
    const { include } = parse(files['.gitlab-ci.yml']!) as { include: { local: string }[] };
    return parse(files[include[0]!.local]!) as Record<string, { needs: string[] }>;
  });
  const shared = Object.keys(ours!).filter((key) => key in others!);
  expect(shared).toEqual(['image', 'stages', 'workflow']);
  expect(ours!['pages']!.needs).toEqual(['our-status-freeze']);
  execFileSync('git', ['init', '-q', '-b', 'trunk'], { cwd: folder });
  writeFileSync(join(folder, '.gitlab-ci.yml'), 'mine: true\n');
  const { stdout } = await run('init', 'other', '--yes', '--host', 's3', '--ci', 'gitlab', '--no-lock');
  expect(stdout).toContain('add to .gitlab-ci.yml: include: [{local: other-gitlab-ci.yml}]');
  expect(read('.gitlab-ci.yml')).toBe('mine: true\n');
});

test('an address without a scheme is mended, and a service in any script gets an id', async () => {
  const services = ['ウェブサイト', 'API', 'Сеть'].flatMap((name) => ['--service', name]);
  const { stdout } = await run(
    'init',
    '--yes',
    '--url',
    'status.example.com:8443/x/',
    ...services,
    '--no-lock',
  );
  expect(parse(read('site.yaml'))).toMatchObject({
    url: 'https://status.example.com:8443/x/',
    services: [{ id: 'service-1', name: 'ウェブサイト' }, { id: 'api' }, { id: 'set', name: 'Сеть' }],
  });
  expect(stdout).toContain('ウェブサイト (service-1), API (api), Сеть (set)');
  expect(stdout).toContain('A git repository was made.');
});

testWith(TERMINAL)('Ctrl-C at a question leaves nothing behind', async () => {
  const { code, shown } = await interview(['init'], [['What is it called?', CTRL_C]], { cwd: folder });
  expect({ code, shown }).toMatchObject({
    code: 2,
    shown: expect.stringContaining('Nothing was written') as string,
  });
  expect(readdirSync(folder)).toEqual([]);
});

testWith(TERMINAL)('an interview asks again for what cannot be used, and loses no answer', async () => {
  const { code, shown } = await interview(
    ['init', '--no-lock'],
    [
      ['What is it called?', ERASE + ENTER],
      ['A name is needed', `株式会社${ENTER}`],
      ['will readers find it?', `${ERASE}not an address${ENTER}`],
      ['Write it like', `${ERASE}status.example.com${ENTER}`],
      ['In which languages?', `${DOWN} ${ENTER}`],
      ['Which one is the default', DOWN + ENTER],
      ['Which services?', `決済、API, 決済${ENTER}`],
      ['is named twice', `${ERASE}決済、API${ENTER}`],
      ['A short name for 決済', `${ERASE}API${ENTER}`],
      ['cannot be part of an address', `${ERASE}api${ENTER}`],
      ['is the short name of API', `${ERASE}payments${ENTER}`],
      ['Where will it be served?', DOWN + ENTER],
      ['Help with each commit?', ENTER],
    ],
    { cwd: folder },
  );
  expect(code, shown).toBe(0);
  expect(parse(read('site.yaml'))).toEqual({
    name: '株式会社',
    url: 'https://status.example.com',
    languages: ['en', 'de'],
    services: [
      { id: 'payments', name: '決済' },
      { id: 'api', name: 'API' },
    ],
  });
  expect(shown).toMatch(/published {2}by GitLab CI, from the branch main/);
  expect(existsSync(join(folder, '.gitlab-ci.yml'))).toBe(true);
  expect(await run('check', '--strict')).toMatchObject({ code: 0, stderr: '' });
});

test('without git the site is complete, and a note says what is left to do', async () => {
  mkdirSync(join(folder, 'bin'));
  for (const name of ['node', 'npm', 'sh', 'env']) {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    symlinkSync(stdout.trim(), join(folder, 'bin', name));
  }
  const env = { PATH: join(folder, 'bin') };
  const { code, stdout, stderr } = await runCommand(['init', 'site', '--yes', '--no-lock'], {
    cwd: folder,
    env,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('git init && npm run incident-press -- setup');
  expect(stdout).toContain('next  npm ci');
  expect(stdout).not.toContain('git add');
  expect(existsSync(join(folder, 'site/site.yaml'))).toBe(true);
});
