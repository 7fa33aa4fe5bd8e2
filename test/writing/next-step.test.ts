import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TERMINAL, testWith, TOOLS } from '../programs.ts';
import { MAIN, makeFolder, runCommand } from '../run.ts';
import { runInTerminal } from '../terminal.ts';

/** A clone with a site, what it was cloned from, and another clone. */
let top: string;
let site: string;
let other: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  top = makeFolder();
  [site, other] = [join(top, 'site'), join(top, 'other')];
  const bin = join(top, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'incident-press'), `#!/bin/sh\nexec ${process.execPath} ${MAIN} "$@"\n`);
  chmodSync(join(bin, 'incident-press'), 0o755);
  const names = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Test'],
      [`GIT_${who}_EMAIL`, 'test@example.com'],
    ]),
  );
  env = { PATH: `${bin}:${process.env['PATH']}`, HOME: top, ...names };
  sh(
    top,
    'git init -q --bare -b main hub.git; git clone -q hub.git site 2>&1; git clone -q hub.git other 2>&1',
  );
  writeFileSync(
    join(site, 'site.yaml'),
    'name: Example\nurl: https://status.example.com/\nlanguages: [en, fr]\n',
  );
  writeFileSync(
    join(site, '.gitattributes'),
    'published/** -text\nincidents/**/*.md text eol=lf merge=incident-press\n',
  );
  sh(site, 'git checkout -q -B main; git add .; git commit -qm Site; git push -q -u origin main');
  sh(other, 'git checkout -q -B main; git pull -q origin main; git branch -q -u origin/main');
});
afterEach(() => rmSync(top, { recursive: true }));

function sh(cwd: string, script: string): string {
  return execFileSync('sh', ['-ec', script], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The commands below `next`, as somebody would copy them. */
function copied(shown: string): string {
  const [, below = ''] = shown.split(/^next(?: {2}|\n)/m);
  return (below.split(/^then {2}/m)[0] ?? '').trim();
}

const AT = '2025-03-04T10:00:00Z';
const PLAN = ['--kind', 'maintenance', '--start', '2124-03-05T22:00:00Z', '--end', '2124-03-05T23:00:00Z'];
const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['new', 'Uploads fail', '--at', AT],
  ['update', 'uploads', 'Cause found', '--state', 'identified', '--at', '2025-03-04T10:20:00Z'],
  ['update', 'uploads', 'A slip', '--at', '2025-03-04T10:30:00Z'],
  ['undo', 'uploads'],
  ['resolve', 'uploads', 'Over', '--at', '2025-03-04T10:40:00Z'],
  ['freeze'],
  ['correct', 'uploads', '--changes', 'Clearer'],
  ['translate', 'fr', 'uploads'],
  ['freeze'],
  ['redact', 'uploads', '001', '--lang', 'en', '--reason', 'It named somebody'],
  ['withdraw', 'uploads', '--reason', 'It was a drill'],
  ['new', 'Network work', ...PLAN, '--at', AT],
  ['extend', 'work', '--end', '2124-03-05T23:30:00Z'],
  ['cancel', 'work', '--reason', 'The part did not come.'],
];

testWith(TERMINAL)(
  'what is printed last is copied from 44 columns, and brings each change to where it is published',
  async () => {
    let done = 0;
    for (const args of COMMANDS) {
      const { shown, code } = await runInTerminal(args, { cwd: site, columns: 44, env });
      expect(code, shown).toBe(0);
      const commands = copied(shown);
      expect(commands, shown).toContain('git pull --rebase --autostash && git push');
      expect(commands.replaceAll('\n', ' ')).not.toMatch(/ {2}|&& *&&/);
      // Somebody else has pushed in the meantime, and something else is half done here.
      sh(other, `git pull -q; echo ${(done += 1)} > other; git add .; git commit -qm Other; git push -q`);
      writeFileSync(join(site, 'site.yaml'), `${readFileSync(join(site, 'site.yaml'), 'utf8')}# half done\n`);
      if (args[0] !== 'correct' && args[0] !== 'translate') sh(site, commands);
      else fillIn(args[0], commands);
      expect(sh(site, 'git rev-parse HEAD'), args[0]).toBe(sh(site, 'git rev-parse @{upstream}'));
      expect(sh(site, 'git status --porcelain')).toBe(' M site.yaml\n');
    }
  },
);

/** The words are the writer's. */
function fillIn(command: 'correct' | 'translate', commands: string): void {
  const reference = '2025-03-04-uploads-fail';
  const file = join(site, 'incidents', reference, command === 'correct' ? 'en.md' : 'fr.md');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    command === 'correct'
      ? text.replace('Cause found', 'The cause is found')
      : text.replace('title: ""', 'title: "Les envois échouent"'),
  );
  sh(site, commands);
}

test('a site in a folder of its repository: paths are those of the folder one stands in', async () => {
  const folder = join(site, 'our status');
  mkdirSync(folder);
  writeFileSync(join(folder, 'site.yaml'), readFileSync(join(site, 'site.yaml')));
  const args = ['new', 'Uploads fail', '--at', '2025-03-04T10:00:00Z', '--site', 'our status'];
  const { stdout } = await runCommand(args, { cwd: site, env });
  expect(stdout).toContain(`git add 'our status/incidents/2025-03-04-uploads-fail' && `);
  expect(stdout).toContain(`then  incident-press update "What is new" --site 'our status'\n`);
  sh(site, copied(stdout));
  expect(sh(site, 'git status --porcelain')).toBe('?? "our status/site.yaml"\n');
});

testWith(TOOLS)(
  'after a conflict, git goes on with what it was doing, and what was settled is pushed',
  async () => {
    const at = (time: string) => ['--at', `2025-03-04T${time}Z`];
    expect((await runCommand(['new', 'Uploads fail', ...at('10:00:00')], { cwd: site, env })).code).toBe(0);
    sh(site, 'git add .; git commit -qm New; git push -q');
    sh(other, 'git pull -q');
    for (const [clone, title, time] of [
      [other, 'Downloads are fine', '10:20:00'],
      [site, 'The disk is full', '10:30:00'],
    ] as const) {
      const ran = await runCommand(['update', 'uploads', title, ...at(time)], { cwd: clone, env });
      expect(ran.code, ran.stderr).toBe(0);
      sh(clone, 'git commit -qam News');
    }
    sh(other, 'git push -q');
    sh(site, '! git pull --rebase -q 2>/dev/null');
    const { stdout } = await runCommand(['merge'], { cwd: site, env });
    expect(copied(stdout)).toMatch(
      /^incident-press check && git -c core.editor=true rebase --continue && git pull/,
    );
    sh(site, copied(stdout));
    expect(sh(site, 'git rev-parse HEAD')).toBe(sh(site, 'git rev-parse @{upstream}'));
    expect(sh(site, 'git show HEAD').match(/^\+ {4}title: .*/gm)).toEqual(['+    title: "The disk is full"']);
  },
);
