import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { compileModules } from '../../../test/compile-modules.ts';
import type { Language } from '../../model/language.ts';
import type { Reference } from '../../model/reference.ts';
import { DEFAULT_LIMITS } from '../../source/site-schema.ts';
import { LABELS } from '../../source/markdown/testing.ts';
import type { EditionRequest } from '../../source/request.ts';
import { threadsOf } from '../../host/threads.ts';
import { parseInline } from '../testing.ts';
import type { Parsed, TextRequest } from './parse-text.ts';
import { startPool } from './pool.ts';
import type { ParsePool, PoolOptions } from './pool.ts';

const COMPILED = new URL('../../../lib/pipeline/parse/worker.js', import.meta.url);
const pools: ParsePool[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

/** A pool that goes by the clock, so that no busy machine prolongs a file's time. */
function open(worker = COMPILED, options: Partial<PoolOptions> = {}): ParsePool {
  const threads = {
    ...threadsOf<TextRequest, Parsed>(worker),
    processorTime: () => performance.now(),
  };
  const pool = startPool({ threads, size: 2, ...options });
  pools.push(pool);
  return pool;
}

/** A worker that does with each request what its path says, and tells in which thread. */
const PLAYER = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from 'node:worker_threads';
    const hoard = [];
    parentPort.on('message', (requests) => {
      for (const { path } of requests) {
        if (path.startsWith('hang')) for (;;);
        if (path.startsWith('hoard')) for (;;) hoard.push(new Array(100_000).fill(path));
        if (path.startsWith('fall')) throw new TypeError('worker fell');
        if (path.startsWith('wait')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
        if (path.startsWith('bug')) parentPort.postMessage({ bug: 'TypeError: ' + path });
        else parentPort.postMessage({ outcome: { value: path + ' ' + threadId, diagnostics: [] } });
      }
    });
    parentPort.postMessage({ ready: true });
  `)}`,
);

const HEAD = '---\ntitle: "Pages fail"\nversion: 001\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n';

function request(path: string, body = 'Over.\n', parseTime = DEFAULT_LIMITS.parseTime): EditionRequest {
  return {
    path,
    bytes: new TextEncoder().encode(`${HEAD}    state: resolved\n    title: "Over"\n---\n${body}`),
    reference: '2026-03-04-pages' as Reference,
    language: 'en' as Language,
    role: 'original',
    context: {
      languages: ['en' as Language],
      serviceIds: [],
      limits: { ...DEFAULT_LIMITS, parseTime },
      rulesOff: [],
      labels: { en: LABELS },
    },
    pictures: {},
  };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index}.md`);

/** The outcomes of the player as short words: the path, or code and message of what went wrong. */
async function play(paths: readonly string[], parseTime = 300, pool = open(PLAYER)) {
  const outcomes = await pool.parse(paths.map((path) => request(path, '', parseTime)));
  return outcomes.map(({ value, diagnostics }) => {
    const [problem] = diagnostics;
    if (problem) return `${problem.place.file}:${problem.place.line} ${problem.code} ${problem.message}`;
    return String(value).split(' ')[0];
  });
}

test('workers give the same results as this thread, in the order of the requests', async () => {
  expect(existsSync(COMPILED), 'run `npm run compile` first').toBe(true);
  const requests = numbered(200).map((path, index) =>
    request(
      path,
      index % 3 === 0 ? `# Part ${index}\n\n| a |\n|---|\n| ${index} |\n` : `[x](no.md) ${index}\n`,
    ),
  );
  const steps: number[] = [];
  const pool = open(COMPILED, { onProgress: (done, all) => steps.push(done / all) });
  expect(await pool.parse(requests)).toEqual(await parseInline(requests));
  expect(steps).toEqual(numbered(200).map((_, index) => (index + 1) / 200));
});

test('nothing to parse starts nothing', async () => {
  const pool = open(new URL('data:text/javascript,throw new Error("started")'));
  expect(await pool.parse([])).toEqual([]);
});

test('a few files take one worker, many take all, and workers are kept for the next time', async () => {
  const pool = open(PLAYER, { size: 3 });
  const threads = async (paths: readonly string[]) => {
    const outcomes = await pool.parse(paths.map((path) => request(path)));
    return new Set(outcomes.map(({ value }) => String(value).split(' ')[1]));
  };
  const first = await threads(numbered(20));
  expect(first.size).toBe(1);
  expect(await threads(numbered(20))).toEqual(first);
  const many = await threads(numbered(20).flatMap((path) => Array.from({ length: 20 }, () => path)));
  expect(many.size).toBeGreaterThan(1);
  expect(many.size).toBeLessThanOrEqual(3);
});

test('a file that takes too long is a diagnostic of its own, wherever in a batch it is', async () => {
  const paths = ['hang-first.md', ...numbered(20), 'hang-middle.md', 'hang-next.md', 'a.md', 'hang-last.md'];
  const expected = paths.map((path) =>
    path.startsWith('hang')
      ? `${path}:1 INC311 Parsing this file took longer than 300 ms and was stopped`
      : path,
  );
  expect(await play(paths)).toEqual(expected);
});

