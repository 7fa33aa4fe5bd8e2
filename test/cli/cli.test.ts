import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OTHER_USER, testWith } from '../programs.ts';
import { copyExample, MAIN, makeFolder, ROOT, runCommand } from '../run.ts';

let site: string;
beforeEach(() => {
  site = makeFolder();
  writeFileSync(join(site, 'site.yaml'), 'name: Example\nurl: https://status.example.com/\n');
  put('2026-03-04-first', GOOD);
});
afterEach(() => rmSync(site, { recursive: true }));

const GOOD = `---
title: "Pages fail"
version: 001
timeline:
  - at: 2026-03-04T10:00:00Z
    title: "Pages fail"
  - at: 2026-03-04T10:30:00Z
    state: resolved
    title: "Over"
---
Over.
`;
const BAD = GOOD.replace('title:', 'titel:');

function put(reference: string, text: string): void {
  mkdirSync(join(site, 'incidents', reference), { recursive: true });
  writeFileSync(join(site, 'incidents', reference, 'en.md'), text);
}

const run = (...args: string[]) => runCommand(args, { cwd: site });

test('build and check of a valid site end with 0 and print little', async () => {
  expect(await run('check')).toEqual({
    code: 0,
    stdout: '1 report: no problems found\n',
    stderr: '',
  });
  const built = await run('build');
  expect(built).toMatchObject({ code: 0, stderr: '' });
  expect(built.stdout).toMatch(
    /^1 report, \d+ pages → dist\/ in [\d.]+ s\n\d+ files written, 0 unchanged, 0 removed\n$/,
  );
  expect(await run('build', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('an error ends with 1, writes nothing, and leaves the old site as it is', async () => {
  await run('build');
  const before = readFileSync(join(site, 'dist/build.json'), 'utf8');
  put('2026-03-05-second', BAD);
  const { code, stdout, stderr } = await run('build');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('incidents/2026-03-05-second/en.md:2:1  error INC110  `titel` is not a key');
  expect(stderr).toContain('  2 │ titel: "Pages fail"\n    │ ▔▔▔▔▔\n');
  expect(stderr).toContain('hint     Did you mean `title`?');
  expect(readFileSync(join(site, 'dist/build.json'), 'utf8')).toBe(before);
});

test('--keep-going builds the rest and ends with 3', async () => {
  put('2026-03-05-second', BAD);
  const { code, stdout } = await run('build', '--keep-going');
  expect(code).toBe(3);
  expect(stdout).toContain('left out because of errors: 2026-03-05-second');
  expect(existsSync(join(site, 'dist/en/incidents/2026-03-04-first/index.html'))).toBe(true);
  expect(existsSync(join(site, 'dist/en/incidents/2026-03-05-second'))).toBe(false);
});

test('--strict makes warnings errors', async () => {
  put('2026-03-04-first', GOOD.replace('Over.\n', 'Some <b>words</b>.\n'));
  expect((await run('build')).code).toBe(0);
  expect((await run('build', '--strict')).code).toBe(1);
  expect((await run('check', '--strict')).code).toBe(1);
});

test('a draft is checked and not published', async () => {
  put('2026-03-05-draft', GOOD.replace('001', '000'));
  const { stdout } = await run('build');
  expect(stdout).toContain('1 draft not published');
  expect(existsSync(join(site, 'dist/en/incidents/2026-03-05-draft'))).toBe(false);
});

test('every format has the same content', async () => {
  put('2026-03-04-first', BAD);
  const json = JSON.parse((await run('check', '--format', 'json')).stdout);
  expect(json).toMatchObject({ version: 2 });
  expect(json.diagnostics.map(({ code }: { code: string }) => code)).toEqual(['INC110']);
  const github = await run('check', '--format', 'github');
  expect(github.stdout).toContain(
    '::error file=incidents/2026-03-04-first/en.md,line=2,col=1,endLine=2,endColumn=6,title=INC110::`titel` is not a key%0ADid you mean `title`?\n',
  );
  const sarif = JSON.parse((await run('check', '--format', 'sarif')).stdout);
  expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['INC110']);
  const {
    homepage,
    repository,
    version: program,
  } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(repository.url).toBe(`git+${homepage}.git`);
  for (const { id, helpUri } of sarif.runs[0].tool.driver.rules) {
    const page = `docs/diagnostics/${id}.md`;
    expect(helpUri).toBe(`${homepage}/blob/v${program}/${page}`);
    expect(existsSync(join(ROOT, page))).toBe(true);
  }
  expect(sarif.runs[0].results[0].locations[0].physicalLocation.region).toEqual({
    startLine: 2,
    startColumn: 1,
    endLine: 2,
    endColumn: 6,
  });
});

test.each([
  [['bild'], 'error  There is no command `bild`\nhint   Did you mean build?'],
  [['build', '--ou', 'x'], 'error  There is no option `--ou`\nhint   Did you mean --out?'],
  [['build', '--format', 'jsn'], '`jsn` does not fit `--format <name>`\nhint   Did you mean json?'],
  [['build', '--jobs', '0'], 'whole number above 0'],
  [['build', '--as-of', '2026-03-04 10:00'], '2026-03-04T10:00:00Z'],
  [['check', 'extra'], 'There are too many words'],
  [['redact', '--reason', 'x'], 'Write `incident-press redact [options] <ref> <version>`.'],
  [['build', '--out'], '`--out <dir>` is given without a value'],
  [['schema', 'sites'], 'Did you mean site?'],
  [['explain', 'INC12O'], 'Did you mean INC120?'],
  [['check', '--site', 'nowhere'], '--site'],
  [[], 'Usage'],
])('%j is a mistake on the command line: 2, with a way out', async (args, hint) => {
  const { code, stdout, stderr } = await runCommand(args, { cwd: site });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(hint);
});

test('help and version are answers, and end with 0', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect(await run('--help')).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('Exit codes'),
  });
  expect(await run('build', '--help')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('--keep-going'),
  });
  const { stdout } = await run('build', '--help');
  for (const args of [
    ['build', '-h'],
    ['help', 'build'],
  ])
    expect((await run(...args)).stdout).toBe(stdout);
  expect(await run('help', 'nope')).toMatchObject({ code: 2, stderr: expect.stringContaining('`nope`') });
  expect((await run('explain', '123')).stdout).toBe((await run('explain', 'INC123')).stdout);
});

