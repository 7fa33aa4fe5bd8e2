import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutputFile, OutputPath } from '../../model/file.ts';
import { writeOutput } from './write-output.ts';
import { Refused } from '../refused.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-'));
  out = join(folder, 'dist');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const MANIFEST = '{"generator":{"name":"incident-press"}}';
const site = (files: Record<string, string>): OutputFile[] =>
  Object.entries({ ...files, 'build.json': MANIFEST }).map(([path, body]) => ({
    path: path as OutputPath,
    body,
  }));
const read = (path: string) => readFileSync(join(out, path), 'utf8');
const beside = () => readdirSync(folder).filter((name) => name !== 'dist');

test('files appear, change and disappear; nothing is left beside the folder', async () => {
  expect(await writeOutput(out, site({ 'a/index.html': 'A', 'b.html': 'B' }))).toEqual({
    written: 3,
    unchanged: 0,
    removed: 0,
  });
  expect(await writeOutput(out, site({ 'a/index.html': 'A2', 'c.html': 'C' }))).toEqual({
    written: 2,
    unchanged: 1,
    removed: 1,
  });
  expect(read('a/index.html')).toBe('A2');
  expect(existsSync(join(out, 'b.html'))).toBe(false);
  expect(beside()).toEqual([]);
});

test('a file whose bytes did not change keeps its time; a small change leaves the folder in its place', async () => {
  await writeOutput(out, site({ 'a.html': 'A', 'b.html': 'B' }));
  utimesSync(join(out, 'a.html'), 1_000, 1_000);
  const inode = statSync(out).ino;
  await writeOutput(out, site({ 'a.html': 'A', 'b.html': 'B2' }));
  expect(statSync(join(out, 'a.html')).mtimeMs).toBe(1_000_000);
  expect(read('b.html')).toBe('B2');
  expect(statSync(out).ino).toBe(inode);
  expect((await writeOutput(out, site({ 'a.html': 'A', 'b.html': 'B2' }))).written).toBe(0);
});

test('a folder with files of others is refused and not changed', async () => {
  mkdirSync(out);
  writeFileSync(join(out, 'thesis.tex'), 'precious');
  await expect(writeOutput(out, site({}))).rejects.toThrow(Refused);
  expect(read('thesis.tex')).toBe('precious');
  expect(beside()).toEqual([]);
});

test('a manifest beside a site.yaml does not make a site folder ours', async () => {
  mkdirSync(out);
  writeFileSync(join(out, 'build.json'), MANIFEST);
  writeFileSync(join(out, 'site.yaml'), 'name: x');
  await expect(writeOutput(out, site({}))).rejects.toThrow(/did not make/);
});

test('a file in place of the folder is refused; an empty folder is taken', async () => {
  writeFileSync(out, 'x');
  await expect(writeOutput(out, site({}))).rejects.toThrow(/is not a folder/);
  rmSync(out);
  mkdirSync(out);
  expect((await writeOutput(out, site({ 'a.html': 'A' }))).written).toBe(2);
});

test('a link to a folder stays a link; a link inside the output is replaced and never written through', async () => {
  const real = join(folder, 'real');
  await writeOutput(real, site({ 'a.html': 'A' }));
  symlinkSync(real, out);
  const outside = join(folder, 'outside.txt');
  writeFileSync(outside, 'mine');
  symlinkSync(outside, join(real, 'b.html'));
  await writeOutput(out, site({ 'a.html': 'A', 'b.html': 'B' }));
  expect(readFileSync(outside, 'utf8')).toBe('mine');
  expect(readFileSync(join(real, 'b.html'), 'utf8')).toBe('B');
});

test('a lock of another process is respected and reported', async () => {
  writeFileSync(join(folder, '.dist.lock'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
  await expect(writeOutput(out, site({}))).rejects.toThrow(/is being written by process 1 on elsewhere/);
  expect(existsSync(out)).toBe(false);
});

test('what a killed run left is removed, and a site caught between the two renames is restored', async () => {
  await writeOutput(out, site({ 'a.html': 'A' }));
  mkdirSync(join(folder, '.dist.next-99999999'));
  renameSync(out, join(folder, '.dist.old-99999999'));
  expect(await writeOutput(out, site({ 'a.html': 'A' }))).toEqual({ written: 0, unchanged: 2, removed: 0 });
  expect(beside()).toEqual([]);
});
