import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAIN, makeFolder } from '../run.ts';

/** A preloaded module that records which files a process opens, links, moves, writes or removes. */
const SPY = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const touched = new Set();
const NAMES = ['openSync', 'readFileSync', 'writeFileSync', 'linkSync', 'renameSync', 'rmSync', 'unlinkSync', 'copyFileSync', 'createReadStream'];
for (const name of NAMES) {
  const real = fs[name];
  fs[name] = (path, ...more) => {
    for (const each of [path, more[0]]) if (typeof each === 'string') touched.add(each);
    return real(path, ...more);
  };
}
syncBuiltinESMExports();
process.on('exit', () => fs.appendFileSync(process.env.SPY_FILE, JSON.stringify([...touched])));
`;

let site: string;
beforeAll(async () => {
  site = makeFolder();
  put(
    'site.yaml',
    'name: Status\nurl: https://status.example.com/\nlanguages: [en, fr]\noutputs: [articles, index, feed]\nservices: [{id: web, name: Web}]\n',
  );
  for (const day of [1, 2, 3]) put(`incidents/2024-05-0${day}-report/en.md`, report(day, 'mail'));
  for (const command of ['build', 'check']) await touchedBy(command);
  // Files that were changed in the very moment of a build prove nothing to the next one.
  await settle();
  for (const command of ['build', 'check']) await touchedBy(command);
});
afterAll(() => rmSync(site, { recursive: true, force: true }));

const settle = () => new Promise((resolve) => setTimeout(resolve, 60));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
}

function report(day: number, words: string): string {
  return `---
title: "Trouble with ${words}"
summary: "Something was slow."
version: 001
services: [web]
timeline:
  - at: 2024-05-0${day}T09:00:00Z
    state: investigating
    title: "It begins"
  - at: 2024-05-0${day}T10:00:00Z
    state: resolved
    title: "It ends"
---

Words about ${words}.
`;
}

/** Runs a command, and gives the files of the site and its output that it opened, linked, moved or wrote. */
async function touchedBy(...args: readonly string[]): Promise<string[]> {
  const file = join(site, 'spied.json');
  rmSync(file, { force: true });
  const spy = `data:text/javascript,${encodeURIComponent(SPY)}`;
  const env = { PATH: process.env['PATH'], SPY_FILE: file };
  const child = spawn(process.execPath, ['--import', spy, MAIN, ...args], {
    cwd: site,
    env,
    stdio: 'ignore',
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(0);
  const touched = JSON.parse(readFileSync(file, 'utf8')) as string[];
  const inside = touched.map((path) => path.replace(`${site}/`, ''));
  return inside.filter((path) => /^(?:incidents|published|dist)\//.test(path)).toSorted();
}

test('nothing changed: build and check read no text, and touch no file of the output', async () => {
  expect(await touchedBy('build', '--jobs', '1')).toEqual([]);
  expect(await touchedBy('check')).toEqual([]);
});

test('one report changed: its text is read, and of the output only what shows it is touched', async () => {
  appendFileSync(join(site, 'incidents/2024-05-02-report/en.md'), '\nOne more sentence.\n');
  const touched = await touchedBy('build', '--jobs', '1');
  expect(touched.filter((path) => path.startsWith('incidents/'))).toEqual([
    'incidents/2024-05-02-report/en.md',
  ]);
  const output = touched.filter((path) => path.startsWith('dist/'));
  expect(output).toContain('dist/en/incidents/2024-05-02-report/index.html');
  expect(output).toContain('dist/en/feed.atom');
  expect(output.filter((path) => /2024-05-0[13]|\/assets\/|404|en\/index/.test(path))).toEqual([]);
  await settle();
  expect((await touchedBy('check')).filter((path) => !path.includes('2024-05-02-report'))).toEqual([]);
});
