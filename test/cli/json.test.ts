import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, runCommand } from '../run.ts';
import { EN, makeSite, originalText, read, REFERENCE, write } from '../versions/site.ts';

/** The keys that docs/scripting.md promises of each command, by what is typed. */
const PROMISED = new Map(
  [...readFileSync(join(ROOT, 'docs/scripting.md'), 'utf8').matchAll(/^\| (`.*?) +\| (.*?) +\|$/gm)].flatMap(
    ([, commands = '', keys = '']) => {
      const always = keys.split(';')[0] === 'a list' ? keys : (keys.split(';')[0] ?? '');
      return codeIn(commands).map((command) => [command, codeIn(always)] as const);
    },
  ),
);

function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');
}

/** A day in the life of a site: each command on what those before it have left. */
const DAY: readonly (readonly [command: string, ...args: string[]])[] = [
  ['check', '--as-of', '2026-03-04T12:00:00Z'],
  ['build', '--why'],
  ['freeze', '--dry-run'],
  ['freeze', '--at', '2026-03-04T11:00:00Z'],
  ['update', REFERENCE, 'Cause found', '--state', 'identified', '--at', '2026-03-04T10:30:00Z'],
  ['undo', REFERENCE],
  ['translate', 'fr', REFERENCE],
  ['list'],
  ['show', REFERENCE],
  ['status'],
  ['correct', REFERENCE, '--changes', 'A typo'],
  ['resolve', REFERENCE, 'Pages are fast', '--at', '2026-03-04T10:40:00Z'],
  ['freeze'],
  ['build'],
  ['verify'],
  ['publish', '--target', 'folder:www'],
  ['redact', REFERENCE, '001', '--reason', 'It named a customer'],
  ['new', 'Mail is late', '--at', '2026-03-04T10:00:00Z', '--draft'],
  ['withdraw', REFERENCE, '--reason', 'It was a test', '--at', '2026-03-04T11:30:00Z'],
  ['explain', 'INC120'],
  ['eject', '--list'],
];

/** Commands that print JSON only with an argument or option, by how the guide lists them. */
const LISTED_AS: Readonly<Record<string, string>> = { explain: 'explain <CODE>', eject: 'eject --list' };

test('each command prints what the guide promises, and nothing else, on stdout', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  const seen = new Set<string>();
  for (const [command, ...args] of DAY) {
    const { code, stdout, stderr } = await runCommand([command, ...args, '--json'], { cwd: site });
    const said = `${command} ${args.join(' ')}: ${stderr}`;
    expect(code, said).toBe(0);
    const printed = JSON.parse(stdout || `"nothing, but ${said.replaceAll(/["\\\n]/g, ' ')}"`) as object;
    const keys = PROMISED.get(LISTED_AS[command] ?? command) ?? [];
    expect(keys.length, said).toBeGreaterThan(1);
    for (const each of Array.isArray(printed) ? printed : [printed])
      expect(Object.keys(each as object), said).toEqual(expect.arrayContaining(keys));
    seen.add(command);
  }
  const promised = [...PROMISED.keys()].map((command) => command.split(' ')[0]);
  // Plans are changed by the same words as reports.
  expect(
    promised.filter((each) => !seen.has(each ?? '') && !['extend', 'cancel'].includes(each ?? '')),
  ).toEqual([]);
});

test('problems that stop a command are in its JSON, and a refusal leaves stdout empty', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.').replace('10:00:00Z', '25:00:00Z') });
  for (const command of ['check', 'build', 'freeze']) {
    const { code, stdout } = await runCommand([command, '--json'], { cwd: site });
    const printed = JSON.parse(stdout) as { readonly diagnostics: readonly { readonly code: string }[] };
    expect({ code, codes: printed.diagnostics.map((each) => each.code) }, command).toEqual({
      code: 1,
      codes: ['INC120'],
    });
    expect((await runCommand([command, '--format', 'json'], { cwd: site })).stdout).toBe(stdout);
  }
  expect(await runCommand(['show', 'nothing-like-it', '--json'], { cwd: site })).toMatchObject({
    code: 2,
    stdout: '',
  });
});

test('versions recovered from git are in the JSON too', async () => {
  const site = makeSite({ [EN]: originalText('001', 'Visitors waited.') });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: site });
  git('init', '-qb', 'main');
  git('add', '-A');
  git('commit', '-qm', 'One');
  write(site, EN, read(site, EN).replace('version: 001', 'version: 002').replace('waited.', 'waited long.'));
  git('commit', '-qam', 'Two');
  const { stdout } = await runCommand(['freeze', '--from-git', '--json'], { cwd: site });
  const keys = PROMISED.get('freeze --from-git') ?? [];
  const printed = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
  expect(Object.keys(printed)).toEqual(keys);
  expect(printed['recovered']).toEqual([{ file: EN, version: '001' }]);
});
