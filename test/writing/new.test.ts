import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TERMINAL, testWith } from '../programs.ts';
import { MAIN, makeFolder, ROOT, runCommand, runProgram } from '../run.ts';
import { runInTerminal } from '../terminal.ts';

let site: string;
beforeEach(() => {
  site = makeFolder();
  writeFileSync(
    join(site, 'site.yaml'),
    'name: Example\nurl: https://status.example.com/\nlanguages: [en, fr, ar, de, ja, pt-BR]\nservices: [{id: web, name: Web}, {id: api, name: API}]\n',
  );
});
afterEach(() => rmSync(site, { recursive: true }));

const BACK = /^note {3}2025-05-07T14:05:00Z is \d+ days back\n$/;
const NO_SERVICE = 'note   no service is named; add `--service` with one of web, api\n';

const run = (...args: string[]) => runCommand(args, { cwd: site });
const read = (path: string) => readFileSync(join(site, 'incidents', path), 'utf8');

test('a report is begun in one line, passes the strict check, and is published as it is', async () => {
  const facts = '--severity major --service web=partial_outage --service api --at 2025-05-07T14:05:00Z';
  const { code, stdout, stderr } = await run('new', 'Uploads  fail', ...facts.split(' '));
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(BACK) as string });
  expect(stdout).toBe(`incidents/2025-05-07-uploads-fail/en.md
  + title: "Uploads fail"
  + version: 001
  + severity: major
  + services: [web, api]
  + timeline:
  +   - at: 2025-05-07T14:05:00Z
  +     state: investigating
  +     services: {web: partial_outage}
  +     title: "Uploads fail"

next  incident-press build
then  incident-press update "What is new"
`);
  expect(await run('check', '--strict')).toMatchObject({ code: 0 });
  expect(await run('build')).toMatchObject({ code: 0 });
  const page = readFileSync(join(site, 'dist/en/incidents/2025-05-07-uploads-fail/index.html'), 'utf8');
  // What was not filled in is not there at all, and claims nothing.
  expect(page).not.toMatch(/Lessons learnt|<h2[^>]*>Cause|made each step/);
});

