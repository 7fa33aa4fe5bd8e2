import type { Outcome } from '../../diagnostics/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { OutputFile } from '../../model/file.ts';
import type { Language } from '../../model/language.ts';
import type { ArticleView, Page } from '../../model/page.ts';
import { recall } from '../../model/recall.ts';
import { renderArticle } from '../../render/pages/article.ts';
import type { RenderContext } from '../../render/pages/context.ts';
import { renderPage } from '../../render/pages/page.ts';
import { sha256 } from '../../source/content-hash.ts';
import { editionData } from '../../versions/data.ts';
import { differenceOf } from '../difference.ts';
import type { Side } from '../difference.ts';
import { fingerprintValue, fingerprintView, shortHash } from './fingerprint.ts';
import type { KeptArticle, KeptDifference, KeptPage, Memory, Rendered, Work } from './memory.ts';
import { editionKey } from './remember-editions.ts';
import { stale } from './stale.ts';
import type { Fingerprint } from './stale.ts';

/** Renders what is new or has changed, and takes the rest from the build before. */
export interface Keeper {
  readonly article: (view: ArticleView) => Outcome<string>;
  readonly difference: (before: Side, after: Side) => KeptDifference;
  readonly page: (page: Page) => Outcome<PageFile>;
  /**
   * Does something, and tells what came of it that the next build should be given. Where the same thing was
   * done in the `last` build, that is all there is to be known of it.
   */
  readonly record: <T>(make: () => T, last?: Recorded<unknown>) => Recorded<T>;
  /** What the next build is given of all that was recorded, now or in an earlier build. */
  readonly kept: (
    recorded: readonly Recorded<unknown>[],
    parsed: Pick<Memory, 'editions' | 'latest'>,
    line: object,
  ) => Memory;
  readonly work: () => Omit<Work, 'parsed'>;
  readonly rendered: readonly Rendered[];
}

/** A page as a file that is rendered when somebody asks for its bytes and, where it just was, with them. */
export interface PageFile {
  readonly later: OutputFile;
  readonly now?: OutputFile;
}

type Kept = 'articles' | 'differences' | 'pages';
type ValueOf<M> = M extends ReadonlyMap<string, infer V> ? V : never;

/** What was made, and what of it is worth keeping. */
export interface Recorded<T> {
  readonly value: T;
  readonly articles: readonly (readonly [key: string, KeptArticle])[];
  readonly differences: readonly (readonly [key: string, KeptDifference])[];
  readonly pages: readonly (readonly [path: string, KeptPage])[];
}

/** What decides whether something is made again. Tests plant faults here, to see that they are caught. */
export interface Rules {
  readonly stale: typeof stale;
  readonly editionKey: typeof editionKey;
  /** All of an article's view as text. */
  readonly articleText: (view: ArticleView) => string;
}

export const RULES: Rules = { stale, editionKey, articleText: (view) => JSON.stringify(view) };

/** Starts with what the build before left. */
export function startKeeper(context: RenderContext, before: Memory, rules: Rules): Keeper {
  const articles = new Map<string, KeptArticle>();
  const differences = new Map<string, KeptDifference>();
  let record = newRecord();
  let latest: Recorded<unknown> | undefined;
  const rendered: Rendered[] = [];
  const work = { articles: 0, differences: 0, pages: 0 };
  const surroundings = recalledSurroundings(context);

  function known<K extends Kept>(kind: K, key: string): ValueOf<Memory[K]> | undefined {
    const own: readonly (readonly [string, unknown])[] | undefined = latest?.[kind];
    const found = own ? own.find(([name]) => name === key)?.[1] : before[kind].get(key);
    return found as ValueOf<Memory[K]> | undefined;
  }

  return {
    article: (view) => {
      const key = articleKey(rules.articleText, view);
      const old = articles.get(key) ?? known('articles', key);
      if (old && rules.stale(old.made, surroundings(NO_VIEW, view.language, old.made)).length === 0) {
        record.articles.push([key, old]);
        return { value: old.html, diagnostics: [] };
      }
      const used = new Set<string>();
      const outcome = renderArticle(view, context, used);
      work.articles += 1;
      if (outcome.diagnostics.length === 0) {
        const made = { html: outcome.value, made: surroundings(NO_VIEW, view.language, used) };
        articles.set(key, made);
        record.articles.push([key, made]);
      }
      return outcome;
    },
    difference: (old, now) => {
      const sides = [old.edition, old.told, now.edition, now.told].map(editionHash);
      const { messages, services } = surroundings.of(now.edition.language);
      const key = shortHash([...sides, messages, services].join(' '));
      const made = differences.get(key) ?? known('differences', key);
      if (!made) work.differences += 1;
      const difference = made ?? differenceOf(old, now, context);
      differences.set(key, difference);
      record.differences.push([key, difference]);
      return difference;
    },
    page: (page) => {
      const { path } = page;
      const old = known('pages', path);
      const view = fingerprintView(page);
      const reasons = rules.stale(old?.made, surroundings(view, page.language, old?.made ?? NOTHING));
      if (old && reasons.length === 0) {
        record.pages.push([path, old]);
        return { value: { later: fileLater(page, old, context) }, diagnostics: [] };
      }
      const used = new Set<string>();
      const outcome = renderPage(page, context, used);
      work.pages += 1;
      rendered.push({ path, reasons });
      const body = bytesOf(outcome.value);
      const facts = { sha256: sha256(body), size: body.length };
      if (outcome.diagnostics.length === 0)
        record.pages.push([path, { made: surroundings(view, page.language, used), ...facts }]);
      const now = { path, body, ...facts };
      return { ...outcome, value: { later: fileLater(page, facts, context), now } };
    },
    record: (make, last) => {
      record = newRecord();
      latest = last;
      return { ...record, value: make() };
    },
    kept: memoryOf,
    work: () => ({ ...work }),
    rendered,
  };
}

