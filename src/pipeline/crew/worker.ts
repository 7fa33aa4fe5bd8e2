import { parentPort, workerData } from 'node:worker_threads';
import { loadMessages } from '../../languages/messages.ts';
import { createTemplates } from '../../render/pages/template.ts';
import type { Templates } from '../../render/pages/template.ts';
import { watching } from '../../render/pages/watching.ts';
import { textsIn } from '../pages/common.ts';
import type { Made } from '../remember/pages.ts';
import type { FromThread } from '../parse/threads.ts';
import { MAKERS } from './makers.ts';
import type { PageMade, PageThreadData, PageWork } from './page-work.ts';

/**
 * Renders the pages it is sent, one after the other, and answers each at once. Templates of a site may loop
 * or end their thread: that is why they run here.
 */
const port = parentPort;
if (!port) throw new Error('this module is the main module of a worker thread');

const answer = (message: FromThread<PageMade>) => port.postMessage(message);
const { shipped, own, languages, entered, watched } = workerData as PageThreadData;
// Their problems have been reported already.
const messages = loadMessages([...shipped, ...own], languages).value;
const templates = createTemplates(shipped, own, { strict: true }).value;

type Make = (inputs: object, templates: Templates) => Made | Promise<Made>;

port.on('message', async (works: readonly PageWork[]) => {
  for (const { maker, values, texts } of works) {
    const used = new Entered();
    const named = texts.map(([name, wanted]) => [name, textsIn(messages, new Set(wanted))] as const);
    const inputs = { ...values, ...Object.fromEntries(named) };
    try {
      const { files, diagnostics } = await (MAKERS[maker] as Make)(inputs, watching(templates, used));
      answer({ outcome: { files, diagnostics, used: [...used] } });
    } catch (error) {
      answer({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
});

/** The templates of a page. The template entered last is noted in memory shared with the main thread. */
class Entered extends Set<string> {
  override add(name: string): this {
    Atomics.store(entered, 0, watched.indexOf(name));
    return super.add(name);
  }
}

answer({ ready: true });
