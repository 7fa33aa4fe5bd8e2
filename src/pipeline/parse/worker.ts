import { parentPort } from 'node:worker_threads';
import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import { parseEdition } from '../../source/edition.ts';
import type { EditionRequest } from '../../source/request.ts';
import type { FromThread } from './threads.ts';

/**
 * Parses what it is sent, one file after the other, and answers each at once, so that the pool knows which
 * file a worker that falls silent is at.
 */
const port = parentPort;
if (!port) throw new Error('this module is the main module of a worker thread');

const answer = (message: FromThread<Outcome<Edition | undefined>>) => port.postMessage(message);

port.on('message', async (requests: readonly EditionRequest[]) => {
  for (const request of requests) {
    try {
      answer({ outcome: await parseEdition(request) });
    } catch (error) {
      answer({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
});

answer({ ready: true });
