import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../run.ts';
import { makeSite } from './site.ts';

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
});
