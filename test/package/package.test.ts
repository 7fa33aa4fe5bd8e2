import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder } from '../browser/static-server.ts';
import { BASH, REGISTRY, testWith } from '../programs.ts';
import { makeFolder, ROOT } from '../run.ts';
import { packProgram } from './pack.ts';

const run = promisify(execFile);
const folders: string[] = [];
const folder = () => {
  const made = makeFolder();
  folders.push(made);
  return made;
};
afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true, force: true })));

/** The files of the project as a clone has them, with the packages that are installed already. */
async function cloneProject(): Promise<string> {
  const clone = join(folder(), 'clone');
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT });
  for (const path of stdout.split('\0')) {
    if (path === '' || !existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    cpSync(join(ROOT, path), join(clone, path));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
  return clone;
}

interface Block {
  readonly info: string;
  readonly text: string;
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```([^\n]+)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = '']) => ({
    info,
    text,
  }));
}

testWith(BASH, REGISTRY)(
  'every command of the README works on a fresh clone, in the order they stand in',
  async () => {
    const clone = await cloneProject();
    const printed: string[] = [];
    for (const { info, text } of blocksOf(readFileSync(join(ROOT, 'README.md'), 'utf8'))) {
      const file = /\bfile=(\S+)/.exec(info)?.[1];
      if (file !== undefined) {
        mkdirSync(dirname(join(clone, file)), { recursive: true });
        writeFileSync(join(clone, file), text);
      }
      if (!/^sh run\b/.test(info)) continue;
      // The packages are there already; installing them is what brought this test here.
      const { stdout } = await run('bash', ['-euc', text.replaceAll('npm ci && ', '')], {
        cwd: clone,
        env: { ...process.env, npm_config_prefer_offline: 'true', npm_config_omit: 'optional' },
      });
      printed.push(stdout);
    }
    const all = printed.join('\n');
    expect(all).toContain('13 reports: no problems found');
    expect(all).toMatch(/13 reports, \d+ pages → dist\//);
    expect(all).toContain('INC120  A value is not a time');
    expect(existsSync(join(clone, 'dist/en/incidents/2025-11-23-search/index.html'))).toBe(true);
    // The site beside it runs what the clone made, installed from its lock file.
    const [begun] = readdirSync(join(clone, '../acme-status/incidents')).filter((name) =>
      name.endsWith('-fail'),
    );
    expect(begun).toMatch(/^\d{4}-\d{2}-\d{2}-uploads-fail$/);
  },
);

test('the example of a mistake in the README is what is really said', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const report = blocksOf(readme).find(({ info }) => info.includes('file='));
  const said = blocksOf(readme).find(({ text }) => text.includes('INC120'));
  const site = folder();
  cpSync(join(ROOT, 'site.yaml'), join(site, 'site.yaml'));
  const path = 'incidents/2025-11-23-search/en.md';
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), report!.text.replace('2025-11-23T09:10:00Z', '23/11/2025 09:10 GMT'));
  const failed = await run(process.execPath, [join(ROOT, 'lib/cli/main.js'), 'check', '--no-color'], {
    cwd: site,
  }).catch((error: { stderr: string }) => error);
  expect(failed.stderr.trimEnd()).toBe(said!.text.trimEnd());
});

let installed: string;
let tarball: string;
beforeAll(async () => {
  tarball = await packProgram(folder());
  installed = folder();
  writeFileSync(join(installed, 'package.json'), '{"private": true, "type": "module"}');
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball], {
    cwd: installed,
  });
});

test('the package is small, and so is what it is built on without the optional parts', () => {
  expect(statSync(tarball).size).toBeLessThanOrEqual(400 * 1024);
  const needed = readdirSync(join(installed, 'node_modules'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => !/^(?:@fontsource-variable|@takumi-rs|@pagefind|pagefind)(?:\/|$)/.test(path),
  );
  const sizes = needed.map((path) => statSync(join(installed, 'node_modules', path)));
  const size = sizes.filter((each) => each.isFile()).reduce((sum, each) => sum + each.size, 0);
  expect(size).toBeLessThanOrEqual(45_000_000);
});

test('the lock file that travels along names what was tested, and nothing that only development needs', async () => {
  const own = readdirSync(join(installed, 'node_modules/incident-press'));
  expect(own.toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'docs',
    'lib',
    'npm-shrinkwrap.json',
    'package.json',
    'templates',
  ]);
  const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')).packages as Record<string, Locked>;
  const travels = read(join(installed, 'node_modules/incident-press/npm-shrinkwrap.json'));
  const { '': root, ...locked } = read(join(ROOT, 'package-lock.json'));
  const tested = Object.entries(locked).filter(([, { dev }]) => dev !== true);
  expect(Object.keys(travels).toSorted()).toEqual(['', ...tested.map(([path]) => path)].toSorted());
  for (const [path, { version, integrity }] of tested)
    expect(travels[path], path).toMatchObject({ version, integrity });
  expect(root?.devDependencies).toHaveProperty('vitest');
  expect(travels['']).not.toHaveProperty('devDependencies');
  expect(existsSync(join(ROOT, 'npm-shrinkwrap.json'))).toBe(false);
});

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devDependencies?: object;
}

test('the packed program, installed elsewhere, builds a site with the templates that come with it', async () => {
  cpSync(join(ROOT, 'site.yaml'), join(installed, 'site.yaml'));
  cpSync(join(ROOT, 'incidents'), join(installed, 'incidents'), { recursive: true });
  const { stdout } = await run('npx', ['--no-install', 'incident-press', 'build'], { cwd: installed });
  expect(stdout).toMatch(/^12 reports, \d+ pages → dist\//);
  expect(readFileSync(join(installed, 'dist/en/index.html'), 'utf8')).toContain(
    'Managed databases in zone B unreachable',
  );
  const explained = await run('npx', ['--no-install', 'incident-press', 'explain', 'INC110'], {
    cwd: installed,
  });
  expect(explained.stdout).toContain('sevrity: major');
});

test('a program can check and build a site too', async () => {
  const script = `
    import { build, check } from 'incident-press';
    const diagnostics = await check({ site: '.' });
    const built = await build({ site: '.', out: 'out' });
    console.log(JSON.stringify({ diagnostics, written: built.written.written > 50 }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: installed });
  expect(JSON.parse(stdout)).toEqual({ diagnostics: [], written: true });
});

