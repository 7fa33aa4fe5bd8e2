/* A language server while a person types: from a key to what is said of the text, and what it keeps. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { MAIN } from './tools.mjs';

const PROBE = pathToFileURL(join(import.meta.dirname, 'probe.mjs')).href;

/** @typedef {import('./tools.mjs').Tool} Tool */
/** @typedef {import('./dev.mjs').Probed} Probed */

/**
 * Types so many letters at the end of a report, each after the answer to the one before. Gives milliseconds
 * from a key to the problems of that text, as `timeSaves` gives them.
 * @param {Tool} tool
 * @param {{ index: number, saves: number, pause: number }} how `pause` in milliseconds after each key
 */
export async function timeKeys(tool, { index, saves: keys, pause: rest }) {
  const server = await start(tool);
  const file = tool.report(index);
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, 'utf8');
  /** @type {number[]} */
  const times = [];
  /** @type {Probed[]} */
  const probes = [];
  try {
    const first = await server.open(uri, text);
    await server.probe();
    for (let key = 1; key <= keys; key += 1) {
      times.push(await server.change(uri, key + 1, text + 'x'.repeat(key % 80)));
      if (rest > 0) await pause(rest);
      if (key % Math.max(1, Math.floor(keys / 10)) === 0) probes.push(await server.probe());
    }
    return { first, times, probes };
  } finally {
    await server.end();
  }
}

/** @param {Tool} tool */
async function start(tool) {
  const child = spawn(process.execPath, ['--expose-gc', '--import', PROBE, MAIN, 'lsp'], {
    cwd: tool.folder,
    stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(/** @type {import('node:stream').Readable} */ (child.stdout)),
    new StreamMessageWriter(/** @type {import('node:stream').Writable} */ (child.stdin)),
  );
  /** @type {(version: number | undefined) => void} */
  let hear = () => undefined;
  connection.onNotification(PublishDiagnosticsNotification.type, ({ version }) => hear(version));
  connection.listen();
  const rootUri = pathToFileURL(tool.folder).href;
  await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri, capabilities: {} });
  await connection.sendNotification(InitializedNotification.type, {});
  const answered = async (/** @type {number} */ wanted, /** @type {() => Promise<void>} */ send) => {
    const begin = performance.now();
    const heard = new Promise((resolve) => {
      hear = (version) => version === wanted && resolve(undefined);
    });
    await send();
    await heard;
    return performance.now() - begin;
  };
  return {
    open: (/** @type {string} */ uri, /** @type {string} */ text) =>
      answered(1, () =>
        connection.sendNotification(DidOpenTextDocumentNotification.type, {
          textDocument: { uri, languageId: 'markdown', version: 1, text },
        }),
      ),
    change: (/** @type {string} */ uri, /** @type {number} */ version, /** @type {string} */ text) =>
      answered(version, () =>
        connection.sendNotification(DidChangeTextDocumentNotification.type, {
          textDocument: { uri, version },
          contentChanges: [{ text }],
        }),
      ),
    /** @returns {Promise<Probed>} */
    probe: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(/** @type {Probed} */ (message)));
        child.send('probe');
      }),
    end: async () => {
      child.kill('SIGINT');
      await ended;
      connection.dispose();
    },
  };
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
