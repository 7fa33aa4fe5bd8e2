import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { describeProgram } from '../../src/cli/command-line.ts';
import { ROOT } from '../run.ts';

const CLI = join(ROOT, 'src/cli');
const FOLDERS = readdirSync(join(CLI, 'commands'));

test('a command is a folder with its options and its run, and one line in one list', () => {
  const list = readFileSync(join(CLI, 'commands.ts'), 'utf8').split('\n');
  const program = describeProgram('0.0.0', () => undefined);
  expect(program.commands.map((command) => command.name()).toSorted()).toEqual(FOLDERS.toSorted());
  for (const name of FOLDERS) {
    for (const file of ['options.ts', 'run.ts'])
      expect(existsSync(join(CLI, 'commands', name, file))).toBe(true);
    expect(list.filter((line) => line.includes(`./commands/${name}/`))).toHaveLength(1);
  }
});

test('no other module knows a command by its folder', () => {
  const elsewhere = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && path !== 'cli/commands.ts')
    .flatMap((path) => importedFolders(path).map((folder) => `${path} imports ${folder}`));
  expect(elsewhere).toEqual([]);
});

/** The folders of commands that a module imports from, but for its own. */
function importedFolders(path: string): string[] {
  const text = readFileSync(join(ROOT, 'src', path), 'utf8');
  const own = /^cli\/commands\/([^/]+)\//.exec(path)?.[1];
  return [...text.matchAll(/'(\.[^']*)'/g)]
    .map(([, specifier = '']) => join(dirname(path), specifier))
    .flatMap((target) => /^cli\/commands\/([^/]+)\//.exec(target)?.[1] ?? [])
    .filter((folder) => folder !== own);
}
