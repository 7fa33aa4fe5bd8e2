import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { OutputFile, SitePath } from '../model/file.ts';
import type { Compression } from '../model/compression.ts';
import { compressedCopies } from '../publish/compress.ts';
import { hostingFiles } from '../publish/hosting.ts';
import type { HostedSite } from '../publish/hosting.ts';
import { manifestFiles } from '../publish/manifest.ts';
import type { ManifestFacts } from '../publish/manifest.ts';
import { filePage } from './pages/list-pages.ts';
import { clashFinder } from './pages/static-pages.ts';
import type { FileFacts, KeptPage } from './remember/memory.ts';
import { hashOf, named } from './remember/named.ts';
import { pagePacker } from './packing/packed.ts';
import { makePages, page, pageMaker } from './remember/pages.ts';
import type { Pause } from './pause.ts';
import type { Making, Page } from './remember/pages.ts';
import type { Says } from './says.ts';
import { fixedPath } from '../site/route.ts';
import { searchFiles } from './search.ts';
import type { IndexPages } from './search.ts';

/** What is needed to make the output of a site once its pages are planned. */
export interface Finishing extends Omit<Making, 'isThere'> {
  /** Some of the pages are drawn outside this thread. */
  readonly draws?: boolean | undefined;
  readonly pause: Pause;
  /** Planned again each time they are iterated. */
  readonly pages: Iterable<Page>;
  /** Files that are copied unchanged: no other file may have the same path. */
  readonly statics: readonly SitePath[];
  readonly site: HostedSite;
  readonly compress: readonly Compression[];
  readonly facts: Omit<ManifestFacts, 'pages'>;
  readonly index: IndexPages | undefined;
  /** The names of the site's own pages. */
  readonly own: readonly string[];
  readonly isThere?: Making['isThere'];
  /** The bytes of a file in the output, if they are unchanged. */
  readonly read?: (file: FileFacts) => Uint8Array | undefined;
  /** Receives every file that is made, with its bytes, which are not kept afterwards. */
  readonly sink?: (file: OutputFile & FileFacts) => void;
  /** So many pages are kept as objects; all others are packed. */
  readonly unpacked?: number | undefined;
  readonly says: Says;
  readonly isStopped: () => boolean;
}

/** A page that was made, and the reasons. */
export interface Rendered {
  readonly path: string;
  readonly reasons: readonly string[];
}

/** The files of a site: those that were made now, and the others. */
export interface FinishedSite {
  readonly kept: ReadonlyMap<string, KeptPage>;
  readonly rendered: readonly Rendered[];
  readonly files: readonly (OutputFile & FileFacts)[];
  readonly made: readonly FileFacts[];
  readonly unchanged: readonly FileFacts[];
  /** The bytes of any file. */
  readonly bodyOf: (path: string) => Promise<Uint8Array>;
  /** All that is HTML. */
  readonly pages: number;
}

/**
 * Makes the pages of a site, then what is made from all of them together. With an error, nothing is made.
 */
export async function finishSite(input: Finishing): Promise<FinishedSite> {
  const { isThere = () => true } = input;
  const output = collect(input.sink);
  const rendered: Rendered[] = [];
  const kept = new Map<string, KeptPage>();
  const pack = pagePacker(input.unpacked);
  const others: Iterable<Page>[] = [];
  const clashes = clashFinder(input.statics);
  const pagesByName = () => byName([input.pages, ...others]);
  const bodies = () => bodyFinder(output.bodies, kept, pagesByName, input);
  const make = async (pages: Iterable<Page>) => {
    const said: Diagnostic[] = [];
    for await (const [{ name: path }, made] of makePages(pages, { ...input, isThere })) {
      const { page: now, reasons, files, diagnostics } = made;
      output.add(files, now.files);
      said.push(...diagnostics, ...clashes(path, now.files));
      if (reasons.length > 0) rendered.push({ path, reasons });
      if (diagnostics.length === 0) kept.set(path, reasons.length === 0 ? now : pack(now));
    }
    input.says.say(unique(said));
  };
  const makeOthers = async (pages: Iterable<Page>) => {
    others.push(pages);
    await make(pages);
  };
  await make(input.pages);
  const pages = output.facts().filter(({ path }) => path.endsWith('.html')).length;
  if (!input.isStopped()) await makeFromAll(input, { facts: output.facts, bodies, make: makeOthers, pages });
  return { kept, rendered, ...output.result(), bodyOf: bodies(), pages };
}

/** What is needed to make the files that are about all others. */
interface FromAll {
  /** The files so far. */
  readonly facts: () => readonly FileFacts[];
  /** Looks up the bytes of the files so far. */
  readonly bodies: () => FinishedSite['bodyOf'];
  readonly make: (pages: Iterable<Page>) => Promise<void>;
  readonly pages: number;
}

