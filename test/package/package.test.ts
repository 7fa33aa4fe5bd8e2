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
import { packCreate, packProgram } from '../../bench/pack.mjs';
import { walkIn } from '../../bench/way-in.mjs';
import { serveFolder } from '../browser/static-server.ts';
import { startNginx } from '../hosting/nginx-server.ts';
import { BASH, NGINX, REGISTRY, testWith } from '../programs.ts';
import { copyExampleTo, makeFolder, ROOT } from '../run.ts';
import { EN, makeSite, originalText, REFERENCE } from '../versions/site.ts';

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

test('the output in the example of a mistake in the README is the real one', async () => {
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

test('the package is small, and so are its dependencies without the optional ones', () => {
  expect(statSync(tarball).size).toBeLessThanOrEqual(500 * 1024);
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

/** A program that uses all of the library, as somebody else would write it. */
const CALLER = `
import { build, check, formatDiagnostics, freeze, frontMatterSchema, readReports, Refused, siteSchema, verify } from 'incident-press';
import type { Diagnostic, Frozen, ListedReport, PublishedEdition, Verified } from 'incident-press';

const diagnostics: readonly Diagnostic[] = await check({ site: '.' });
const built = await build({ site: '.', out: 'out' });
const verified: Verified = await verify({ target: 'out', site: '.' });
const { reports } = await readReports({ site: '.', asOf: '2026-01-01T00:00:00Z' });
const first: ListedReport | undefined = reports.at(-1);
const place = { file: 'site.yaml', line: 1, column: 1 };
const made: Diagnostic = { code: 'INC110', severity: 'error', message: 'a key', hint: undefined, related: [], place };
const at = '2026-03-04T12:00:00Z';
const planned: Frozen = await freeze({ site: 'fresh', at, dryRun: true });
const frozen: readonly PublishedEdition[] = (await freeze({ site: 'fresh', at, changes: 'All of it' })).published;
const again = await freeze({ site: 'fresh', at });
const said = async (trying: Promise<unknown>) => {
  const error: unknown = await trying.then(() => undefined, (thrown: unknown) => thrown);
  return error instanceof Refused ? [error.kind, error.hint] : String(error);
};
const site = 'nowhere';
const names = Object.keys(await import('incident-press')).sort();
const trying = [check({ site }), build({ site }), freeze({ site }), readReports({ site }), verify({ target: site })];
const missing = await Promise.all(trying.map(said));
console.log(JSON.stringify({
  diagnostics: diagnostics.length,
  written: (built.written?.written ?? 0) > 50,
  findings: verified.findings,
  editions: verified.editions > 10,
  first: first?.reference,
  pretty: formatDiagnostics([made], { site: '.' }),
  github: formatDiagnostics([made], { format: 'github' }),
  schemas: [frontMatterSchema(['web'])['$schema'], siteSchema()['$schema']],
  names, planned, frozen, again: again.published,
  wrongKey: await said(freeze({ site: 'fresh', key: 'none' })),
  missing,
}));
`;

test('a program of somebody else can use all of the library, and its types hold', async () => {
  copyExampleTo(installed);
  writeFileSync(join(installed, 'caller.ts'), CALLER);
  const guide = readFileSync(join(ROOT, 'docs/library.md'), 'utf8');
  writeFileSync(join(installed, 'guide.ts'), blocksOf(guide).find(({ info }) => info === 'ts')?.text ?? '');
  const fresh = { [EN]: originalText('001', 'Visitors waited.') };
  cpSync(makeSite(fresh), join(installed, 'fresh'), { recursive: true });
  const options = ['--strict', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'];
  const types = ['--typeRoots', join(ROOT, 'node_modules/@types'), '--skipLibCheck', 'false'];
  await run(join(ROOT, 'node_modules/.bin/tsc'), [...options, ...types, 'caller.ts', 'guide.ts'], {
    cwd: installed,
  });
  const guided = await run(process.execPath, ['guide.js'], { cwd: installed });
  expect(guided.stdout).toMatch(/files written, \d+ editions proved, 0 of them wrong\n/);
  const { stdout } = await run(process.execPath, ['caller.js'], { cwd: installed });
  const edition = { reference: REFERENCE, language: 'en', version: '001' };
  expect(JSON.parse(stdout)).toEqual({
    diagnostics: 0,
    written: true,
    findings: [],
    editions: true,
    first: '2020-09-15-web-frontend',
    pretty: expect.stringMatching(/^site\.yaml:1:1 {2}error INC110 {2}a key\n {2}1 │ # The example site/),
    github: expect.stringContaining('::error file=site.yaml,line=1'),
    schemas: Array.from({ length: 2 }, () => 'http://json-schema.org/draft-07/schema#'),
    names:
      'Refused build check formatDiagnostics freeze frontMatterSchema readReports siteSchema verify'.split(
        ' ',
      ),
    planned: { diagnostics: [], published: [edition] },
    frozen: [edition],
    again: [],
    wrongKey: ['usage', 'Make one with `incident-press key`, and use the whole line.'],
    missing: [
      ...Array.from({ length: 4 }, () => ['usage', 'Name the folder that has it.']),
      ['usage', 'Name the folder that `build` wrote.'],
    ],
  });
  rmSync(join(installed, 'published'), { recursive: true });
});

test('from npm create in an empty folder to a folder that nginx serves: three reports in two languages', async () => {
  const home = folder();
  const { site, steps } = await walkIn(home, { program: tarball, create: await packCreate(home) });
  const said = Object.fromEntries(steps.map((each) => [each.step, each.said]));
  expect(said['check']).toContain('no problems found');
  expect(said['build']).toMatch(/^3 reports, /);
  await run('git', ['add', '--all'], { cwd: site });
  const tracked = (await run('git', ['ls-files'], { cwd: site })).stdout.trim().split('\n');
  expect(tracked.filter((path) => !/^(?:incidents|published)\//.test(path))).toEqual([
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
  // What runs here is what ran there, byte for byte, with the same packages.
  expect(readFileSync(join(site, 'vendor', basename(tarball))).equals(readFileSync(tarball))).toBe(true);
  const own = JSON.parse(readFileSync(join(site, 'package-lock.json'), 'utf8')).packages;
  const tested = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  for (const [path, { integrity }] of Object.entries<Locked>(own).filter(
    ([name]) => name in tested && name !== '',
  ))
    expect(integrity, path).toBe(tested[path].integrity);
  const served = join(home, 'www/current');
  const server = NGINX.works
    ? await startNginx(join(home, 'nginx'), `root ${served};\ninclude ${join(home, 'status.conf')};`)
    : await serveFolder(served);
  try {
    const [reference = ''] = readdirSync(join(site, 'incidents')).filter((name) =>
      name.endsWith('mail-is-late'),
    );
    for (const [language, title] of [
      ['en', 'Mail is late'],
      ['fr', 'En français'],
    ] as const) {
      const page = await fetch(
        new URL(`${language}/incidents/${reference}/`, `${server.url.replace(/\/$/, '')}/`),
      );
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(title);
    }
  } finally {
    await server.close();
  }
});

// The last of those that use what was installed: it takes packages away.
test('without its optional packages it still builds the site, and says what is missing', async () => {
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
