import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { BASH, FISH, testWith, ZSH } from '../programs.ts';
import { makeFolder, ROOT, runCommand } from '../run.ts';

const { stdout: script } = await runCommand(['completion', 'bash']);

/** What a real bash offers for the last of these words. */
function complete(...words: string[]): string[] {
  const program = `${script}
COMP_WORDS=(incident-press "$@")
COMP_CWORD=$#
_incident_press
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, status } = spawnSync('bash', ['--norc', '-c', program, 'bash', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout.split('\n').filter((line) => line !== '');
}

testWith(BASH)('bash completes commands, options, their values and reports', async () => {
  expect(complete('')).toEqual(expect.arrayContaining(await commandsOfHelp()));
  expect(complete('re')).toEqual(expect.arrayContaining(['resolve', 'redact']));
  expect(complete('--si')).toEqual(['--site']);
  expect(complete('--quiet', 'upd')).toEqual(['update']);
  expect(complete('update', '--st')).toEqual(['--state']);
  expect(complete('update', '--state', 'mon')).toEqual(['monitoring']);
  expect(complete('new', '--severity', '')).toEqual(['minor', 'major', 'critical']);
  expect(complete('build', '--format', 'g')).toEqual(['github', 'gitlab']);
  expect(complete('show', '2020')).toEqual(['2020-09-15-web-frontend']);
  expect(complete('eject', 'partials/tea')).toEqual(['partials/teaser.eta']);
  expect(complete('build', '--out', 'temp')).toEqual(['templates']);
  expect(complete('update', '--at', '')).toEqual([]);
  expect(complete('build', '2020')).toEqual([]);
});

/** The commands that the help lists. */
async function commandsOfHelp(): Promise<string[]> {
  const { stdout: help } = await runCommand(['--help']);
  const commands = [...help.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name!);
  expect(commands.length).toBeGreaterThan(12);
  return commands;
}

/** What a program prints in one of the other shells. */
function runShell(shell: string, script: string, args: readonly string[] = []): string {
  const { stdout, error } = spawnSync(shell, [...args, '-c', script], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout;
}

testWith(FISH)('fish completes commands, options and their values', async () => {
  const { stdout: fish } = await runCommand(['completion', 'fish']);
  const lines = ['incident-press upd', 'incident-press update --st', 'incident-press update --state mon'];
  const asked = lines.map((line) => `complete -C '${line}'`).join('\n');
  const offered = runShell('fish', `${fish}\n${asked}`, ['--no-config']);
  const words = offered.split('\n').map((line) => line.split('\t')[0]);
  expect(words).toEqual(expect.arrayContaining(['update', '--state', 'monitoring']));
  expect(words).not.toContain('resolve');
});

testWith(ZSH)('zsh completes commands, options and their values', async () => {
  const { stdout: zsh } = await runCommand(['completion', 'zsh']);
  const folder = makeFolder();
  writeFileSync(join(folder, 'script'), zsh);
  // A zsh at a terminal of its own: keys are pressed once it says it is ready.
  const shown = runShell(
    'zsh',
    `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "autoload -U compinit; compinit -u -D; source '${join(folder, 'script')}'; PS1=\\$((40+2))ready"
zpty -r shell out '*42ready*'
zpty -n -w shell $'incident-press updat\t--stat\tmoni\t'
zpty -r shell out '*monitoring*'
print -r -- "$out"
zpty -d shell`,
    ['-f'],
  );
  rmSync(folder, { recursive: true });
  // oxlint-disable-next-line no-control-regex -- terminals are controlled by nothing else
  const words = stripVTControlCharacters(shown).replaceAll('\b', '');
  expect(words).toMatch(/update\s+--state\s+monitoring/);
});

test('every command of the help is there, in every shell', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await runCommand(['completion', shell]);
    for (const name of await commandsOfHelp()) expect(stdout, shell).toMatch(new RegExp(`\\b${name}\\b`));
  }
  expect(await runCommand(['completion', 'zhs'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean zsh?'),
  });
});

for (const [shell, program] of Object.entries({ bash: BASH, zsh: ZSH, fish: FISH }))
  testWith(program)(`${shell} itself accepts its script`, async () => {
    const { stdout } = await runCommand(['completion', shell]);
    const folder = makeFolder();
    writeFileSync(join(folder, 'script'), stdout);
    const { status, stderr } = spawnSync(shell, ['-n', 'script'], { cwd: folder, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
