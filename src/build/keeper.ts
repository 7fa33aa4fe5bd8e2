import type { Outcome } from '../diagnostics/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import type { OutputFile } from '../model/file.ts';
import type { Language } from '../model/language.ts';
import type { ArticleView, Page } from '../model/page.ts';
import { recall } from '../model/recall.ts';
import { renderArticle } from '../render/article.ts';
import type { RenderContext } from '../render/helpers.ts';
import { renderPage } from '../render/page.ts';
import { sha256 } from '../source/content-hash.ts';
import { editionData } from '../versions/data.ts';
import { differenceOf } from './difference.ts';
import type { Side } from './difference.ts';
import { fingerprintValue, fingerprintView, shortHash } from './fingerprint.ts';
import type { KeptArticle, KeptDifference, KeptPage, Memory, Rendered, Work } from './memory.ts';
import { editionKey } from './remember-editions.ts';
import { stale } from './stale.ts';
import type { Fingerprint } from './stale.ts';

/** Renders what is new or has changed, and takes the rest from the build before. */
export interface Keeper {
  readonly article: (view: ArticleView) => Outcome<string>;
  readonly difference: (before: Side, after: Side) => KeptDifference;
  /** A page whose bytes are known to be as before is rendered only if somebody asks for them. */
  readonly page: (page: Page) => Outcome<OutputFile>;
  /** What the next build is given, apart from editions. */
  readonly kept: () => Omit<Memory, 'editions'>;
  readonly work: () => Omit<Work, 'parsed'>;
  readonly rendered: readonly Rendered[];
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
  const pages = new Map<string, KeptPage>();
  const rendered: Rendered[] = [];
  const work = { articles: 0, differences: 0, pages: 0 };
  const surroundings = recalledSurroundings(context);

  return {
    article: (view) => {
      const key = articleKey(rules.articleText, view);
      const known = articles.get(key) ?? before.articles.get(key);
      if (
        known &&
        staleBy(rules.stale, known.made, surroundings(NO_VIEW, view.language, known.made)).length === 0
      ) {
        articles.set(key, known);
        return { value: known.html, diagnostics: [] };
      }
      const used = new Set<string>();
      const outcome = renderArticle(view, context, used);
      work.articles += 1;
      if (outcome.diagnostics.length === 0)
        articles.set(key, { html: outcome.value, made: surroundings(NO_VIEW, view.language, used) });
      return outcome;
    },
    difference: (old, now) => {
      const sides = [old.edition, old.told, now.edition, now.told].map(editionHash);
      const { messages, services } = surroundings.of(now.edition.language);
      const key = shortHash([...sides, messages, services].join(' '));
      const known = differences.get(key) ?? before.differences.get(key);
      if (!known) work.differences += 1;
      const difference = known ?? differenceOf(old, now, context);
      differences.set(key, difference);
      return difference;
    },
    page: (page) => {
      const { path } = page;
      const known = before.pages.get(path);
      const view = fingerprintView(page);
      const reasons = staleBy(
        rules.stale,
        known?.made,
        surroundings(view, page.language, known?.made ?? NOTHING),
      );
      if (known && reasons.length === 0) {
        pages.set(path, known);
        return { value: fileLater(page, known, context), diagnostics: [] };
      }
      const used = new Set<string>();
      const outcome = renderPage(page, context, used);
      work.pages += 1;
      rendered.push({ path, reasons });
      const { body } = outcome.value;
      const facts = { sha256: sha256(body), size: Buffer.byteLength(body) };
      if (outcome.diagnostics.length === 0)
        pages.set(path, { made: surroundings(view, page.language, used), ...facts });
      return { ...outcome, value: { ...outcome.value, ...facts } };
    },
    kept: () => ({ articles, differences, pages }),
    work: () => ({ ...work }),
    rendered,
  };
}

/** An article is known by all of its view, so that none of it is compared once more. */
const NO_VIEW: Fingerprint['view'] = {};
const NOTHING: ReadonlySet<string> = new Set();

const staleBy = recall(
  (compare: Rules['stale'], before: Fingerprint | undefined, after: Fingerprint): readonly string[] =>
    compare(before, after),
);

const articleKey = recall(
  (textOf: Rules['articleText'], view: ArticleView) => `${shortHash(textOf(view))}${view.language}`,
);

/** A file whose hash is known and whose bytes are not needed, as a rule. */
function fileLater(page: Page, { sha256: hash, size }: KeptPage, context: RenderContext): OutputFile {
  let body: string | Uint8Array | undefined;
  return {
    path: page.path,
    sha256: hash,
    size,
    get body() {
      body ??= renderPage(page, context, new Set()).value.body;
      return body;
    },
  };
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
  const make = recall(
    (view: Fingerprint['view'], language: Language, used: ReadonlySet<string> | Fingerprint): Fingerprint => {
      const names = 'templates' in used ? Object.keys(used.templates) : [...used].toSorted();
      return {
        view,
        templates: Object.fromEntries(names.map((name) => [name, hashes.get(name) ?? ''])),
        messages: textsOf(language),
        settings,
      };
    },
  );
  return Object.assign(make, { of: (language: Language) => ({ messages: textsOf(language), services }) });
}

const recalledSurroundings = recall(surroundingsOf);

/** Editions are told apart by their frozen data, which hold all of them but where they stood. */
const editionHash = recall((edition: Edition) => shortHash(editionData(edition)));
