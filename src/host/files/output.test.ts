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
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OutputFile, OutputPath } from '../../model/file.ts';
import { writeOutput } from './output.ts';
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

test('files appear, change and disappear; nothing is left beside the folder', () => {
  expect(writeOutput(out, site({ 'a/index.html': 'A', 'b.html': 'B' }))).toEqual({
    written: 3,
    unchanged: 0,
    removed: 0,
  });
  expect(writeOutput(out, site({ 'a/index.html': 'A2', 'c.html': 'C' }))).toEqual({
    written: 2,
    unchanged: 1,
    removed: 1,
  });
  expect(read('a/index.html')).toBe('A2');
  expect(existsSync(join(out, 'b.html'))).toBe(false);
  expect(beside()).toEqual([]);
});

test('a file whose bytes did not change keeps its time; where nothing changed the folder is not replaced', () => {
  writeOutput(out, site({ 'a.html': 'A', 'b.html': 'B' }));
  utimesSync(join(out, 'a.html'), 1_000, 1_000);
  const inode = statSync(out).ino;
  writeOutput(out, site({ 'a.html': 'A', 'b.html': 'B2' }));
  expect(statSync(join(out, 'a.html')).mtimeMs).toBe(1_000_000);
  expect(statSync(out).ino).not.toBe(inode);
  const again = statSync(out).ino;
  expect(writeOutput(out, site({ 'a.html': 'A', 'b.html': 'B2' })).written).toBe(0);
  expect(statSync(out).ino).toBe(again);
});

test('a folder with somebody else’s files is refused and stays as it is', () => {
  mkdirSync(out);
  writeFileSync(join(out, 'thesis.tex'), 'precious');
  expect(() => writeOutput(out, site({}))).toThrow(Refused);
  expect(read('thesis.tex')).toBe('precious');
  expect(beside()).toEqual([]);
});

test('a manifest beside a site.yaml does not make a site folder ours', () => {
  mkdirSync(out);
  writeFileSync(join(out, 'build.json'), MANIFEST);
  writeFileSync(join(out, 'site.yaml'), 'name: x');
  expect(() => writeOutput(out, site({}))).toThrow(/did not make/);
});

test('a file in place of the folder is refused; an empty folder is taken', () => {
  writeFileSync(out, 'x');
  expect(() => writeOutput(out, site({}))).toThrow(/is not a folder/);
  rmSync(out);
  mkdirSync(out);
  expect(writeOutput(out, site({ 'a.html': 'A' })).written).toBe(2);
});

test('a link to a folder stays a link; a link inside the output is replaced and never written through', () => {
  const real = join(folder, 'real');
  writeOutput(real, site({ 'a.html': 'A' }));
  symlinkSync(real, out);
  const outside = join(folder, 'outside.txt');
  writeFileSync(outside, 'mine');
  symlinkSync(outside, join(real, 'b.html'));
  writeOutput(out, site({ 'a.html': 'A', 'b.html': 'B' }));
  expect(readFileSync(outside, 'utf8')).toBe('mine');
  expect(readFileSync(join(real, 'b.html'), 'utf8')).toBe('B');
});

test('a lock of a living process is respected, that of a dead one taken over, that of another host believed', () => {
  const lock = join(folder, '.dist.lock');
  writeFileSync(lock, JSON.stringify({ pid: 1, host: hostname() }));
  expect(() => writeOutput(out, site({}))).toThrow(/process 1 on/);
  writeFileSync(lock, JSON.stringify({ pid: 4_194_303, host: hostname() }));
  expect(writeOutput(out, site({})).written).toBe(1);
  writeFileSync(lock, JSON.stringify({ pid: 4_194_303, host: 'elsewhere' }));
  expect(() => writeOutput(out, site({}))).toThrow(/on elsewhere/);
  writeFileSync(lock, 'rubbish');
  expect(() => writeOutput(out, site({}))).toThrow(/left no name/);
});

test('what a killed run left is swept, and a site caught between the two renames comes back', () => {
  writeOutput(out, site({ 'a.html': 'A' }));
  mkdirSync(join(folder, '.dist.next-99999999'));
  renameSync(out, join(folder, '.dist.old-99999999'));
  expect(writeOutput(out, site({ 'a.html': 'A' }))).toEqual({ written: 0, unchanged: 2, removed: 0 });
  expect(beside()).toEqual([]);
});
