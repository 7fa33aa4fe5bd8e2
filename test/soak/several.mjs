import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Worker } from 'node:worker_threads';

/*
 * One process that runs a command in several sites at once, made to be killed: starting the program takes
 * longer than what it does to a small site. Its arguments are the module that runs commands, the command with
 * its arguments as JSON, and the sites.
 *
 * It tells file descriptor 3 of each change of the disk before it is made (`.`), and of each site that is done
 * (its number and exit code: `3=0,`). Each change takes a moment, as on a slow disk: what a command writes takes a few
 * milliseconds otherwise, and hardly any kill would come between two changes. `KILL_AT` is the change after
 * which the process is killed, and `KILL_AFTER` how many milliseconds after: by a thread of its own, since another
 * process has to wait for its turn on a machine that has much to do.
 */
const TELL = 3;
const MILLISECONDS = 2;

const [program = '', args = '', ...sites] = process.argv.slice(2);
const { run } = await import(program);

const changes = /** @type {Record<string, (...args: unknown[]) => unknown>} */ (/** @type {unknown} */ (fs));
const NAMES = [
  'writeFileSync',
  'writeSync',
  'renameSync',
  'mkdirSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'linkSync',
  'symlinkSync',
  'fsyncSync',
];
const { writeSync } = fs;
const last = Number(process.env['KILL_AT']);
const signal = new Int32Array(new SharedArrayBuffer(4));
const KILLER = `
  const { signal, after } = require('node:worker_threads').workerData;
  Atomics.wait(signal, 0, 0);
  Atomics.wait(signal, 0, 1, after);
  process.kill(process.pid, 'SIGKILL');`;
if (last > 0)
  new Worker(KILLER, {
    eval: true,
    workerData: { signal, after: Number(process.env['KILL_AFTER']) },
  }).unref();
let count = 0;
const never = new Int32Array(new SharedArrayBuffer(4));
for (const name of NAMES) {
  const real = changes[name];
  if (real === undefined) throw new Error(`node:fs has no ${name}`);
  changes[name] = (...given) => {
    writeSync(TELL, '.');
    count += 1;
    if (count === last) {
      Atomics.store(signal, 0, 1);
      Atomics.notify(signal, 0);
    }
    Atomics.wait(never, 0, 0, MILLISECONDS);
    return real(...given);
  };
}
syncBuiltinESMExports();

const silent = { write: () => undefined, isTerminal: false };
await Promise.all(
  sites.map(async (cwd, index) => {
    const given = JSON.parse(args.replaceAll('{site}', String(index)));
    const world = { cwd, environment: process.env, stdout: silent, stderr: silent };
    writeSync(TELL, `${index}=${await run(given, world)},`);
  }),
);
