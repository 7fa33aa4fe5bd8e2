import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezeTexts } from '../freeze.ts';
import { TERMINAL, testWith } from '../programs.ts';
import { MAIN, makeFolder, runCommand, runProgram } from '../run.ts';
import { runInTerminal } from '../terminal.ts';

const GOOD = `---
title: "Uploads fail" # what customers see
version: 001

# UTC, please
timeline:
  - at: 2025-03-04T10:00:00Z
    state: investigating
    title: "Some uploads fail"
---
Body.
`;

let site: string;
beforeEach(() => {
  site = makeFolder();
  writeFileSync(
    join(site, 'site.yaml'),
    'name: Example\nurl: https://status.example.com/\nlanguages: [en, fr]\nservices: [{id: web, name: Web}]\n',
  );
  put('2025-03-04-uploads', GOOD);
});
afterEach(() => rmSync(site, { recursive: true }));

const path = (reference: string, language = 'en') => join(site, 'incidents', reference, `${language}.md`);
const read = (reference: string, language = 'en') => readFileSync(path(reference, language), 'utf8');
const run = (...args: string[]) => runCommand(args, { cwd: site });

function put(reference: string, text: string, language = 'en'): void {
  mkdirSync(join(site, 'incidents', reference), { recursive: true });
  writeFileSync(path(reference, language), text);
}

test('an update adds one entry; an unpublished number stays', async () => {
  const facts = ['--state', 'identified', '--service', 'web=partial_outage', '--at', '2025-03-04T10:20:00Z'];
  const { code, stdout, stderr } = await run('update', 'Cause found', ...facts);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^note {3}2025-03-04T10:20:00Z is \d+ days back\n$/) as string,
  });
  expect(read('2025-03-04-uploads')).toBe(
    GOOD.replace(
      'fail"\n---',
      `fail"
  - at: 2025-03-04T10:20:00Z
    state: identified
    services: {web: partial_outage}
    title: "Cause found"
---`,
    ),
  );
  expect(stdout).toBe(`2025-03-04-uploads: identified, version 001

incidents/2025-03-04-uploads/en.md
  +   - at: 2025-03-04T10:20:00Z
  +     state: identified
  +     services: {web: partial_outage}
  +     title: "Cause found"

next  incident-press build
`);
  expect(await run('check')).toMatchObject({ code: 0, stderr: '' });
});

test('from update to update through publications, the numbers come by themselves', async () => {
  const cycle = async (...args: string[]) => {
    expect(await run(...args)).toMatchObject({ code: 0 });
    expect(await run('check')).toMatchObject({ code: 0, stderr: '' });
    const published = await freezeTexts(site);
    // Times are kept to the second: what is written within the same one is not newer.
    await setTimeout(1_005 - (Date.now() % 1_000));
    return published;
  };
  writeFileSync(join(site, '.gitattributes'), 'published/** -text\nincidents/**/*.md text eol=lf\n');
  expect(await freezeTexts(site)).toEqual(['2025-03-04-uploads/en 001']);
  expect(await cycle('update', 'Cause: found', '--at', '2025-03-04T10:20:00Z')).toEqual([
    '2025-03-04-uploads/en 002',
  ]);
  expect(read('2025-03-04-uploads')).toContain('version: 002\nchanges: "Cause: found"\n\n# UTC');
  expect(await run('correct')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('version 002r2; better words for the same facts'),
  });
  put('2025-03-04-uploads', read('2025-03-04-uploads').replace('Body.', 'Better body.'));
  expect(await cycle('check')).toEqual(['2025-03-04-uploads/en 002r2']);
  // Two updates between two publications are one version.
  expect(
    await run('update', 'Watching', '--state', 'monitoring', '--at', '2025-03-04T11:00:00Z'),
  ).toMatchObject({
    code: 0,
  });
  expect(await cycle('resolve', 'All uploads work', '--at', '2025-03-04T11:30:00Z')).toEqual([
    '2025-03-04-uploads/en 003',
  ]);
  expect(
    await cycle('withdraw', 'uploads', '--reason', 'It was a *drill*.', '--at', '2025-03-04T12:00:00Z'),
  ).toEqual(['2025-03-04-uploads/en 004']);
  expect(read('2025-03-04-uploads')).toContain(
    'state: withdrawn\n    title: "Withdrawn"\n    text: |\n      It was',
  );
}, 120_000);

