import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFile, replaceFile, writeFile } from './write.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'replace-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a file keeps its permissions when replaced, behind a link too, and no draft is left', () => {
  const file = join(folder, 'en.md');
  writeFileSync(file, 'old');
  chmodSync(file, 0o640);
  symlinkSync(file, join(folder, 'link.md'));
  expect(replaceFile(join(folder, 'link.md'), Buffer.from('old'), Buffer.from('new'))).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).toSorted()).toEqual(['en.md', 'link.md']);
});

test('what another process has written meanwhile stays', () => {
  const file = join(folder, 'en.md');
  writeFileSync(file, 'theirs');
  expect(replaceFile(file, Buffer.from('old'), Buffer.from('mine'))).toBe(false);
  expect(readFileSync(file, 'utf8')).toBe('theirs');
  expect(readdirSync(folder)).toEqual(['en.md']);
});

test('a new file is written with its folders, and never over another', () => {
  const file = join(folder, 'a/b/en.md');
  expect(createFile(file, 'mine')).toBe(true);
  expect(createFile(file, 'again')).toBe(false);
  const program = join(folder, 'program');
  expect(createFile(program, '#!/bin/sh\n', { mode: 0o755 })).toBe(true);
  expect(statSync(program).mode & 0o777).toBe(0o755);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['en.md']);
});

test.each([0o660, 0o600, 0o444])('a file that is rewritten keeps its permissions: %o', (mode) => {
  const file = join(folder, 'en.md');
  writeFileSync(file, 'old');
  chmodSync(file, mode);
  symlinkSync(file, join(folder, 'link.md'));
  writeFile(join(folder, 'link.md'), 'new');
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(mode);
  expect(readdirSync(folder).toSorted()).toEqual(['en.md', 'link.md']);
});
