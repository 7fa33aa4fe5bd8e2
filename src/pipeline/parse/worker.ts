import { parentPort } from 'node:worker_threads';
import { parseText } from './parse-text.ts';
import type { Parsed, TextRequest } from './parse-text.ts';
import type { FromThread } from './threads.ts';

/**
 * Parses what it is sent, one file after the other, and answers each at once, so that the pool knows which
 * file a worker that falls silent is at.
 */
const port = parentPort;
if (!port) throw new Error('this module is the main module of a worker thread');

const answer = (message: FromThread<Parsed>) => port.postMessage(message);

port.on('message', async (requests: readonly TextRequest[]) => {
  for (const request of requests) {
    try {
      answer({ outcome: await parseText(request) });
    } catch (error) {
      answer({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
});

answer({ ready: true });