test('a number that was forgotten or is wrong does not hold up an update', async () => {
  await freezeTexts(site);
  put('2025-03-04-uploads', GOOD.replace('Body.', 'Another body.').replace('001', '007'));
  expect(await run('check')).toMatchObject({ code: 1 });
  expect(await run('update', 'uploads', 'News', '--at', '2025-03-04T10:20:00Z')).toMatchObject({ code: 0 });
  expect(read('2025-03-04-uploads')).toContain('version: 002\n');
});

test('changed facts make a correction a new version, and it says so', async () => {
  await run('freeze', '--at', '2025-03-04T10:30:00Z');
  put('2025-03-04-uploads', GOOD.replace('10:00', '09:58'));
  const { stdout } = await run('correct', '--changes', 'Start corrected');
  expect(stdout).toContain('version 002; facts were changed too');
  expect(read('2025-03-04-uploads')).toMatch(/version: 002\nlast_update: \S+\nchanges: "Start corrected"\n/);
});

test('a stated last update moves along; an older one is never claimed', async () => {
  put('2025-03-04-uploads', GOOD.replace('version: 001', 'version: 001\nlast_update: 2025-03-05T10:00:00Z'));
  await run('update', 'Earlier', '--at', '2025-03-04T10:20:00Z');
  expect(read('2025-03-04-uploads')).toContain('last_update: 2025-03-05T10:00:00Z');
  await run('update', 'Later', '--at', '2025-03-06T10:20:00Z');
  expect(read('2025-03-04-uploads')).toContain('last_update: 2025-03-06T10:20:00Z');
});

test('a text is read from a file, or piped in', async () => {
  writeFileSync(join(site, 'note.md'), '\n\n# Heading\r\n\r\n    code\n---\n\n');
  expect(await run('update', 'One', '--text', 'note.md', '--at', '2025-03-04T10:20:00Z')).toMatchObject({
    code: 0,
  });
  expect(read('2025-03-04-uploads')).toContain(
    '    text: |\n      # Heading\n\n          code\n      ---\n---\nBody',
  );
  const child = spawn(
    process.execPath,
    [MAIN, 'update', 'Two', '--text', '-', '--at', '2025-03-04T10:30:00Z'],
    {
      cwd: site,
    },
  );
  child.stdin.end('  Piped “in”.');
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  expect(read('2025-03-04-uploads')).toContain('    text: |2\n        Piped “in”.\n');
  expect(await run('check')).toMatchObject({ code: 0, stderr: '' });
});

test('a change that would be an error is reported, and nothing is written', async () => {
  const { code, stderr } = await run('update', 'Done', '--state', 'completed');
  expect(code).toBe(1);
  expect(stderr).toMatch(/en\.md:\d+:\d+ {2}error INC206 [^]*nothing was written/);
  await run('resolve', 'Over', '--at', '2025-03-04T10:20:00Z');
  const before = read('2025-03-04-uploads');
  expect((await run('update', 'uploads', 'Again', '--state', 'investigating')).stderr).toContain('INC207');
  expect((await run('update', 'uploads', 'Again', '--at', '2025-03-04T10:20:00Z')).stderr).toContain(
    'INC202',
  );
  expect(read('2025-03-04-uploads')).toBe(before);
  expect(readdirSync(join(site, 'incidents/2025-03-04-uploads'))).toEqual(['en.md']);
});

test.each([
  [['update', 'uploads'], 'is a report, but the news is missing'],
  [['update', 'one', 'two', 'three'], 'in quotation marks'],
  [['update', '   '], 'headline is empty'],
  [['update', 'news', '--state', 'resolvd'], 'Did you mean resolved?'],
  [['update', 'news', '--service', 'wbe=operational'], 'Did you mean `web`?'],
  [['update', 'news', '--service', 'web=operationl'], 'Did you mean `operational`?'],
  [['update', 'news', '--service', 'web'], 'state of the service is missing'],
  [['update', 'news', '--at', '10:72'], '--at: '],
  [['update', 'news', '--at', '2999-03-04T10:20:00Z'], 'has not happened yet'],
  [['update', 'news', '--text', 'nowhere.md'], 'cannot be read'],
  [['update', 'uplaods', 'news'], 'Did you mean `2025-03-04-uploads`?'],
  [['correct', '--lang', 'fr'], 'It exists in en.'],
  [['correct', '--lang', 'pt_br'], 'The languages of this site are en, fr.'],
  [['withdraw', 'uploads'], '--reason'],
])('%j is a mistake on the command line, with a way out', async (args, hint) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(hint);
  expect(read('2025-03-04-uploads')).toBe(GOOD);
});

