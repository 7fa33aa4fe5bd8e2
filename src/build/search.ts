import type { OutputFile, OutputPath } from '../model/file.ts';
import type { PageUrl } from '../model/page.ts';
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

/** What of the manifest is looked at and added to here. */
interface Manifest {
  readonly counts: { readonly files: number };
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly size: number }>>;
}

/** The folder of the index. */
export const SEARCH_URL = '/pagefind/' as PageUrl;

/** The newest text of a report for readers of a language; editions, lists and histories would only repeat it. */
const ARTICLE = /^[a-z0-9-]+\/incidents\/[^/]+\/index\.html$/;

/**
 * Adds a search index over the articles to the files of a site. The manifest, which is the last file, lists
 * what was added.
 */
export async function withSearch(files: readonly OutputFile[], index: IndexPages): Promise<OutputFile[]> {
  const manifest = files.at(-1);
  if (!manifest) return [];
  const articles = files.filter(({ path }) => ARTICLE.test(path));
  const { files: listed } = JSON.parse(textOf(manifest.body)) as Manifest;
  const key = sha256(articles.map(({ path }) => `${path} ${listed[path]?.sha256}\n`).join(''));
  const pages = () =>
    articles.map(({ path, body }) => ({ url: `/${path.replace(/index\.html$/, '')}`, html: textOf(body) }));
  const made = (await index(key, pages)).map(({ path, body }) => ({
    path: (SEARCH_URL.slice(1) + path) as OutputPath,
    body,
  }));
  return [...files.slice(0, -1), ...made, { ...manifest, body: extend(textOf(manifest.body), made) }];
}

function textOf(body: OutputFile['body']): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

/** The manifest with more files in it, in its own order and form. */
function extend(text: string, made: readonly OutputFile[]): string {
  const manifest = JSON.parse(text) as Manifest;
  const added = made.map(({ path, body }): [string, { sha256: string; size: number }] => [
    path,
    { sha256: sha256(body), size: Buffer.byteLength(body) },
  ]);
  const entries = [...Object.entries(manifest.files), ...added].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const counts = { ...manifest.counts, files: manifest.counts.files + made.length };
  return `${JSON.stringify({ ...manifest, counts, files: Object.fromEntries(entries) }, null, 1)}\n`;
}
