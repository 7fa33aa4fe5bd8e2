import { parentPort, workerData } from 'node:worker_threads';
import { deserialize } from 'node:v8';
import type { Templates } from '../../render/pages/template.ts';
import { watching } from '../../render/pages/watching.ts';
import { textsIn } from '../pages/common.ts';
import { withFacts } from '../remember/pages.ts';
import type { Made } from '../remember/pages.ts';
import { loadTheme } from '../theme.ts';
import type { FromThread } from '../parse/threads.ts';
import { MAKERS } from './makers.ts';
import type { PageMade, PageThreadData, PageWork } from './page-work.ts';

/**
 * Renders the pages it is sent, one after the other, and answers each at once. Templates of a site may loop
 * or end their thread: that is why they run here. Those of the program run here if there are many pages.
 */
const port = parentPort;
if (!port) throw new Error('this module is the main module of a worker thread');

const answer = (message: FromThread<PageMade>) => port.postMessage(message);
const { entered, watched, ...theme } = workerData as PageThreadData;
// Their problems have been reported already.
const { messages, templates } = loadTheme(theme).value;
/** Values that pages brought for later ones. */
const brought: Record<string, unknown> = {};

type Make = (inputs: object, templates: Templates) => Made | Promise<Made>;

/** The answers keep the order of the work, whatever a page waits for. */
let done: Promise<void> = Promise.resolve();
port.on('message', (works: readonly PageWork[]) => {
  done = done.then(() => answerAll(works));
});

async function answerAll(works: readonly PageWork[]): Promise<void> {
  for (const work of works) {
    const used = new Entered();
    try {
      const made = await (MAKERS[work.maker] as Make)(inputsOf(work), watching(templates, used));
      const files = made.files.map(withFacts);
      answer({ outcome: { files, diagnostics: made.diagnostics, used: [...used] } });
    } catch (error) {
      answer({ bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
}

function inputsOf({ values, texts, stored, lasting = [], same = [] }: PageWork): object {
  for (const name of lasting) brought[name] = values[name];
  return {
    ...values,
    ...Object.fromEntries(same.map((name) => [name, brought[name]])),
    ...Object.fromEntries(stored.map(([name, bytes]) => [name, deserialize(bytes) as unknown])),
    ...Object.fromEntries(texts.map(([name, wanted]) => [name, textsIn(messages, new Set(wanted))])),
  };
}

/** The templates of a page. The template entered last is noted in memory shared with the main thread. */
class Entered extends Set<string> {
  override add(name: string): this {
    Atomics.store(entered, 0, watched.indexOf(name));
    return super.add(name);
  }
}

answer({ ready: true });
