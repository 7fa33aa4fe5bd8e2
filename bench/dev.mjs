/*
 * A server while a person writes: from a saved file to the served bytes, how long it was deaf, what it keeps.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { percentile } from './measure.mjs';

/** Longest wait for a server to start, and for a change to be served (milliseconds). */
const PATIENCE = { start: 900_000, save: 60_000 };
const PROBE = pathToFileURL(join(import.meta.dirname, 'probe.mjs')).href;

/** @typedef {import('./tools.mjs').Tool} Tool */
/** @typedef {{ delay: number, heap: number, resident: number }} Probed */

/**
 * Saves a report so many times, one after the other. Gives milliseconds from the file to the served bytes,
 * and of this program the longest time its event loop stood still (milliseconds) and its heap after a
 * collection (MB).
 * @param {Tool} tool
 * @param {{ port: number, index: number, saves: number, pause: number }} how
 *   `pause` is in milliseconds, after each save
 */
export async function timeSaves(tool, { port, index, saves, pause: rest }) {
  const server = start(tool, port);
  const file = tool.report(index);
  const text = readFileSync(file, 'utf8');
  const page = `http://127.0.0.1:${port}/${tool.address(index)}`;
  try {
    const first = await until(page, '<html', PATIENCE.start);
    await pause(3_000);
    await server.probe();
    /** @type {number[]} */
    const times = [];
    /** @type {Probed[]} */
    const probes = [];
    for (let save = 0; save < saves; save += 1) {
      const words = `Saved ${save} times at ${Math.round(performance.now())}`;
      const begin = performance.now();
      writeFileSync(file, `${text}\n${words}.\n`);
      await until(page, words, PATIENCE.save);
      times.push(performance.now() - begin);
      if (rest > 0) await pause(rest);
      // Ten looks are enough to see whether it grows.
      if ((save + 1) % Math.max(1, Math.floor(saves / 10)) === 0) probes.push(await server.probe());
    }
    return { first, times, probes };
  } finally {
    writeFileSync(file, text);
    await server.end();
  }
}

/**
 * What a series of saves comes to.
 * @param {{ first: number, times: readonly number[], probes: readonly Probed[] }} measured
 */
export function summarise({ first, times, probes }) {
  const round = (/** @type {number} */ value) => Number(value.toFixed(1));
  return {
    first: round(first),
    median: round(percentile(times, 0.5)),
    p99: round(percentile(times, 0.99)),
    slowest: round(Math.max(...times)),
    delay: round(Math.max(...probes.map(({ delay }) => delay))),
    heaps: probes.map(({ heap }) => round(heap)),
    resident: round(probes.at(-1)?.resident ?? Number.NaN),
  };
}

/**
 * Starts a server; `probe` asks ours how it does, and begins to look anew.
 * @param {Tool} tool
 * @param {number} port
 */
function start(tool, port) {
  const [program, ...args] = tool.server(port);
  const watched = tool.isOurs ? ['--expose-gc', '--import', PROBE] : [];
  const child = spawn(program, [...watched, ...args], {
    cwd: tool.folder,
    stdio: tool.isOurs ? ['ignore', 'ignore', 'ignore', 'ipc'] : 'ignore',
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  return {
    /** @returns {Promise<Probed>} */
    probe: () => {
      if (!tool.isOurs) return Promise.resolve({ delay: Number.NaN, heap: Number.NaN, resident: Number.NaN });
      return new Promise((resolve) => {
        child.once('message', (message) => resolve(/** @type {Probed} */ (message)));
        child.send('probe');
      });
    },
    end: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/**
 * Asks until the page has the words; gives the milliseconds that took.
 * @param {string} address
 * @param {string} words
 * @param {number} patience in milliseconds
 */
async function until(address, words, patience) {
  const begin = performance.now();
  for (;;) {
    const body = await fetch(address).then(
      (answer) => answer.text(),
      () => '',
    );
    if (body.includes(words)) return performance.now() - begin;
    if (performance.now() - begin > patience) throw new Error(`${address} never said “${words}”`);
    await pause(2);
  }
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
