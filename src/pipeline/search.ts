import type { OutputFile } from '../model/file.ts';
import { wordParts } from '../languages/word-parts.ts';
import { fixedPath, searchIndexUrl } from '../site/route.ts';
import { sha256 } from '../source/content-hash.ts';
import type { FileFacts } from './remember/memory.ts';

/** A page in the form that the search engine gets. */
export interface PageToIndex {
  /** Below the site's own path, starts with `/`. */
  readonly url: string;
  readonly html: string;
}

/**
 * Makes the files of a search index, named from the folder they will be in. Equal keys mean equal pages; the
 * pages are only requested if the index is not known already.
 */
export type IndexPages = (
  key: string,
  pages: () => Promise<readonly PageToIndex[]>,
) => Promise<readonly OutputFile[]>;

/**
 * The newest text of a report for readers of a language; editions, lists and histories would only repeat it.
 */
const ARTICLE = /^[a-z0-9-]+\/incidents\/[^/]+\/index\.html$/;

/** A page in a folder below that of a language. */
const OWN_PAGE = /^[a-z0-9-]+\/([^/]+)\/index\.html$/;

/** Counts changes of what is indexed of a page: an index made in another way is not used again. */
const RECIPE = 4;

/**
 * The files of a search index over the articles, and the site's own pages with these names, among the files
 * of a site.
 */
export async function searchFiles(
  files: readonly FileFacts[],
  bodyOf: (path: string) => Promise<Uint8Array>,
  index: IndexPages,
  own: readonly string[],
): Promise<OutputFile[]> {
  const isOwn = (path: string) => own.includes(OWN_PAGE.exec(path)?.[1] ?? '');
  const articles = files.filter(({ path }) => ARTICLE.test(path) || isOwn(path));
  const key = sha256([`${RECIPE}\n`, ...articles.map((file) => `${file.path} ${file.sha256}\n`)].join(''));
  const pages = async () => {
    const all: PageToIndex[] = [];
    for (const { path } of articles) {
      const html = new TextDecoder().decode(await bodyOf(path));
      all.push({
        url: `/${path.replace(/index\.html$/, '')}`,
        html: forIndex(html, path.split('/')[0] ?? ''),
      });
    }
    return all;
  };
  return (await index(key, pages)).map(({ path, body }) => ({
    path: fixedPath(searchIndexUrl.slice(1) + path),
    body,
  }));
}

/** What a report says itself. It is taken out with patterns, since to parse all pages would take too long. */
const TEXT = /<article\b[^]*<\/article>/;
const LABELS = /<(p|ul|dl|figure|h3) class="(?:kicker|when|marks|meta|facts|phases|day)"[^]*?<\/\1>/g;
const TAG = /<[^>]*>/g;

/**
 * What the index keeps of a report beside its text. It is no filter: Pagefind writes their values in another
 * order each time.
 */
const KEPT = 'data-pagefind-meta="about[data-about]"';

/**
 * The page with what only the index needs: which attributes to keep, and parts of its words, where words are
 * found by their parts.
 */
function forIndex(html: string, tag: string): string {
  const kept = html.replace(/ data-pagefind-body(?= data-about=)/, (body) => `${body} ${KEPT}`);
  const text = (TEXT.exec(html)?.[0] ?? '').replaceAll(LABELS, ' ').replaceAll(TAG, ' ');
  const parts = wordParts(text, tag);
  if (parts.length === 0) return kept;
  return kept.replace('</body>', () => `<p data-pagefind-meta="parts">${parts.join(' ')}</p></body>`);
}