test('npx alone makes a site in an empty folder, begins a report, builds it, and it can be served', async () => {
  const empty = folder();
  const npx = (...args: string[]) =>
    run('npx', ['--yes', '--prefer-offline', `--package=${tarball}`, 'incident-press', ...args], {
      cwd: empty,
    });
  // What npx fetched is what is installed here; to fetch it for every command would only take time.
  const program = (...args: string[]) =>
    run(join(installed, 'node_modules/.bin/incident-press'), args, { cwd: empty });
  const answers = ['--name', 'Acme status', '--url', 'https://acme.example/status/', '--languages', 'en,fr'];
  await npx('init', ...answers, '--service', 'API', '--host', 'github');
  await program('new', 'Uploads fail', '--service', 'api', '--at', '2026-05-07T14:05:00Z');
  await program(
    'update',
    'uploads',
    'A cause is found',
    '--state',
    'identified',
    '--at',
    '2026-05-07T14:20:00Z',
  );
  const { stdout } = await npx('build');
  expect(stdout).toMatch(/^1 report, /);
  await run('git', ['add', '--all'], { cwd: empty });
  const tracked = (await run('git', ['ls-files'], { cwd: empty })).stdout.trim().split('\n');
  expect(tracked.filter((path) => !path.startsWith('incidents/'))).toEqual([
    '.gitattributes',
    '.githooks/pre-commit',
    '.github/dependabot.yml',
    '.github/workflows/check.yml',
    '.github/workflows/publish.yml',
    '.gitignore',
    '.vscode/incident.schema.json',
    '.vscode/settings.json',
    '.vscode/site.schema.json',
    'README.md',
    'package-lock.json',
    'package.json',
    'site.yaml',
    `vendor/${basename(tarball)}`,
  ]);
  expect(readFileSync(join(empty, 'vendor', basename(tarball))).equals(readFileSync(tarball))).toBe(true);
  const served = folder();
  cpSync(join(empty, 'dist'), join(served, 'status'), { recursive: true });
  const server = await serveFolder(served);
  try {
    const page = await fetch(`${server.url}status/en/incidents/2026-05-07-uploads-fail/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('A cause is found');
    const french = await fetch(`${server.url}status/fr/`);
    expect(await french.text()).toContain('href="/status/fr/');
  } finally {
    await server.close();
  }
});

// The last of those that use what was installed: it takes packages away.
test('without its optional packages it makes the site too, and says what is missing', async () => {
  const modules = join(installed, 'node_modules');
  for (const name of ['pagefind', '@pagefind', '@takumi-rs', '@fontsource-variable']) {
    expect(existsSync(join(modules, name)), name).toBe(true);
    rmSync(join(modules, name), { recursive: true });
  }
  const { stdout } = await run('npx', ['--no-install', 'incident-press', 'build', '--out', 'bare'], {
    cwd: installed,
  });
  expect(stdout).toMatch(/^12 reports, \d+ pages → bare\//);
  expect(stdout).toContain('no full-text search: the optional package pagefind does not run here');
  expect(stdout).toContain('no share images: the optional packages @takumi-rs/core and');
  const article = readFileSync(
    join(installed, 'bare/en/incidents/2020-09-15-web-frontend/index.html'),
    'utf8',
  );
  expect(article).not.toContain('og:image');
  expect(article).toContain('<meta name="twitter:card" content="summary">');
  expect(readFileSync(join(installed, 'bare/en/search/index.html'), 'utf8')).not.toContain('role="search"');
});
