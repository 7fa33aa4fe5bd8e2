import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { fixedPath } from '../../site/route.ts';
import { makeFile } from '../pages/list-pages.ts';
import { makeArticle } from '../pages/report-pages.ts';
import type { Heard, Thread } from '../parse/threads.ts';
import { here, named } from '../remember/named.ts';
import type { Page } from '../remember/pages.ts';
import { startCrewBeside } from './beside.ts';
import type { PageMade, PageWork } from './page-work.ts';

/** Pages that are rendered here before a thread is started. */
const FIRST = 1_000;

/** The article of a report, stored as bytes. */
function articleOf(name: string, site = 'one'): Page {
  const load = () => Promise.reject(new Error('a stored report is not loaded'));
  const report = { ...named(name, load), stored: () => serialize({ name }) };
  return { name, inputs: { site: here(site), report }, make: makeArticle as Page['make'] };
}

const OTHER: Page = { name: 'list', inputs: {}, make: makeFile as Page['make'] };

/** A thread that answers when the test says so. */
class Played implements Thread<PageWork, PageMade> {
  readonly works: PageWork[] = [];
  isStopped = false;
  readonly #heard: Heard<PageMade>[] = [];
  #hearer: ((heard: Heard<PageMade>) => void) | undefined;

  send(works: readonly PageWork[]): void {
    this.works.push(...works);
  }

  hear(): Promise<Heard<PageMade>> {
    const next = this.#heard.shift();
    if (next) return Promise.resolve(next);
    return new Promise((resolve) => {
      this.#hearer = resolve;
    });
  }

  say(heard: Heard<PageMade>): void {
    if (this.#hearer) this.#hearer(heard);
    else this.#heard.push(heard);
    this.#hearer = undefined;
  }

  keepProgram(): void {
    // A played thread keeps nothing running.
  }

  stop(): Promise<void> {
    this.isStopped = true;
    this.say({ ended: 'memory' });
    return Promise.resolve();
  }
}

/** A crew of up to `size` threads that has had the pages it renders here, and the threads it started. */
async function startCrew(size: number) {
  const started: Played[] = [];
  const crew = startCrewBeside({
    theme: { shipped: [], own: [], languages: [] },
    size,
    threads: () => ({
      start: () => {
        const thread = new Played();
        started.push(thread);
        return thread;
      },
      within: (_, promise) => promise,
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      processorTime: () => 0,
    }),
  });
  for (let at = 0; at < FIRST; at += 1) expect(await crew.make(articleOf(`${at}`))).toBeUndefined();
  expect(started).toEqual([]);
  return { ...crew, started };
}

/** The same with one thread that is up. */
async function startUp() {
  const crew = await startCrew(1);
  expect(await crew.make(articleOf('while it starts'))).toBeUndefined();
  const [thread] = crew.started;
  if (!thread) throw new Error('no thread was started');
  thread.say({ ready: true });
  await crew.turn?.();
  return { ...crew, thread };
}

const made = (name: string): PageMade => ({
  files: [{ path: fixedPath(name), body: name }],
  diagnostics: [],
  used: [],
});

test('no thread is started on one processor, or for pages without a report', async () => {
  const { make, started } = await startCrew(0);
  expect(await make(articleOf('a'))).toBeUndefined();
  const { make: makeToo, started: startedToo } = await startCrew(2);
  expect(await makeToo(OTHER)).toBeUndefined();
  expect([...started, ...startedToo]).toEqual([]);
});

test('a thread gets a report as it is stored, and what all pages share once', async () => {
  const { make, turn, thread } = await startUp();
  const answers = [];
  for (const [name, site] of [
    ['a', 'one'],
    ['b', 'one'],
    ['c', 'two'],
  ] as const) {
    const answer = make(articleOf(name, site));
    await turn?.();
    thread.say({ outcome: made(name) });
    answers.push(await answer);
  }
  expect(answers).toEqual([made('a'), made('b'), made('c')]);
  const told = thread.works.map(({ maker, values, lasting, same, stored }) => ({
    maker,
    values,
    lasting,
    same,
    stored: stored.map(([name, bytes]) => [name, deserialize(bytes) as unknown]),
  }));
  const report = (name: string) => ({ maker: 'makeArticle', stored: [['report', { name }]] });
  expect(told).toEqual([
    { ...report('a'), values: { site: 'one' }, lasting: ['site'], same: [] },
    { ...report('b'), values: {}, lasting: [], same: ['site'] },
    { ...report('c'), values: { site: 'two' }, lasting: ['site'], same: [] },
  ]);
});

test('a thread gets only as many pages as it can keep up with; the rest are rendered here', async () => {
  const { make, turn, thread } = await startUp();
  const first = make(articleOf('a'));
  expect(await make(articleOf('b'))).toBeUndefined();
  thread.say({ outcome: made('a') });
  expect(await first).toEqual(made('a'));
  const more = ['c', 'd'].map((name) => make(articleOf(name)));
  expect(await make(articleOf('e'))).toBeUndefined();
  await turn?.();
  for (const name of ['c', 'd']) thread.say({ outcome: made(name) });
  expect(await Promise.all(more)).toEqual([made('c'), made('d')]);
});

test('what a thread fails at is rendered here, and another takes its place, but not for ever', async () => {
  const { make, turn, thread, started } = await startUp();
  const wrong = make(articleOf('a'));
  await turn?.();
  thread.say({ bug: 'TypeError: no' });
  expect(await wrong).toBeUndefined();
  const lost = [make(articleOf('b')), make(articleOf('c'))];
  await turn?.();
  thread.say({ ended: 'memory' });
  expect(await Promise.all(lost)).toEqual([undefined, undefined]);
  for (let at = 0; at < 10; at += 1) {
    expect(await make(articleOf('d'))).toBeUndefined();
    started.at(-1)?.say({ ended: 'memory' });
    await turn?.();
  }
  expect(started).toHaveLength(4);
});

test('threads end when reports are done, and what lies with them is rendered here', async () => {
  const { make, turn, rest, thread } = await startUp();
  const last = make(articleOf('a'));
  await turn?.();
  rest?.();
  expect(await last).toBeUndefined();
  expect(thread.isStopped).toBe(true);
});