test('mistakes in other reports and in translations do not get in the way', async () => {
  put('2020-01-01-broken', GOOD.replace('title:', 'titel:'));
  put('2025-03-04-uploads', '---\ntitel: "Faux"\n---\n', 'fr');
  expect(await run('update', 'uploads', 'News')).toMatchObject({ code: 0 });
  expect(await run('update', 'More news')).toMatchObject({ code: 0 });
});

test('a broken report that may be the open one is not passed over', async () => {
  put('2025-03-05-newer', GOOD.replace('title:', 'titel:'));
  const { code, stderr } = await run('update', 'News');
  expect(code).toBe(1);
  expect(stderr).toContain('INC110');
  expect(stderr).toContain('2025-03-05-newer has errors, and was left as it is');
  expect(read('2025-03-04-uploads')).toBe(GOOD);
});

test('what is going on wins over what is only announced or a draft', async () => {
  put(
    '2025-04-01-work',
    GOOD.replace(
      'version: 001',
      'version: 001\nkind: maintenance\nplanned: {start: 2025-04-01T20:00:00Z, end: 2025-04-01T21:00:00Z}',
    ).replace('investigating', 'scheduled'),
  );
  put('2025-05-01-draft', GOOD.replace('001', '000'));
  expect((await run('update', 'News')).stdout).toMatch(/^2025-03-04-uploads: /);
  expect((await run('resolve', 'work', 'Done')).stdout).toMatch(/^2025-04-01-work: completed/);
});

test('with two open reports and none named, a script has to name one', async () => {
  put('2025-03-05-mail', GOOD.replace('Uploads fail', 'Mail is late').replaceAll('03-04', '03-05'));
  for (const command of ['update', 'resolve']) {
    const { code, stdout, stderr } = await run(command, 'News');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'error  2 reports are open\nhint   Name the one you mean: `2025-03-05-mail`, `2025-03-04-uploads`.\n',
    );
  }
  expect(read('2025-03-04-uploads')).toBe(GOOD);
  expect((await run('update', 'uploads', 'News')).stdout).toMatch(/^2025-03-04-uploads: /);
});

testWith(TERMINAL)('with two open reports and none named, a person at a terminal is asked', async () => {
  put('2025-03-05-mail', GOOD.replace('Uploads fail', 'Mail is late').replaceAll('03-04', '03-05'));
  const second = '\u001b[B\r';
  const asked = await runInTerminal(['resolve', 'Over'], {
    cwd: site,
    columns: 44,
    answers: [['Which report?', second]],
  });
  expect(asked.code, asked.shown).toBe(0);
  expect(asked.shown).toContain('Mail is late');
  expect(asked.shown).toContain('2025-03-04-uploads: resolved, version 001');
  expect(read('2025-03-04-uploads')).toContain('state: resolved');
  put('2025-03-04-uploads', GOOD);
  const left = await runInTerminal(['update', 'News'], {
    cwd: site,
    answers: [['Which report?', '\u0003']],
  });
  expect(left.code).toBe(2);
  expect(left.shown).toContain('Nothing was written.');
  expect(read('2025-03-04-uploads')).toBe(GOOD);
});

/** A time of day that lies thirteen hours back, whatever the clock says. */
const longAgo = () => new Date(Date.now() - 13 * 3_600_000).toISOString().slice(11, 16);

test('a time of day that would lie more than twelve hours back needs a date in a script', async () => {
  const at = longAgo();
  const { code, stderr } = await run('update', 'News', '--at', at);
  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`^error {2}--at ${at} would be .*UTC, 13 hours`));
  const [, given] = /`--at (\S+)`/.exec(stderr)!;
  expect(await run('update', 'News', '--at', given!)).toMatchObject({ code: 0 });
});