test('explain says what a code means, with its example; without a code it lists all', async () => {
  const { code, stdout } = await run('explain', 'inc123');
  expect(code).toBe(0);
  expect(stdout).toContain('INC123  A local time does not exist or exists twice (error)');
  expect(stdout).toContain('2025-10-26 02:30 Europe/Paris');
  expect(
    Math.max(
      ...stdout
        .split('\n')
        .filter((line) => !line.startsWith('    '))
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(80);
  expect((await run('explain')).stdout.split('\n').length).toBeGreaterThan(80);
});

test('schema knows the services of the site', async () => {
  writeFileSync(
    join(site, 'site.yaml'),
    'name: Example\nurl: https://status.example.com/\nservices: [{id: web, name: Web}]\n',
  );
  const schema = JSON.parse((await run('schema')).stdout);
  expect(schema).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    required: ['title', 'version'],
    additionalProperties: false,
  });
  expect(JSON.stringify(schema)).toContain('"enum":["web"]');
  expect(Object.keys(schema.properties)).toContain('planned');
});

test('it runs in a folder below the site, and says so if there is no site', async () => {
  expect((await runCommand(['check'], { cwd: join(site, 'incidents') })).code).toBe(0);
  const empty = makeFolder();
  expect(await runCommand(['check'], { cwd: empty })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no site.yaml here or above'),
  });
  rmSync(empty, { recursive: true });
});

test('an output folder that is not ours is refused and untouched', async () => {
  mkdirSync(join(site, 'mine'));
  writeFileSync(join(site, 'mine/thesis.tex'), 'precious');
  const { code, stderr } = await run('build', '--out', 'mine');
  expect(code).toBe(2);
  expect(stderr).toContain('--out');
  expect(readdirSync(join(site, 'mine'))).toEqual(['thesis.tex']);
  expect((await run('build', '--out', '.')).code).toBe(2);
});

test('nothing of the site but the output folder and the cache is touched', async () => {
  const list = () =>
    readdirSync(site, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('dist') && !path.startsWith('.incident-press'))
      .map((path) => `${path} ${statSync(join(site, path)).mtimeMs}`);
  const before = list();
  await run('build');
  await run('check');
  expect(list()).toEqual(before);
});

test('as of an instant: planned work starts when the plan says', async () => {
  put(
    '2026-03-05-work',
    `---\ntitle: "Work"\nversion: 001\nkind: maintenance\nservices: [web]\nplanned: {start: 2026-03-05T22:00:00Z, end: 2026-03-05T23:00:00Z}\ntimeline:\n  - at: 2026-03-04T12:00:00Z\n    state: scheduled\n    title: "Announced"\n---\n`,
  );
  writeFileSync(
    join(site, 'site.yaml'),
    'name: Example\nurl: https://status.example.com/\nservices: [{id: web, name: Web}]\n',
  );
  const index = () => readFileSync(join(site, 'dist/en/index.html'), 'utf8');
  await run('build');
  expect(index()).toContain('service-operational');
  expect(JSON.parse(readFileSync(join(site, 'dist/build.json'), 'utf8'))).toMatchObject({
    as_of: '2026-03-04T12:00:00Z',
    next_build_at: '2026-03-05T22:00:00Z',
  });
  await run('build', '--as-of', '2026-03-05T22:30:00Z');
  expect(index()).toContain('service-under_maintenance');
});

