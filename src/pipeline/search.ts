import type { OutputFile } from '../model/file.ts';
import { fixedPath, searchIndexUrl } from '../site/route.ts';
import { sha256 } from '../source/content-hash.ts';

/** A page as a search engine gets it. */
export interface PageToIndex {
  /** Below the site's own path, starts with `/`. */
  readonly url: string;
  readonly html: string;
}

/**
 * Makes the files of a search index, named from the folder they will lie in. Equal keys stand for equal pages,
 * which are only asked for where the index is not known already.
 */
export type IndexPages = (key: string, pages: () => readonly PageToIndex[]) => Promise<readonly OutputFile[]>;

/** The newest text of a report for readers of a language; editions, lists and histories would only repeat it. */
const ARTICLE = /^[a-z0-9-]+\/incidents\/[^/]+\/index\.html$/;

/** Adds a search index over the articles to the files of a site. */
export async function withSearch(files: readonly OutputFile[], index: IndexPages): Promise<OutputFile[]> {
  const articles = files.filter(({ path }) => ARTICLE.test(path));
  // The bytes of a page that is known to be as before need not be made to know their hash.
  const key = sha256(articles.map((file) => `${file.path} ${file.sha256 ?? sha256(file.body)}\n`).join(''));
  const pages = () =>
    articles.map(({ path, body }) => ({ url: `/${path.replace(/index\.html$/, '')}`, html: textOf(body) }));
  const made = (await index(key, pages)).map(({ path, body }) => ({
    path: fixedPath(searchIndexUrl.slice(1) + path),
    body,
  }));
  return [...files, ...made];
}

function textOf(body: OutputFile['body']): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
