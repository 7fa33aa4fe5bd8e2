import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { covers, EXCEPTIONS } from './exceptions.ts';
import { parseModule } from './module.ts';
import { PLANTED } from './planted.ts';
import { RULE_NAMES, RULES } from './rules.ts';
import type { RuleName } from './rules.ts';

const SRC = join(import.meta.dirname, '../../src');

const modules = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => parseModule(path, readFileSync(join(SRC, path), 'utf8')));

test('there are files to check', () => {
  expect(modules.length).toBeGreaterThan(200);
});

test.each(RULE_NAMES)('nothing in src/ breaks the rule of %s', (rule) => {
  const exceptions = EXCEPTIONS.filter((exception) => exception.rule === rule);
  const broken = RULES[rule](modules).filter((each) => !exceptions.some((it) => covers(it, each)));
  expect(broken.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([]);
});

test('every exception is needed: delete from exceptions.ts those that are listed here', () => {
  const unused = RULE_NAMES.flatMap((rule) => {
    const found = RULES[rule](modules);
    return EXCEPTIONS.filter((it) => it.rule === rule && !found.some((each) => covers(it, each)));
  });
  expect(unused.map(({ rule, path, name }) => [rule, path, name])).toEqual([]);
});

test('every rule has a violation planted', () => {
  expect(new Set(PLANTED.map(({ rule }) => rule))).toEqual(new Set<RuleName>(RULE_NAMES));
});

test.each(PLANTED)('a planted violation is found: $what', ({ rule, files, message }) => {
  const planted = Object.entries(files).map(([path, text]) => parseModule(path, text));
  expect(RULES[rule](planted).map((each) => each.message)).toEqual([expect.stringContaining(message)]);
});

test('code that only looks like a violation passes', () => {
  const text = [
    '// import { a } from "../cli/main.ts" would be wrong',
    "import { parseVersion } from '../model/version.ts';",
    "import { join } from 'node:path';",
    "const word = 'reprocess.it'; const when = new Date(0); it.process.run();",
    "const known = new Set(['a']); const severity = { severity: 'major' };",
    'function f() { let count = 0; const seen = new Map(); seen.set(1, count); }',
    'export const plain = 1 as const; interface Input {} type Text = string;',
  ].join('\n');
  const file = parseModule('site/plan.ts', text);
  expect(RULE_NAMES.flatMap((rule) => RULES[rule]([file]))).toEqual([]);
});
