import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MAIN, makeFolder, ROOT, runCommand } from '../run.ts';

/** A site of one report with templates of its own. */
function siteWith(templates: Readonly<Record<string, string>>, parseTime = 500): string {
  const folder = makeFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = {
    'site.yaml': `name: Example\nurl: https://status.example.com/\nlanguages: [en]\nlimits: {parse_time: ${parseTime}}\nservices:\n  - {id: web, name: Web}\noutputs: [articles, index]\n`,
    'incidents/2026-03-04-pages/en.md':
      '---\ntitle: "Pages fail"\nversion: 001\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    state: resolved\n    title: "Over"\n---\nOver.\n',
    ...templates,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const LOOP = '<% for (let row = 0; row < 1; row -= 1) { %><% } %>\n';

test.each([
  ['that loops for ever', LOOP, 'took longer than 500 ms'],
  ['that ends its program', '<% process.exit(0) %>\n', 'ended its thread'],
])('a template %s is a diagnostic, and nothing is written', async (_, template, words) => {
  const folder = siteWith({ 'templates/page/not-found.eta': template });
  const { code, stdout, stderr } = await runCommand(['build'], { cwd: folder });
  expect(code).toBe(1);
  expect(stdout + stderr).toMatch(
    new RegExp(`templates/page/not-found\\.eta:1:1\\s+error INC728 .*${words}`),
  );
  expect(existsSync(join(folder, 'dist/build.json'))).toBe(false);
});

test('many pages of a template that loops cost the time of a few', async () => {
  const folder = siteWith({ 'templates/layout.eta': LOOP });
  const { code, stdout, stderr } = await runCommand(['check'], { cwd: folder });
  expect(code).toBe(1);
  expect((stdout + stderr).match(/INC728/g)).toHaveLength(1);
});

const ARTICLE = readFileSync(join(ROOT, 'templates/partials/article.eta'), 'utf8');
const PUBLISHED = 'published/2026-03-04-pages/en/ledger.jsonl';
const IF_MAIN = "<% if (process.getBuiltinModule('node:worker_threads').isMainThread) process.exit(0) %>";

test('what freeze publishes is made outside the main thread, which a template could end', async () => {
  const folder = siteWith({ 'templates/partials/article.eta': IF_MAIN + ARTICLE });
  const { code, stdout, stderr } = await runCommand(['freeze'], { cwd: folder });
  expect([code, stdout + stderr]).toEqual([
    0,
    expect.stringContaining('published  2026-03-04-pages  en  001'),
  ]);
  expect(existsSync(join(folder, PUBLISHED))).toBe(true);
});

test('a template that only loops when an article is published is reported, and nothing is published', async () => {
  const folder = siteWith({});
  const at = ['--at', '2026-03-04T12:00:00Z'];
  expect((await runCommand(['freeze', ...at], { cwd: folder })).code).toBe(0);
  const ledger = readFileSync(join(folder, PUBLISHED), 'utf8');
  const report = join(folder, 'incidents/2026-03-04-pages/en.md');
  writeFileSync(report, readFileSync(report, 'utf8').replace('Over.', 'All over.').replace('001', '002'));
  // A new version without a newer entry has the time of its publication, which only `freeze` knows.
  const loop = "<% while (String(it.lastUpdate).startsWith('2026-03-05')); %>";
  mkdirSync(join(folder, 'templates/partials'), { recursive: true });
  writeFileSync(join(folder, 'templates/partials/article.eta'), loop + ARTICLE);
  const late = ['--at', '2026-03-05T12:00:00Z', '--changes', 'A word more.'];
  const { code, stdout, stderr } = await runCommand(['freeze', ...late], { cwd: folder });
  expect([code, stdout + stderr]).toEqual([
    1,
    expect.stringMatching(/article\.eta:1:1\s+error INC728 .*took longer than 500 ms/),
  ]);
  expect(readFileSync(join(folder, PUBLISHED), 'utf8')).toBe(ledger);
});

test('Ctrl-C ends a build while a template loops', async () => {
  const folder = siteWith({ 'templates/page/index.eta': LOOP }, 60_000);
  const child = spawn(process.execPath, [MAIN, 'build'], { cwd: folder, stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(child.exitCode).toBe(null);
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.on('exit', (code, signal) => resolve(signal ?? code)),
  );
  child.kill('SIGINT');
  expect(['SIGINT', 130]).toContain(await ended);
  expect(existsSync(join(folder, 'dist'))).toBe(false);
});
