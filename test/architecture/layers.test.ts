import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findViolations } from './layers.ts';
import type { Module } from './layers.ts';

const SRC = join(import.meta.dirname, '../../src');

function modules(): Module[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }));
}

test('every folder of src imports only downward and leaves the world to host and cli', () => {
  const found = modules();
  expect(found.length).toBeGreaterThan(20);
  expect(findViolations(found)).toEqual([]);
});

test.each([
  [
    'an import upward',
    'model/version.ts',
    "import { plan } from '../site/plan.ts';",
    'may not import `site`',
  ],
  [
    'a type import upward',
    'model/version.ts',
    "import type { Plan } from '../site/plan.ts';",
    'may not import `site`',
  ],
  ['a re-export upward', 'site/plan.ts', "export * from '../render/page.ts';", 'may not import `render`'],
  [
    'a dynamic import upward',
    'source/a.ts',
    "await import('../pipeline/build.ts')",
    'may not import `pipeline`',
  ],
  [
    'host below cli',
    'pipeline/build.ts',
    "import type { Lock } from '../host/lock.ts';",
    'may not import `host`',
  ],
  ['the file system', 'render/page.ts', "import { readFileSync } from 'node:fs';", 'uses node:fs'],
  ['a child process', 'versions/a.ts', "import { spawn } from 'child_process';", 'uses node:child_process'],
  ['the clock', 'site/derive.ts', 'const now = Date.now();', 'uses Date.now'],
  ['the clock, unnamed', 'site/derive.ts', 'const now = new Date();', 'uses new Date()'],
  ['the environment', 'languages/a.ts', 'const zone = process.env.TZ;', 'uses process'],
  ['the console', 'diagnostics/a.ts', "console.log('x');", 'uses console'],
  ['the network', 'pipeline/a.ts', "await fetch('https://example.com/')", 'uses fetch'],
  ['a folder of no floor', 'helpers/a.ts', 'export {};', 'is not a floor'],
])('a planted violation is found: %s', (_, path, text, expected) => {
  expect(findViolations([{ path, text }]).join('\n')).toContain(expected);
});

test('what looks like a violation and is none passes', () => {
  const text = [
    '// import { a } from "../cli/main.ts" would be wrong',
    "import { parseVersion } from '../model/version.ts';",
    "const word = 'reprocess.it'; const when = new Date(0); it.process.run();",
  ].join('\n');
  expect(findViolations([{ path: 'site/plan.ts', text }])).toEqual([]);
});
