#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { nodeTooOld } from './node-version.ts';
import type { Stream, World } from './world.ts';

const tooOld = nodeTooOld(process.versions.node);
if (tooOld !== undefined) {
  process.stderr.write(tooOld);
  process.exit(2);
}
// A reader of our output that has seen enough (`| head`) is not a failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) printVersion();
else await runCommand();

/** The version alone, as editors and scripts often ask for it: no command has to be loaded for that. */
function printVersion(): void {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
}

async function runCommand(): Promise<void> {
  // Loaded only now: an older Node.js lacks some of what these import.
  const { run } = await import('./run.ts');
  const { safeStream } = await import('./terminal/safe-stream.ts');
  const { boundHeap } = await import('../host/heap-growth.ts');

  boundHeap();
  // Most commands are over within seconds. By default, V8 spends a fifth of the processor time of a first build
  // on optimising functions that are hardly called again; those of a long build are still optimised.
  setFlagsFromString('--interrupt-budget=600000');
  // Ctrl-C: what is being written is next to the site, and the next run sweeps it up.
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(signal, () => process.exit(128 + number));
  }
  const isGithub = process.env['GITHUB_ACTIONS'] === 'true';
  const streamOf = (stream: NodeJS.WriteStream) => safeStream(plainStream(stream), isGithub);
  process.exitCode = await run(words, realWorld(streamOf));
}

function realWorld(streamOf: (stream: NodeJS.WriteStream) => Stream): World {
  return {
    cwd: process.cwd(),
    environment: process.env,
    stdout: streamOf(process.stdout),
    stderr: streamOf(process.stderr),
    input: { isTerminal: process.stdin.isTTY ?? false, read: readInput },
  };
}

async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function plainStream(stream: NodeJS.WriteStream): Stream {
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY ?? false,
    columns: stream.columns,
  };
}