test('the time is that of one file, not of the batch', async () => {
  const paths = Array.from({ length: 6 }, (_, index) => `wait-${index}.md`);
  expect(await play(paths, 600)).toEqual(paths);
});

test('an answer that lies waiting while this thread is busy is not too late', async () => {
  const pool = open(PLAYER);
  await play(['a.md'], 300, pool);
  const played = play(['wait.md', 'b.md'], 300, pool);
  // After an immediate come the timers, and only then the messages: what is late there looks overdue.
  setImmediate(() => {
    const until = performance.now() + 700;
    while (performance.now() < until);
  });
  expect(await played).toEqual(['wait.md', 'b.md']);
});

test('a worker that was started before there is work is timed like any other', async () => {
  const pool = open(PLAYER);
  pool.warm();
  pool.warm();
  const slow = expect.stringContaining('took longer than 300 ms') as string;
  expect(await play(['a.md', 'hang.md', 'b.md'], 300, pool)).toEqual(['a.md', slow, 'b.md']);
  const early = open(PLAYER);
  early.warm();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await play(['hang.md'], 300, early)).toEqual([slow]);
});

test('a file that takes all memory is a diagnostic of its own', async () => {
  const [before, hoard, after] = await play(['a.md', 'hoard.md', 'b.md'], 60_000);
  expect([before, after]).toEqual(['a.md', 'b.md']);
  expect(hoard).toMatch(/^hoard\.md:1 INC311 Parsing this file needed more than \d+ MiB of memory/);
});

test('bugs are thrown, not reported as problems of the file', async () => {
  await expect(play(['a.md', 'bug.md', 'b.md'])).rejects.toThrow('TypeError: bug.md');
  await expect(play(['fall.md'])).rejects.toThrow('worker fell');
  const missing = open(new URL('file:///nowhere/parse-worker.js'));
  await expect(missing.parse([request('a.md')])).rejects.toThrow('parse-worker.js');
});

test('close ends a parse that goes on, and starts no worker again', async () => {
  const pool = open(PLAYER);
  const played = play(['a.md', 'hang.md', 'b.md'], 60_000, pool);
  const closed = new Promise((resolve) => setTimeout(resolve, 300)).then(() => pool.close());
  await expect(played).rejects.toThrow('closed');
  await closed;
  await expect(pool.parse([request('a.md')])).rejects.toThrow('closed');
});

test('workers without work do not keep the program alive', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pool-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const compiled = await compileModules(['pipeline/parse/pool', 'host/threads'], folder);
  const program = `
    import { startPool } from '${compiled}/pipeline/parse/pool.js';
    import { threadsOf } from '${compiled}/host/threads.js';
    const pool = startPool({ threads: threadsOf(new URL(${JSON.stringify(PLAYER.href)})), size: 1 });
    const limits = { parseTime: 1000 };
    const [{ value }] = await pool.parse([{ path: 'a.md', context: { limits } }]);
    console.log(value.split(' ')[0]);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    timeout: 10_000,
  });
  expect(stdout).toBe('a.md\n');
});

/** Milliseconds: far less than by default, so that a slow text shows sooner. */
const LIMIT = 500;

const lazyQuotes = `${Array.from({ length: 99 }, (_, depth) => `${'>'.repeat(depth + 1)} a`).join('\n')}\n${'a\n'.repeat(10_000)}`;
const backticks = Array.from({ length: 1_000 }, (_, length) => `${'`'.repeat(length + 1)} a `).join('');

test.each([
  ['a ladder of backticks', backticks],
  ['lines that a hundred quotes go on in', lazyQuotes],
  ['emphasis marks in a table', `| ${'*_'.repeat(16_000)} |\n|---|\n`],
  ['emphases just within the limit', `${'*_'.repeat(1_240)}a${'_*'.repeat(1_240)}`],
  ['lists inside each other within the limit', `${'- '.repeat(99)}x\n`.repeat(300)],
  ['brackets within the limit', `${'['.repeat(99)}\n\n`.repeat(3_000)],
  ['a megabyte of words', 'word *word* `word` https://x.test/ '.repeat(29_000)],
  ['a megabyte of one letter', 'a'.repeat(1_048_000)],
  ['addresses without end', 'www.'.repeat(100_000)],
  ['at signs', 'a@'.repeat(100_000)],
  ['definitions', '[a]: b\n'.repeat(100_000)],
  ['entities', '&'.repeat(500_000)],
  ['unclosed HTML', '<a '.repeat(100_000)],
  ['footnotes', '[^1]'.repeat(20_000)],
  ['a wide table', `|${'a|'.repeat(20_000)}\n|${'-|'.repeat(20_000)}\n|b\n`],
  ['escapes', '\\*'.repeat(200_000)],
])('%s: a right result or INC310 or INC311 within the limit, and the next file is read', async (_, body) => {
  const pool = open(COMPILED, { size: 1 });
  const [hostile, next] = await pool.parse([request('hostile.md', body, LIMIT), request('next.md')]);
  const codes = (hostile?.diagnostics ?? [])
    .map(({ code }) => code)
    .filter((code) => /^INC(?:004|31\d)$/.test(code));
  expect(hostile?.value !== undefined || codes.length === 1, 'neither read nor refused').toBe(true);
  expect(next?.value?.title).toBe('Pages fail');
});