test('a template of the site wins over the shipped one, and a misspelt property in it is placed', async () => {
  mkdirSync(join(site, 'templates/page'), { recursive: true });
  const template = join(site, 'templates/page/not-found.eta');
  writeFileSync(template, "<% layout('layout') %>\n<h1>Nothing <%= it.title %></h1>\n");
  await run('build');
  expect(readFileSync(join(site, 'dist/404.html'), 'utf8')).toContain('<h1>Nothing Page not found</h1>');
  writeFileSync(template, "<% layout('layout') %>\n<h1><%= it.titel %></h1>\n");
  const { code, stderr } = await run('build');
  expect(code).toBe(1);
  expect(stderr).toMatch(/templates\/page\/not-found\.eta:2:\d+ {2}error INC721 .*titel/);
  expect(stderr).toContain('Did you mean `title`?');
});

test('text of writers and operators is escaped wherever it is shown', async () => {
  const nasty = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  const quoted = JSON.stringify(nasty);
  writeFileSync(
    join(site, 'site.yaml'),
    `name: ${quoted}\ndescription: ${quoted}\nurl: https://status.example.com/\nservices: [{id: web, name: "<b>web</b>"}]\ntheme: {footer: ${quoted}}\n`,
  );
  put(
    '2026-03-04-first',
    `---\ntitle: ${quoted}\nsummary: ${quoted}\nversion: 001\nchanges: ${quoted}\nservices: [web]\ntags: ["<i>tag</i>"]\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    title: ${quoted}\n    text: ${quoted}\nactions:\n  - text: ${quoted}\n    owner: "<u>team</u>"\n---\n${nasty}\n`,
  );
  expect((await run('build')).code).toBe(0);
  for (const path of readdirSync(join(site, 'dist'), { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.html')) continue;
    const html = readFileSync(join(site, 'dist', path), 'utf8');
    expect(html, path).not.toMatch(/<script>|<img src=x|<b>web|<i>tag|<u>team/);
  }
});

test('a link inside templates/ or incidents/ that leaves the site is refused', async () => {
  symlinkSync('/etc', join(site, 'incidents/2026-03-06-link'));
  expect(await run('build')).toMatchObject({ code: 1, stderr: expect.stringContaining('INC007') });
});

test('output is only coloured on request or on a terminal', async () => {
  put('2026-03-04-first', BAD);
  const escape = '\u001b[';
  expect((await run('check')).stderr).not.toContain(escape);
  expect(
    (await runCommand(['check'], { cwd: site, env: { NO_COLOR: '', FORCE_COLOR: '1' } })).stderr,
  ).toContain(escape);
  expect(
    (await runCommand(['check', '--no-color'], { cwd: site, env: { NO_COLOR: '', FORCE_COLOR: '1' } }))
      .stderr,
  ).not.toContain(escape);
});

test('a killed build leaves the old site whole, and the next one cleans up', async () => {
  rmSync(site, { recursive: true });
  site = copyExample();
  await run('build');
  const manifest = () => JSON.parse(readFileSync(join(site, 'dist/build.json'), 'utf8')).counts;
  const before = manifest();
  for (let delay = 100; delay <= 1_600; delay += 150) {
    writeFileSync(
      join(site, 'site.yaml'),
      readFileSync(join(ROOT, 'site.yaml'), 'utf8').replace(/^name: .*/m, `name: Site ${delay}`),
    );
    await new Promise<void>((resolve) => {
      const child = spawn(process.execPath, [MAIN, 'build'], { cwd: site, stdio: 'ignore' });
      setTimeout(() => child.kill('SIGKILL'), delay);
      child.on('close', () => resolve());
    });
    expect(manifest()).toEqual(before);
  }
  expect((await run('build')).code).toBe(0);
  expect(readdirSync(site).filter((name) => name.startsWith('.dist'))).toEqual([]);
});

test('a folder that cannot be written is a message, not a stack', async () => {
  // Root may write everywhere, so that a file in place of the parent folder stands for all refusals.
  writeFileSync(join(site, 'file'), '');
  const { code, stderr } = await run('build', '--out', 'file/dist');
  expect(code).toBe(1);
  expect(stderr).not.toMatch(/\n\s+at /);
});

testWith(OTHER_USER)('what the system does not allow is a message with its path, and not a stack', () => {
  chmodSync(site, 0o755);
  const args = ['new', 'Pages fail', '--severity', 'minor'];
  const user = ['--reuid=65534', '--regid=65534', '--clear-groups'];
  const { status, stderr } = spawnSync('setpriv', [...user, process.execPath, MAIN, ...args], {
    cwd: site,
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^error {2}\S*incidents\S* could not be used: the system does not allow it$/m);
  expect(stderr).toContain('hint   Check who owns the folder, and which user runs this.');
  expect(stderr).not.toMatch(/\n\s+at |bug in incident-press/);
  expect(status).toBe(1);
});