test('every shipped template is sound, in its language and as a fallback', async () => {
  const shipped = readdirSync(join(ROOT, 'templates/new'));
  expect(shipped.length).toBeGreaterThanOrEqual(6);
  for (const language of ['en', 'fr', 'ar', 'de', 'ja', 'pt-BR']) {
    expect(shipped).toContain(`${language}.md`);
    const { code, stderr } = await run(
      'new',
      `Title ${language}`,
      '--lang',
      language,
      '--at',
      '2025-05-07T14:05:00Z',
    );
    expect(code).toBe(0);
    expect(stderr.replace(/^note {3}2025.*\n/m, '')).toBe(NO_SERVICE);
    const text = read(`2025-05-07-title-${language.toLowerCase()}/${language}.md`);
    expect(text.match(/^## /gm)).toHaveLength(3);
    expect(text).toContain('# actions:');
    // With every mark taken away it is a report still: the front matter's hints are YAML, dates apart.
    expect(text.replaceAll(/^# (?=summary|data_loss)/gm, '')).toContain('\nsummary: "');
  }
  expect(await run('check', '--strict')).toMatchObject({ code: 0 });
  // Spanish has a template of its own; Portuguese of Portugal falls back to no other country's, but to
  // English.
  expect(shipped).toContain('es.md');
});

test('a text, a summary and a name of one’s own', async () => {
  writeFileSync(join(site, 'more.md'), '\nOne **upload** in five.\n\n');
  const at = ['--at', '2025-05-07T14:05:00Z', '--service', 'web'];
  const words = ['--text', 'more.md', '--summary', 'One upload in five ends in an error.'];
  const { code, stdout, stderr } = await run('new', '障害', ...at, ...words, '--ref', 'uploads', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(BACK) as string });
  expect(JSON.parse(stdout).reference).toBe('2025-05-07-uploads');
  expect(read('2025-05-07-uploads/en.md')).toContain(`---
title: "障害"
summary: "One upload in five ends in an error."
version: 001
services: [web]
timeline:
  - at: 2025-05-07T14:05:00Z
    state: investigating
    title: "障害"
    text: |
      One **upload** in five.
`);
  expect(await run('check', '--strict')).toMatchObject({ code: 0, stderr: '' });
  expect(await run('new', 'Again', ...at, '--ref', '2025-05-07-uploads')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('incident-press update 2025-05-07-uploads "What is new"'),
  });
});

test('a piped text is saved if the command fails', () => {
  const refused = spawnSync(
    process.execPath,
    [MAIN, 'new', 'Uploads fail', '--service', 'wbe', '--text', '-'],
    {
      cwd: site,
      env: { PATH: process.env['PATH'], NO_COLOR: '1' },
      input: 'Much to say.\n',
      encoding: 'utf8',
    },
  );
  expect(refused.status).toBe(2);
  const path = /^note {3}your text is saved: --text (.+)$/m.exec(refused.stderr)?.[1] ?? '';
  expect(readFileSync(path, 'utf8')).toBe('Much to say.\n');
  expect(existsSync(join(site, 'incidents'))).toBe(false);
});

test("the site's own template wins", async () => {
  mkdirSync(join(site, 'templates/new'), { recursive: true });
  writeFileSync(join(site, 'templates/new/en.md'), '---\ntags: [own]\n---\n\n## Own\n\nWords.\n');
  await run('new', 'One', '--at', '2025-05-07T14:05:00Z');
  expect(read('2025-05-07-one/en.md')).toMatch(/title: "One"\ntags: \[own\]\n---\n\n## Own\n\nWords\.\n$/);
  writeFileSync(join(site, 'templates/new/en.md'), '---\ntag: [own]\n---\n');
  const refused = await run('new', 'Two', '--at', '2025-05-07T14:05:00Z');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Did you mean `tags`?') });
  expect(existsSync(join(site, 'incidents/2025-05-07-two'))).toBe(false);
});

test('a second report of the name gets a number; nothing is written over', async () => {
  const at = ['--at', '2025-05-07T14:05:00Z'];
  await run('new', 'Uploads fail', ...at);
  const first = read('2025-05-07-uploads-fail/en.md');
  const second = await run('new', 'Uploads fail!', ...at, '--draft', '--json');
  expect(JSON.parse(second.stdout)).toEqual({
    reference: '2025-05-07-uploads-fail-2',
    file: 'incidents/2025-05-07-uploads-fail-2/en.md',
  });
  expect(read('2025-05-07-uploads-fail-2/en.md')).toContain('version: 000\n');
  expect((await run('new', '障害', ...at, '--kind', 'near-miss')).stdout).toMatch(
    /^incidents\/2025-05-07-near-miss\/en/,
  );
  expect(read('2025-05-07-uploads-fail/en.md')).toBe(first);
  const many = await Promise.all([1, 2, 3].map(() => runProgram(['new', 'Race', ...at], { cwd: site })));
  const made = readdirSync(join(site, 'incidents')).filter((name) => name.includes('race'));
  expect(made).toHaveLength(many.filter(({ code }) => code === 0).length);
});

test('maintenance has its plan', async () => {
  const times = ['--start', '2025-05-09T22:00:00Z', '--end', '2025-05-10 01:00 Europe/Paris'];
  expect(
    await run('new', 'Work', '--kind', 'maintenance', ...times, '--at', '2025-05-07T14:05:00Z'),
  ).toMatchObject({
    code: 0,
  });
  expect(read('2025-05-07-work/en.md')).toContain(
    'planned: {start: 2025-05-09T22:00:00Z, end: 2025-05-09T23:00:00Z}\ntimeline:\n  - at: 2025-05-07T14:05:00Z\n    state: scheduled\n',
  );
  expect(await run('check', '--strict')).toMatchObject({ code: 0 });
});

test.each([
  [['new'], 'Say what users notice'],
  [['new', ' '], 'Say what users notice'],
  [['new', 'A', '--kind', 'maintenance'], '--start'],
  [['new', 'A', '--start', '2025-05-07T14:05:00Z'], '--kind maintenance'],
  [['new', 'A', '--lang', 'es'], 'The languages of this site are en, fr, ar, de, ja, pt-BR.'],
  [['new', 'A', '--service', 'wbe'], 'Did you mean `web`?'],
  [['new', 'A', '--severity', 'huge'], 'minor, major, critical'],
  [['new', 'A', 'B'], 'There are too many words'],
  [['new', 'A', '--summary', ' '], 'Say who is affected'],
  [['new', 'A', '--ref', 'Up loads'], '-up-loads`'],
  [['new', 'A', '--text', 'nope.md'], 'nope.md cannot be read'],
])('%j is a mistake on the command line, with a way out', async (args, hint) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(hint);
  expect(existsSync(join(site, 'incidents'))).toBe(false);
});

testWith(TERMINAL)('on a terminal, without a title, it asks', async () => {
  const { shown } = await runInTerminal(['new', '--at', '2025-05-07T14:05:00Z'], {
    cwd: site,
    answers: [
      ['notice?', 'Uploads fail\r'],
      ['How bad', '\u001b[B\r'],
      ['Which services', ' \r'],
    ],
  });
  expect(shown).toContain('then  incident-press update');
  expect(read('2025-05-07-uploads-fail/en.md')).toContain('severity: major\nservices: [web]\n');
});

testWith(TERMINAL)(
  'on a terminal, with a title and no service, only the services are asked for',
  async () => {
    const { shown, code } = await runInTerminal(['new', 'Uploads fail', '--at', '2025-05-07T14:05:00Z'], {
      cwd: site,
      answers: [['Which services', ' \r']],
    });
    expect(code, shown).toBe(0);
    expect(shown).not.toContain('How bad');
    expect(read('2025-05-07-uploads-fail/en.md')).toContain('services: [web]\n');
  },
);