testWith(TERMINAL)('a person at a terminal is asked whether it is meant', async () => {
  const at = longAgo();
  const question = 'Is that what you mean?';
  const no = await runInTerminal(['update', 'News', '--at', at], { cwd: site, answers: [[question, 'n']] });
  expect(no.code, no.shown).toBe(2);
  expect(read('2025-03-04-uploads')).toBe(GOOD);
  const yes = await runInTerminal(['update', 'News', '--at', at], {
    cwd: site,
    answers: [[question, 'y']],
  });
  expect(yes.code, yes.shown).toBe(0);
  expect(read('2025-03-04-uploads')).toContain('title: "News"');
});

test('a promise of news is a time of its own, the next such time', async () => {
  const { code, stderr } = await run('update', 'News', '--next', '+45m');
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(
    /^time {3}--next \+45m is (\d{4}-\d{2}-\d{2} )?\d{2}:\d{2}(:\d{2})? UTC, in 45 minutes$/m,
  );
  const [, at, next] =
    /at: (\S+Z)\n {4}title: "News"\n {4}next_update: (\S+Z)\n/.exec(read('2025-03-04-uploads')) ?? [];
  expect(Date.parse(next!) - Date.parse(at!)).toBeGreaterThanOrEqual(44 * 60_000);
  expect(await run('update', 'News', '--next', '2025-03-04T10:30:00Z')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--next 2025-03-04T10:30:00Z has passed: '),
  });
  expect(await run('check', '--strict')).toMatchObject({ code: 0 });
});

test('a line says which translation lacks the entry; JSON says the same', async () => {
  put(
    '2025-03-04-uploads',
    '---\ntitle: "Envois"\nversion: 001\ntimeline: [{at: 2025-03-04T10:00:00Z, title: "Échecs"}]\n---\n',
    'fr',
  );
  expect((await run('update', 'News')).stdout).toContain('note  not translated yet: fr\n');
  expect(JSON.parse((await run('update', 'More', '--json')).stdout)).toEqual({
    reference: '2025-03-04-uploads',
    language: 'en',
    file: 'incidents/2025-03-04-uploads/en.md',
    version: '001',
    behind: ['fr'],
    warnings: [],
  });
});

test('a draft stays a draft', async () => {
  put('2025-03-04-uploads', GOOD.replace('001', '000'));
  expect((await run('update', 'News')).stdout).toMatch(
    /version 000, a draft\n[^]*next {2}incident-press check && incident-press build\n$/,
  );
});

test('updates at the same time all arrive', async () => {
  const headlines = ['one', 'two', 'three', 'four', 'five'].map((word) => `News ${word}`);
  const results = await Promise.all(
    headlines.map((headline) => runProgram(['update', headline], { cwd: site })),
  );
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
  for (const headline of headlines) expect(read('2025-03-04-uploads')).toContain(`title: "${headline}"`);
  expect(await run('check')).toMatchObject({ code: 0, stderr: '' });
});

test('output keeps to 80 columns where the words allow it', async () => {
  const { stdout } = await run('update', 'A headline that fits well into what a small terminal shows');
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('check warns of silence where it knows the time, and a build never does', async () => {
  writeFileSync(
    join(site, 'site.yaml'),
    'name: Example\nurl: https://status.example.com/\nstale_after: 4h\nservices: [{id: web, name: Web}]\n',
  );
  const late = ['check', '--as-of', '2025-03-04T20:00:00Z'];
  expect((await run(...late)).stderr).toContain('INC234');
  expect((await run(...late, '--strict')).code).toBe(1);
  expect(await run('check', '--as-of', '2025-03-04T12:00:00Z')).toMatchObject({ code: 0, stderr: '' });
  expect(await run('check', '--as-of', 'none')).toMatchObject({ code: 0, stderr: '' });
  expect(await run('build')).toMatchObject({ code: 0, stderr: '' });
  await run('update', 'Still at it', '--at', '2025-03-04T19:00:00Z');
  expect(await run(...late)).toMatchObject({ code: 0, stderr: '' });
});
