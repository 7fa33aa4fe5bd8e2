import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileModules } from '../../../../test/compile-modules.ts';
import { machine } from './machine.ts';
import { showLife } from './keeper.ts';
import { takeLock } from './lock.ts';
import type { HeldLock } from './lock.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, '.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HERE = { pid: process.ppid, host: hostname(), machine: machine(), token: 'theirs' };
/** Above what a system gives to processes. */
const DEAD = 4_194_305;

/** A lock of somebody else that showed life so many seconds ago. */
function theirs(holder: object | string, age: number): void {
  writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
  const then = Date.now() / 1000 - age;
  utimesSync(path, then, then);
}

test.each([
  ['a living process of this machine', HERE, 5, false],
  ['one that was stopped for more than a minute', HERE, 90, true],
  ['a dead process of this machine', { ...HERE, pid: DEAD }, 0, true],
  ['a process of another machine', { ...HERE, pid: DEAD, host: 'elsewhere', machine: 'x' }, 30, false],
  ['one that has not been heard from', { ...HERE, pid: DEAD, host: 'elsewhere', machine: 'x' }, 61, true],
  [
    'another container of the same name, where the number is not there',
    { ...HERE, pid: DEAD, machine: 'x' },
    30,
    false,
  ],
  ['a lock that says nothing yet', '', 5, false],
  ['a lock whose process was killed before it said anything', '', 61, true],
])('%s', (_what, holder, age, isTaken) => {
  theirs(holder, age);
  const lock = takeLock(path, true);
  expect(lock.held).toBe(isTaken);
  if (!lock.held) return expect(readFileSync(path, 'utf8')).toContain(holder === '' ? '' : 'theirs');
  lock.check();
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test('it can be taken once: neither again by this process nor by another', () => {
  const lock = takeLock(path, true);
  expect(lock.held).toBe(true);
  expect(takeLock(path, true)).toMatchObject({ held: false, holder: { pid: process.pid } });
  (lock as HeldLock).release();
  expect(takeLock(path, true).held).toBe(true);
});

test("a holder taken for dead finds out before its next step, and does not remove the new holder's lock", () => {
  const lock = takeLock(path, true) as HeldLock;
  lock.check();
  theirs({ ...HERE, host: 'elsewhere', pid: 7 }, 0);
  expect(() => lock.check()).toThrow(/Process 7 on elsewhere has taken over/);
  lock.release();
  expect(readFileSync(path, 'utf8')).toContain('elsewhere');
  rmSync(path);
  expect(() => lock.check()).toThrow(/Another process has taken over/);
});

test('signs of life are shown while the program is busy, and a lock of another process is left alone', async () => {
  const lock = takeLock(path, true) as HeldLock;
  const body = readFileSync(path, 'utf8');
  const then = Date.now() / 1000 - 50;
  utimesSync(path, then, then);
  const stop = showLife(path, body, 5, 0);
  await setTimeout(1);
  // No event of this thread is answered, and the file is stamped all the same.
  const end = performance.now() + 20_000;
  while (statSync(path).mtimeMs < Date.now() - 40_000 && performance.now() < end);
  expect(Date.now() - statSync(path).mtimeMs).toBeLessThan(40_000);
  theirs({ ...HERE, token: 'another' }, 50);
  await setTimeout(30);
  expect(Date.now() - statSync(path).mtimeMs).toBeGreaterThan(40_000);
  stop();
  lock.release();
});

test('a dead lock goes to one of many that find it', async () => {
  theirs({ ...HERE, pid: DEAD }, 0);
  const program = await compileModules(['host/files/lock/lock'], join(folder, 'program'));
  const script = `
    const { takeLock } = await import('${program}/host/files/lock/lock.js');
    process.stdout.write(takeLock('${path}', true).held ? 'held ' : 'not ');
    for await (const _ of process.stdin);`;
  const children = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script]),
  );
  const said = children.map(async (child) => {
    for await (const word of child.stdout) return String(word);
  });
  const words = await Promise.all(said);
  for (const child of children) child.stdin.end();
  expect(words.toSorted()).toEqual(['held ', ...Array.from({ length: 5 }, () => 'not ')]);
  expect(existsSync(`${path}.takeover`)).toBe(false);
});

test('a process that ends without releasing its lock takes it away, and leaves that of another alone', () => {
  const before = new Set(process.listeners('exit'));
  const lock = takeLock(path) as HeldLock;
  const [atExit] = process.listeners('exit').filter((each) => !before.has(each));
  theirs(HERE, 0);
  atExit?.(130);
  expect(existsSync(path)).toBe(true);
  rmSync(path);
  lock.release();
  expect(process.listeners('exit')).toHaveLength(before.size);

  const again = takeLock(path) as HeldLock;
  const [ending] = process.listeners('exit').filter((each) => !before.has(each));
  ending?.(130);
  expect(existsSync(path)).toBe(false);
  again.release();
});
