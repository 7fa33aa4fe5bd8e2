import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
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

test('bash completes commands, options, their values and reports', () => {
  expect(complete('re')).toEqual(expect.arrayContaining(['resolve', 'redact']));
  expect(complete('--si')).toEqual(['--site']);
  expect(complete('--quiet', 'upd')).toEqual(['update']);
  expect(complete('update', '--st')).toEqual(['--state']);
  expect(complete('update', '--state', 'mon')).toEqual(['monitoring']);
  expect(complete('new', '--severity', '')).toEqual(['minor', 'major', 'critical']);
  expect(complete('build', '--format', 'g')).toEqual(['github']);
  expect(complete('show', '2020')).toEqual(['2020-09-15-web-frontend']);
  expect(complete('build', '--out', 'temp')).toEqual(['templates']);
  expect(complete('update', '--at', '')).toEqual([]);
  expect(complete('build', '2020')).toEqual([]);
});

/** Runs a program in a shell that may not be there; undefined, with a word about it, where it is not. */
function runShell(shell: string, program: string, args: readonly string[] = []): string | undefined {
  const { stdout, error } = spawnSync(shell, [...args, '-c', program], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (!error) return stdout;
  expect((error as NodeJS.ErrnoException).code).toBe('ENOENT');
  console.warn(`${shell} is not installed; its completion is not tried`);
  return undefined;
}

test('fish completes commands, options and their values', async ({ skip }) => {
  const { stdout: fish } = await runCommand(['completion', 'fish']);
  const lines = ['incident-press upd', 'incident-press update --st', 'incident-press update --state mon'];
  const asked = lines.map((line) => `complete -C '${line}'`).join('\n');
  const offered = runShell('fish', `${fish}\n${asked}`, ['--no-config']);
  if (offered === undefined) return skip();
  const words = offered.split('\n').map((line) => line.split('\t')[0]);
  expect(words).toEqual(expect.arrayContaining(['update', '--state', 'monitoring']));
  expect(words).not.toContain('resolve');
});

test('zsh completes commands, options and their values', async ({ skip }) => {
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
  if (shown === undefined) return skip();
  // oxlint-disable-next-line no-control-regex -- terminals are controlled by nothing else
  const words = stripVTControlCharacters(shown).replaceAll('\b', '');
  expect(words).toMatch(/update\s+--state\s+monitoring/);
});

test('every command of the help is there, in every shell', async () => {
  const { stdout: help } = await runCommand(['--help']);
  const commands = [...help.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name!);
  expect(commands.length).toBeGreaterThan(12);
  expect(complete('')).toEqual(expect.arrayContaining(commands));
  for (const shell of ['zsh', 'fish']) {
    const { stdout } = await runCommand(['completion', shell]);
    for (const name of commands) expect(stdout, shell).toMatch(new RegExp(`\\b${name}\\b`));
  }
  expect(await runCommand(['completion', 'zhs'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean zsh?'),
  });
});

test.each(['bash', 'zsh', 'fish'])('%s itself accepts its script, where it is installed', async (shell) => {
  const { stdout } = await runCommand(['completion', shell]);
  const folder = makeFolder();
  writeFileSync(join(folder, 'script'), stdout);
  const { error, status, stderr } = spawnSync(shell, ['-n', 'script'], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (error) expect((error as NodeJS.ErrnoException).code).toBe('ENOENT');
  else expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
