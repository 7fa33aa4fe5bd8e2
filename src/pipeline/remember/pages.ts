import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OutputFile } from '../../model/file.ts';
import type { Templates } from '../../render/pages/template.ts';
import { ahead } from '../crew/ahead.ts';
import type { Pause } from '../pause.ts';
import { sha256 } from '../../source/content-hash.ts';
import type { FileFacts, KeptPage, Memory, Rendered } from './memory.ts';
import { hashOf, keyOf, valuesOf } from './named.ts';
import type { Inputs } from './named.ts';

/**
 * A page before it is made: one file of the output, or several that are made of the same things. `make` is
 * given exactly what `inputs` name, and templates; so it cannot depend on anything else.
 */
export interface Page<I extends object = object> {
  /** The path of its file, or of the first of them. */
  readonly name: string;
  /** What the paths of its other files begin with, if it makes several. */
  readonly beside?: string | undefined;
  /**
   * Stands for all that its inputs follow from, where that is known before they are: while it is the same, nobody asks for
   * them.
   */
  readonly from?: string | undefined;
  readonly inputs: Inputs<I>;
  readonly make: (inputs: I, templates: Templates) => Made | Promise<Made>;
}

export interface Made {
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Forgets what exactly a page is made of, once its maker fits its inputs. */
export function page<I extends object>(each: Page<I>): Page {
  return each as unknown as Page;
}

/** What decides whether a page is made again. */
export interface PageRules {
  readonly inputKeys: (page: Page) => readonly string[];
  readonly templateKeys: (keys: readonly string[]) => readonly string[];
  readonly isSame: (before: readonly unknown[], now: readonly unknown[]) => boolean;
}

/** Makes pages in threads; undefined for one that is better made here. */
export interface Crew {
  readonly make: (page: Page) => Promise<(Made & { readonly used: readonly string[] }) | undefined>;
}

/** What making pages takes. */
export interface Making {
  readonly before: Pick<Memory, 'pages'>;
  readonly templates: Templates;
  /** Needed where templates may loop or end what runs them. */
  readonly crew?: Crew | undefined;
  /** Some of the pages are drawn beside this thread. */
  readonly draws?: boolean | undefined;
  readonly rules: PageRules;
  /**
   * Whether the output holds a file as it was made; where nothing is known of the output, it is taken for
   * whole.
   */
  readonly isThere: (file: FileFacts) => boolean;
  /** Takes every file that was made, with its bytes. */
  readonly emit: (file: OutputFile & FileFacts) => void;
  readonly pause: Pause;
}

/** Pages under way at once, where some of them are made outside this thread. */
const AHEAD = 32;

/** Pages, made or kept. */
export interface MadePages {
  readonly kept: ReadonlyMap<string, KeptPage>;
  readonly diagnostics: readonly Diagnostic[];
  readonly rendered: readonly Rendered[];
  /** Of all of them, in their order. */
  readonly files: readonly FileFacts[];
}

/**
 * Makes the pages that are new or name something that has changed, and leaves the others as they are. What is
 * drawn is drawn while others are made.
 */
export async function makePages(pages: Iterable<Page>, making: Making): Promise<MadePages> {
  const kept = new Map<string, KeptPage>();
  const diagnostics: Diagnostic[] = [];
  const rendered: Rendered[] = [];
  const all: FileFacts[] = [];
  const make = pageMaker(making);
  for await (const [each, made] of ahead(pages, making.crew || making.draws ? AHEAD : 1, make)) {
    const { page: now, reasons } = made;
    diagnostics.push(...made.diagnostics);
    for (const file of made.files) making.emit(file);
    all.push(...now.files);
    if (reasons.length > 0) rendered.push({ path: each.name, reasons });
    if (made.diagnostics.length === 0) kept.set(each.name, now);
    await making.pause();
  }
  return { kept, diagnostics, rendered, files: all };
}

/** A page as it is now, and why it was made; nothing if it is as it was. */
export interface MadePage {
  readonly page: KeptPage;
  readonly reasons: readonly string[];
  /** What was made just now. */
  readonly files: readonly (OutputFile & FileFacts)[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What making one page takes. */
export interface PageMaking extends Pick<Making, 'templates' | 'crew' | 'rules' | 'isThere'> {
  readonly before: { readonly pages: { readonly get: (name: string) => KeptPage | undefined } };
}

/** Makes one page after another, where they have to be made. */
export function pageMaker({ before, templates, crew, rules, isThere }: PageMaking) {
  const keys = templateKeeper(templates, rules);
  let last: readonly string[] = [];
  return async (plan: Page): Promise<MadePage> => {
    const old = before.pages.get(plan.name);
    const isAsPlanned = old?.from !== undefined && rules.isSame([old.from], [plan.from]);
    if (isAsPlanned && keys.areSame(old.templates) && old.files.every(isThere)) return unchanged(old);
    // What it names is worked out now, and once.
    const each = { ...plan };
    // Most of what a page names is what the one before it names: one text stands for both.
    const inputs = rules.inputKeys(each).map((key, at) => (key === last[at] ? (last[at] ?? key) : key));
    last = inputs;
    const now = old && keys.of(old.templates.map(nameIn));
    const reasons = reasonsFor(old, inputs, now, isThere);
    const page = { from: each.from, inputs };
    if (old && reasons.length === 0)
      return unchanged({ ...page, templates: old.templates, files: old.files });
    const made = (await crew?.make(each)) ?? (await makeHere(each, templates));
    const files = made.files.map(withFacts);
    return {
      page: { ...page, templates: keys.of(made.used.toSorted()), files: files.map(factsOf) },
      reasons,
      files,
      diagnostics: made.diagnostics,
    };
  };
}

function unchanged(page: KeptPage): MadePage {
  return { page, reasons: [], files: [], diagnostics: [] };
}

/** The keys of templates. There are few lists of them: each is there once. */
function templateKeeper(templates: Templates, rules: PageRules) {
  const keys = new Map<string, string>();
  const keyOfTemplate = (name: string) => {
    const key = keys.get(name) ?? `${name} ${hashOf(templates.source(name) ?? '')}`;
    keys.set(name, key);
    return key;
  };
  const lists = new Map<string, readonly string[]>();
  const same = new Map<readonly string[], boolean>();
  const of = (names: readonly string[]) => {
    const list = rules.templateKeys(names.map(keyOfTemplate));
    const name = list.join();
    const known = lists.get(name) ?? list;
    lists.set(name, known);
    return known;
  };
  return {
    of,
    /** True if the templates are what they were when these were their keys. */
    areSame: (before: readonly string[]) => {
      const known = same.get(before) ?? differing(before, of(before.map(nameIn))).length === 0;
      same.set(before, known);
      return known;
    },
  };
}

async function makeHere(page: Page, templates: Templates) {
  const used = new Set<string>();
  const made = await page.make(await valuesOf(page.inputs), watching(templates, used));
  return { ...made, used: [...used] };
}

/** `name key` of everything a page names, in order. */
export function inputKeys({ inputs }: Page): readonly string[] {
  return Object.entries(inputs).map(([name, value]) => `${name} ${keyOf(value)}`);
}

/** Why a page has to be made; nothing if it need not be. */
function reasonsFor(
  old: KeptPage | undefined,
  inputs: readonly string[],
  templates: readonly string[] | undefined,
  isThere: Making['isThere'],
): string[] {
  if (!old || !templates) return ['new'];
  const reasons = [
    ...differing(old.inputs, inputs),
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

/** Templates that note which of them are taken. */
export function watching(templates: Templates, used: Set<string>): Templates {
  return {
    ...templates,
    render: (name, view, helpers) => templates.render(name, view, helpers, used),
    source: (name) => {
      used.add(name);
      return templates.source(name);
    },
  };
}

function withFacts(file: OutputFile): OutputFile & FileFacts {
  const { path, body } = file;
  return { path, body, sha256: sha256(body), size: Buffer.byteLength(body) };
}

function factsOf({ path, sha256: hash, size }: FileFacts): FileFacts {
  return { path, sha256: hash, size };
}
