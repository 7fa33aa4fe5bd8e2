import { parentPort } from 'node:worker_threads';
import { parseText } from './parse-text.ts';
import type { Parsed } from './parse-text.ts';
import { PluginFailed } from '../../source/markdown/transforms.ts';
import { loadTransforms } from './plugins.ts';
import { notLoaded } from './plugin-problems.ts';
import type { PluggedRequest } from './plugin-problems.ts';
import type { FromThread } from './threads.ts';

/**
 * Parses what it is sent, one file after the other, and answers each at once, so that the pool knows which
 * file a silent worker is parsing.
 */
const port = parentPort;
if (!port) throw new Error('this module is the main module of a worker thread');

const answer = (message: FromThread<Parsed>) => port.postMessage(message);

port.on('message', async (requests: readonly PluggedRequest[]) => {
  for (const request of requests) {
    try {
      answer({ outcome: await parse(request) });
    } catch (error) {
      answer({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
});

/** Imports the plugins of the site, once: other plugins run in other threads. */
async function parse(request: PluggedRequest): Promise<Parsed> {
  const { plugins } = request.context;
  if (!plugins) return parseText(request);
  const { entered } = request;
  try {
    const transforms = await loadTransforms(plugins, (index) => {
      if (entered) Atomics.store(entered, 0, index + 1);
    });
    return await parseText({ ...request, transforms });
  } catch (error) {
    if (error instanceof PluginFailed) return { value: undefined, diagnostics: [notLoaded(error)] };
    throw error;
  }
}

answer({ ready: true });