/** Makes the search index, compressed copies, files for hosts, and the list of all files. */
async function makeFromAll(input: Finishing, { facts, bodies, make, pages }: FromAll): Promise<void> {
  const { site, compress, index, own } = input;
  const bodyOf = bodies();
  if (index) {
    const files = await searchFiles(facts(), bodyOf, index, own);
    await make(filePages(() => files));
  }
  // It needs another lookup: the one for the search does not include the files that the search makes.
  const copies = copyPages(facts(), compress, bodies());
  const hosted = facts();
  await make(filePages(() => hostingFiles(hosted, site)));
  await make(copies);
  const listed = facts();
  const isRoot404 = listed.some(({ path }) => path === '404.html');
  const counted = { ...input.facts, pages: isRoot404 ? pages - 1 : pages };
  await make(filePages(() => manifestFiles(listed, counted)));
}

/** Files as pages. They are made each time somebody goes through them, one by one. */
function filePages(make: () => Iterable<OutputFile>): Iterable<Page> {
  return {
    *[Symbol.iterator]() {
      for (const file of make()) yield filePage(file);
    },
  };
}

function byName(all: readonly Iterable<Page>[]): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>();
  for (const some of all) for (const each of some) pages.set(each.name, each);
  return pages;
}

/** Collects the files of an output, with the bytes of those made now if there is no sink. */
function collect(sink: Finishing['sink']) {
  const bodies = new Map<string, OutputFile & FileFacts>();
  const facts = new Map<string, FileFacts>();
  const made = new Set<string>();
  return {
    bodies,
    made,
    /** The files that were made now, and all files of their page. */
    add: (files: readonly (OutputFile & FileFacts)[], all: readonly FileFacts[]) => {
      for (const file of files) {
        made.add(file.path);
        if (sink) sink(file);
        else bodies.set(file.path, file);
      }
      for (const file of all) facts.set(file.path, file);
    },
    facts: () => [...facts.values()],
    result: () => ({
      files: [...bodies.values()],
      made: [...facts.values()].filter(({ path }) => made.has(path)),
      unchanged: [...facts.values()].filter(({ path }) => !made.has(path)),
    }),
  };
}

/** The bytes of any file: just made, in the output, or made again. */
function bodyFinder(
  bodies: ReadonlyMap<string, OutputFile>,
  kept: ReadonlyMap<string, KeptPage>,
  pagesByName: () => ReadonlyMap<string, Page>,
  input: Finishing,
): (path: string) => Promise<Uint8Array> {
  let pages: ReadonlyMap<string, Page> | undefined;
  let owners: ReadonlyMap<string, { readonly name: string; readonly file: FileFacts }> | undefined;
  return async (path) => {
    const made = bodies.get(path);
    if (made) return bytesOf(made);
    owners ??= new Map(
      [...kept].flatMap(([name, { files }]) => files.map((file) => [file.path, { name, file }] as const)),
    );
    const owner = owners.get(path);
    const known = owner && input.read?.(owner.file);
    if (known) return known;
    pages ??= pagesByName();
    const own = pages.get(owner?.name ?? '');
    if (!own) throw new Error(`${path} is a file of the site, and nothing makes it`);
    const making = { ...input, before: { pages: new Map<string, KeptPage>() }, isThere: () => true };
    const again = await pageMaker(making)(own);
    const file = again.files.find((each) => each.path === path);
    if (!file) throw new Error(`${path} is a file of the site, and nothing makes it`);
    return bytesOf(file);
  };
}

function bytesOf({ body }: OutputFile): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}

/** Compressed copies, each made from its original. */
function copyPages(
  files: readonly FileFacts[],
  compress: readonly Compression[],
  bodyOf: (path: string) => Promise<Uint8Array>,
): Page[] {
  if (compress.length === 0) return [];
  return files.map(({ path, sha256 }) =>
    page<CopyInputs>({
      name: `${path} compressed`,
      inputs: { path, compress, body: named(hashOf(sha256), () => bodyOf(path)) },
      make: makeCopies,
    }),
  );
}

interface CopyInputs {
  readonly path: string;
  readonly compress: readonly Compression[];
  readonly body: Uint8Array;
}

function makeCopies({ path, compress, body }: CopyInputs) {
  return { files: compressedCopies(fixedPath(path), body, compress), diagnostics: [] };
}

/**
 * A failing template is one diagnostic, not one per page. A shared part that fails on several kinds of page
 * is also reported once, even if the hints differ.
 */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const first = new Map<string, Diagnostic>();
  for (const each of diagnostics) {
    const key = JSON.stringify([each.code, each.place, each.message]);
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()];
}