/** Nearly all of it is never looked at in `dev`, so that it is put into tables only where somebody looks. */
function memoryOf(
  recorded: readonly Recorded<unknown>[],
  parsed: Pick<Memory, 'editions' | 'latest'>,
  line: object,
): Memory {
  const table = <V>(entriesOf: (each: Recorded<unknown>) => readonly (readonly [string, V])[]) => {
    let made: ReadonlyMap<string, V> | undefined;
    return () => (made ??= tableOf(recorded, entriesOf));
  };
  const articles = table((each) => each.articles);
  const differences = table((each) => each.differences);
  const pages = table((each) => each.pages);
  return {
    line,
    ...(parsed.latest && { latest: parsed.latest }),
    get editions() {
      return parsed.editions;
    },
    get articles() {
      return articles();
    },
    get differences() {
      return differences();
    },
    get pages() {
      return pages();
    },
  };
}

function tableOf<V>(
  recorded: readonly Recorded<unknown>[],
  entriesOf: (each: Recorded<unknown>) => readonly (readonly [string, V])[],
): ReadonlyMap<string, V> {
  const table = new Map<string, V>();
  for (const each of recorded) for (const [key, value] of entriesOf(each)) table.set(key, value);
  return table;
}

function newRecord() {
  return {
    articles: [] as [string, KeptArticle][],
    differences: [] as [string, KeptDifference][],
    pages: [] as [string, KeptPage][],
  };
}

/** An article is known by all of its view, so that none of it is compared once more. */
const NO_VIEW: Fingerprint['view'] = {};
const NOTHING: ReadonlySet<string> = new Set();

function articleKey(textOf: Rules['articleText'], view: ArticleView): string {
  return `${shortHash(textOf(view))}${view.language}`;
}

/** A file whose hash is known and whose bytes are not needed, as a rule. */
function fileLater(
  page: Page,
  { sha256: hash, size }: Pick<KeptPage, 'sha256' | 'size'>,
  context: RenderContext,
): OutputFile {
  let body: Uint8Array | undefined;
  return {
    path: page.path,
    sha256: hash,
    size,
    get body() {
      body ??= bytesOf(renderPage(page, context, new Set()).value);
      return body;
    },
  };
}

/** Text with a character beyond Latin takes twice the memory of its bytes, which hash, size and file are made of. */
function bytesOf({ body }: OutputFile): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}

/** Makes whole fingerprints: what was used is either a set of templates, or what was used last time. */
function surroundingsOf({ templates, messages, site }: RenderContext) {
  const settings = fingerprintValue([site.basePath, site.timeZone ?? null]);
  const services = fingerprintValue(site.services);
  const texts = new Map<Language, string>();
  const textsOf = (language: Language) => {
    const known = texts.get(language) ?? shortHash(messages.sources(language));
    texts.set(language, known);
    return known;
  };
  const hashes = new Map(templates.names.map((name) => [name, shortHash(templates.source(name) ?? '')]));
  const make = (
    view: Fingerprint['view'],
    language: Language,
    used: ReadonlySet<string> | Fingerprint,
  ): Fingerprint => {
    const names = 'templates' in used ? Object.keys(used.templates) : [...used].toSorted();
    return {
      view,
      templates: Object.fromEntries(names.map((name) => [name, hashes.get(name) ?? ''])),
      messages: textsOf(language),
      settings,
    };
  };
  return Object.assign(make, { of: (language: Language) => ({ messages: textsOf(language), services }) });
}

const recalledSurroundings = recall(surroundingsOf);

/** Editions are told apart by their frozen data, which hold all of them but where they stood. */
const editionHash = recall((edition: Edition) => shortHash(editionData(edition)));
