import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import type { IndexPages, PageToIndex } from '../pipeline/search.ts';
import type { OutputFile } from '../model/file.ts';
import { keepIndex, readKept } from './cache/kept-index.ts';
import { fixedPath } from '../site/route.ts';

/** The part of Pagefind's output that the browser needs; its ready-made interfaces are not used. */
const NEEDED = /^(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|wasm\..*|.*\.pf_[a-z]+)$/;

/** Times and labels, which every report has: nobody looks for them, and an excerpt is to show what was said. */
const LABELS = [
  // Beside the article stand copies of what it says, and what is true for a while.
  '.weight',
  '.now',
  '.contents',
  ...['kicker', 'when', 'marks', 'meta', 'facts', 'phases', 'day'].map((name) => `.report .${name}`),
  ...['header > h1', '.timeline > h2', '.actions > h2', '> footer'].map((part) => `.report ${part}`),
];

/**
 * The part of Pagefind's interface that is used, since the optional package may be missing at compile time
 * too.
 */
interface Pagefind {
  readonly createIndex: (config: { readonly excludeSelectors: readonly string[] }) => Promise<{
    readonly index?: Index | undefined;
    readonly errors: readonly string[];
  }>;
  readonly close: () => Promise<unknown>;
}

interface Index {
  readonly addHTMLFile: (file: {
    readonly url: string;
    readonly content: string;
  }) => Promise<{ readonly errors: readonly string[] }>;
  readonly getFiles: () => Promise<{
    readonly errors: readonly string[];
    readonly files: readonly { readonly path: string; readonly content: Uint8Array }[];
  }>;
}

/** Makes search indexes; Pagefind's program runs until this is closed. */
export interface Search {
  readonly index: IndexPages;
  readonly close: () => Promise<void>;
}

/**
 * Opens Pagefind, an optional package with a program for each system. Undefined if it is not installed; sites
 * are then built without full-text search. The newest index is cached in `folder`, so that a site whose
 * articles have not changed need not be indexed again.
 */
export function findSearch(folder?: string): Search | undefined {
  if (!isInstalled()) return undefined;
  let pagefind: Pagefind | undefined;
  const make = async (pages: readonly PageToIndex[]): Promise<OutputFile[]> => {
    pagefind ??= await join();
    const { index, errors } = await pagefind.createIndex({ excludeSelectors: LABELS });
    refuse(errors);
    // One after the other: the order of pages decides numbers inside the index.
    for (const { url, html } of pages)
      refuse((await index?.addHTMLFile({ url, content: html }))?.errors ?? []);
    const result = await index?.getFiles();
    refuse(result?.errors ?? []);
    const files = (result?.files ?? []).filter(({ path }) => NEEDED.test(path));
    return files.map(canonical).toSorted(byPath);
  };
  return {
    index: async (key, pages) => {
      const kept = folder === undefined ? undefined : readKept(folder, key);
      if (kept) return kept;
      const made = await make(await pages());
      if (folder !== undefined) keepIndex(folder, key, made);
      return made;
    },
    close: async () => {
      if (pagefind) await leave(pagefind);
      pagefind = undefined;
    },
  };
}

/** Pagefind runs one program for the whole process, which several builds may use: the last one ends it. */
const shared: { users: number; ended: Promise<unknown> } = { users: 0, ended: Promise.resolve() };

async function join(): Promise<Pagefind> {
  shared.users += 1;
  await shared.ended;
  return (await import('pagefind' as string)) as Pagefind;
}

async function leave(pagefind: Pagefind): Promise<void> {
  shared.users -= 1;
  if (shared.users > 0) return;
  shared.ended = pagefind.close();
  await shared.ended;
}

/**
 * True if the package and its program for this system are installed, searched for as the package itself does.
 */
function isInstalled(): boolean {
  const { PAGEFIND_EXTENDED_BINARY_PATH: extended, PAGEFIND_BINARY_PATH: plain } = process.env;
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const ending = process.platform === 'win32' ? '.exe' : '';
  try {
    const program = ['pagefind_extended', 'pagefind'].map(
      (name) => `@pagefind/${system}/bin/${name}${ending}`,
    );
    const { resolve } = createRequire(import.meta.resolve('pagefind'));
    accessSync(extended ?? plain ?? firstThatIs(program, resolve), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function firstThatIs(names: readonly string[], resolve: (name: string) => string): string {
  const [first = '', ...others] = names;
  try {
    return resolve(first);
  } catch (error) {
    if (others.length === 0) throw error;
    return firstThatIs(others, resolve);
  }
}

function refuse(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`Pagefind: ${errors.join('; ')}`);
}

/** The list of languages comes in no particular order, but the same site has to give the same bytes. */
function canonical({ path, content }: { path: string; content: Uint8Array }): OutputFile {
  if (!path.endsWith('.json')) return { path: fixedPath(path), body: content };
  const value: unknown = JSON.parse(new TextDecoder().decode(content));
  return { path: fixedPath(path), body: JSON.stringify(sorted(value)) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

function byPath(a: OutputFile, b: OutputFile): number {
  return a.path < b.path ? -1 : 1;
}
