import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import { makeSite, read, succeed } from './site.ts';

/** More reports than a build holds at once. */
const MANY = 600;

function reportText(index: number): string {
  return `---
title: "Report ${index}"
summary: "Something was slow."
version: 001
timeline:
  - at: 2021-01-01T10:00:00Z
    state: investigating
    title: "It is slow"
---
Nothing else.
`;
}

test('freeze publishes more reports than a build holds at once, and so does a second run', async () => {
  const names = Array.from({ length: MANY }, (_, index) => `2021-01-01-report-${index}`);
  const site = makeSite(
    Object.fromEntries(names.map((name, index) => [`incidents/${name}/en.md`, reportText(index)])),
  );
  const ran = await runCommand(['freeze', '--quiet', '--at', '2021-01-02T00:00:00Z'], { cwd: site });
  expect(ran.code, ran.stderr).toBe(0);
  expect(names.filter((name) => !existsSync(join(site, `published/${name}/en/001.html`)))).toEqual([]);
  const again = await runCommand(['freeze'], { cwd: site });
  expect(again.stdout).toBe('Everything is already published\n');

  // What is served of so long a ledger is in parts, and verify puts them together.
  await succeed(site, 'build', '--quiet');
  const parts = ['dist/ledger-1.jsonl', 'dist/ledger.jsonl'].map((path) => read(site, path));
  expect(parts.join('')).toBe(read(site, 'published/ledger.jsonl'));
  expect(parts.map((part) => part.split('\n').length - 1)).toEqual([500, 100]);
  expect(read(site, 'dist/en/record/index.html')).toContain('href="/ledger-1.jsonl"');
  const sheets = ['dist/en/record/2021/index.html', 'dist/en/record/2021/2/index.html'];
  expect(sheets.map((path) => read(site, path).split('<li class="teaser">').length - 1)).toEqual([500, 100]);
  await succeed(site, 'verify');
});
