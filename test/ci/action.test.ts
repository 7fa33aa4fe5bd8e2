import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { BASH, testWith } from '../programs.ts';
import { ROOT } from '../run.ts';
import { compositeAction } from './composite-action.ts';

const FILE = join(ROOT, 'action.yml');

interface Action {
  readonly inputs: Readonly<Record<string, { description: string; required?: boolean; default?: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly uses?: string;
      readonly run?: string;
      readonly shell?: string;
      readonly if?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

test('action.yml is made of the steps that init writes', () => {
  const text = compositeAction();
  if (process.env['UPDATE_DOCS']) writeFileSync(FILE, text);
  expect(readFileSync(FILE, 'utf8')).toBe(text);
});

test('the action is pinned, names its shells, and puts no input into a script', () => {
  const text = readFileSync(FILE, 'utf8');
  const { inputs, runs } = parse(text) as Action;
  expect(runs.using).toBe('composite');
  expect(runs.steps.length).toBeGreaterThan(4);
  for (const { uses, run, shell, env } of runs.steps) {
    if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
    if (run === undefined) continue;
    expect(shell).toBe('bash');
    expect(run).not.toContain('${{');
    for (const [, name = ''] of run.matchAll(/\$\{?([A-Z]+)\b/g)) expect(env).toHaveProperty(name);
    // Never by a name that anybody could take on a registry.
    expect(run).not.toMatch(/npx|npm (?:i|install|exec)\b/);
  }
  const used = [...text.matchAll(/inputs\.([a-z]+)/g)].map(([, name]) => name);
  expect(new Set(used)).toEqual(new Set(Object.keys(inputs)));
  for (const { description } of Object.values(inputs)) expect(description).not.toBe('');
});

testWith(BASH)('the scripts of the action are scripts', () => {
  const { runs } = parse(readFileSync(FILE, 'utf8')) as Action;
  for (const { run } of runs.steps) if (run !== undefined) execFileSync('bash', ['-n', '-c', run]);
});
