import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OutputFile } from '../../model/file.ts';
import type { Templates } from '../../render/pages/template.ts';
import { watching } from '../../render/pages/watching.ts';
import { ahead } from '../crew/ahead.ts';
import type { Pause } from '../pause.ts';
import { sha256 } from '../../source/content-hash.ts';
import type { FileFacts, KeptPage, Memory } from './memory.ts';
import { hashOf, keyOf, valuesOf } from './named.ts';
import type { Inputs } from './named.ts';

/**
 * A page before it is rendered: one file of the output, or several made from the same inputs. `make` gets
 * exactly what `inputs` declares, and templates, so it cannot depend on anything else.
 */
export interface Page<I extends object = object> {
  /** The path of its file, or of the first of them. */
  readonly name: string;
  /** The prefix of the paths of its other files, if it makes several. */
  readonly beside?: string | undefined;
  /**
   * Key of everything its inputs are derived from, if that is known beforehand: while it is unchanged, the
   * inputs need not be worked out.
   */
  readonly from?: string | undefined;
  readonly inputs: Inputs<I>;
  readonly make: (inputs: I, templates: Templates) => Made | Promise<Made>;
}

export interface Made {
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Hides the exact type of a page's inputs, once its maker is known to fit them. */
export function page<I extends object>(each: Page<I>): Page {
  return each as unknown as Page;
}

/** Decides whether a page is rendered again. */
export interface PageRules {
  readonly from: (page: Page) => string | undefined;
  readonly inputKeys: (page: Page) => readonly string[];
  readonly templateKeys: (keys: readonly string[]) => readonly string[];
  readonly isSame: (before: readonly unknown[], now: readonly unknown[]) => boolean;
}

/** Threads that render pages. */
export interface Crew {
  /** Undefined for a page that is better rendered on this thread. */
  readonly make: (page: Page) => Promise<(Made & { readonly used: readonly string[] }) | undefined>;
  /** Lets this thread hear of pages that are rendered, before the next one is begun. */
  readonly turn?: (() => Promise<void>) | undefined;
  /** Called when the pages of all reports were begun: those that follow are rendered on this thread. */
  readonly rest?: (() => void) | undefined;
}

/** What is needed to render pages. */
export interface Making {
  readonly before: { readonly pages: Pick<Memory['pages'], 'get'> };
  readonly templates: Templates;
  /** Needed if templates may loop or end their thread, and good for many pages. */
  readonly crew?: Crew | undefined;
  readonly rules: PageRules;
  /**
   * Whether the output has a file as it was made. If nothing is known about the output, it is assumed to be
   * complete.
   */
  readonly isThere: (file: FileFacts) => boolean;
}

/** A page in its present form and why it was rendered; no reasons if it is unchanged. */
export interface MadePage extends Pick<Made, 'diagnostics'> {
  readonly page: KeptPage;
  readonly reasons: readonly string[];
  /** The files that were made just now. */
  readonly files: readonly (OutputFile & FileFacts)[];
}

/** Pages in progress at the same time, if some of them are rendered outside this thread. */
const AHEAD = 32;

/**
 * Renders the pages that are new or have a changed input, and leaves the others alone. If some are drawn
 * outside this thread (`draws`), others are rendered meanwhile.
 */
export async function* makePages(
  pages: Iterable<Page>,
  making: Making & { readonly draws?: boolean | undefined; readonly pause: Pause },
): AsyncGenerator<readonly [Page, MadePage]> {
  const most = making.crew || making.draws ? AHEAD : 1;
  for await (const made of ahead(pages, most, pageMaker(making), making.crew?.turn)) {
    yield made;
    await making.pause();
  }
}

/** Goes through the pages one by one, and renders those that need it. */
export function pageMaker({ before, templates, crew, rules, isThere }: Making) {
  const keys = templateKeysOf(templates, rules);
  let last: readonly string[] = [];
  return async (plan: Page): Promise<MadePage> => {
    const old = before.pages.get(plan.name);
    const from = rules.from(plan);
    const now = old && keys.now(old.templates);
    const isAsPlanned = old?.from !== undefined && rules.isSame([old.from], [from]);
    if (old && isAsPlanned && reasonsFor(old, undefined, now, isThere).length === 0) return unchanged(old);
    // The inputs are worked out now, and only once.
    const each = { ...plan };
    // Most inputs of a page are also inputs of the one before: both share one string.
    const inputs = rules.inputKeys(each).map((key, at) => (key === last[at] ? (last[at] ?? key) : key));
    last = inputs;
    const reasons = reasonsFor(old, inputs, now, isThere);
    if (old && reasons.length === 0) return unchanged(old.from === from ? old : { ...old, from, inputs });
    const made = (await crew?.make(each)) ?? (await makeHere(each, templates));
    const files = made.files.map(withFacts);
    const facts = files.map(({ path, sha256: hash, size }): FileFacts => ({ path, sha256: hash, size }));
    const page = { from, inputs, templates: keys.of(made.used.toSorted()), files: facts };
    return { page, reasons, files, diagnostics: made.diagnostics };
  };
}

function unchanged(page: KeptPage): MadePage {
  return { page, reasons: [], files: [], diagnostics: [] };
}

/** The keys of templates. There are only a few different lists: each is stored once. */
function templateKeysOf(templates: Templates, rules: PageRules) {
  const keyOfTemplate = remembering((name: string) => `${name} ${hashOf(templates.source(name) ?? '')}`);
  const list = remembering((names: string) => rules.templateKeys(names.split('\n').map(keyOfTemplate)));
  const of = (names: readonly string[]) => (names.length === 0 ? [] : list(names.join('\n')));
  return { of, now: remembering((before: readonly string[]) => of(before.map(nameIn))) };
}

function remembering<K, V extends object | string>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

async function makeHere(page: Page, templates: Templates) {
  const used = new Set<string>();
  const made = await page.make(await valuesOf(page.inputs), watching(templates, used));
  return { ...made, used: [...used] };
}

/** `name key` of every input of a page, in order. */
export function inputKeys({ inputs }: Page): readonly string[] {
  return Object.entries(inputs).map(([name, value]) => `${name} ${keyOf(value)}`);
}

/** One list for all pages of a first build. */
const NEW: readonly string[] = ['new'];

/** Why a page has to be rendered; undefined if it does not. `inputs` are undefined if they are unchanged. */
function reasonsFor(
  old: KeptPage | undefined,
  inputs: readonly string[] | undefined,
  templates: readonly string[] | undefined,
  isThere: Making['isThere'],
): readonly string[] {
  if (!old || !templates) return NEW;
  const reasons = [
    ...(inputs ? differing(old.inputs, inputs) : []),
    ...differing(old.templates, templates).map((name) => `template ${name}`),
  ];
  if (reasons.length > 0) return [`changed: ${reasons.join(', ')}`];
  return old.files.every(isThere) ? [] : ['not in the output as it was made'];
}

function differing(before: readonly string[], after: readonly string[]): string[] {
  if (before.length === after.length && before.every((each, at) => each === after[at])) return [];
  const [old, now] = [new Set(before), new Set(after)];
  const names = [...before.filter((each) => !now.has(each)), ...after.filter((each) => !old.has(each))];
  return [...new Set(names.map(nameIn))];
}

/** The name in `name key`. */
function nameIn(pair: string): string {
  return pair.slice(0, pair.lastIndexOf(' '));
}

/** A file with its hash and its size. */
export function withFacts({ path, body, ...known }: OutputFile): OutputFile & FileFacts {
  return {
    path,
    body,
    sha256: known.sha256 ?? sha256(body),
    size: known.size ?? Buffer.byteLength(body),
  };
}
