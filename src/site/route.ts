import { compactInstant } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { languageSegment } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import type { OutputPath } from '../model/file.ts';
import type { PageUrl } from '../model/page.ts';
import type { Reference } from '../model/reference.ts';
import type { Site } from '../model/site.ts';

/** `/`: the choice of a language. */
export const rootUrl = '/' as PageUrl;

/** `/en/`: the index. */
export function indexUrl(language: Language): PageUrl {
  return `/${languageSegment(language)}/` as PageUrl;
}

/** `/en/incidents/<ref>/`: the newest text of a report in, or for readers of, a language. */
export function articleUrl(language: Language, reference: Reference): PageUrl {
  return `/${languageSegment(language)}/incidents/${reference}/` as PageUrl;
}

/** `/incidents/<ref>/`: the report in no language in particular. */
export function reportUrl(reference: Reference): PageUrl {
  return `/incidents/${reference}/` as PageUrl;
}

/** `/en/404.html`; without a language the one at the root, which static hosts look for. */
export function notFoundUrl(language?: Language): PageUrl {
  return (language === undefined ? '/404.html' : `/${languageSegment(language)}/404.html`) as PageUrl;
}

/** `/assets/<name>`: a file whose name holds the hash of its bytes. */
export function assetUrl(name: string): PageUrl {
  return `/assets/${name}` as PageUrl;
}

/** The anchor of a timeline entry, the same in every language: `t-20200915T114500Z`. */
export function entryAnchor(at: Instant): string {
  return `t-${compactInstant(at)}`;
}

/** Where the file behind an address lies in the output folder. */
export function outputPath(url: PageUrl): OutputPath {
  const path = url.endsWith('/') ? `${url}index.html` : url;
  return path.slice(1) as OutputPath;
}

/** The address with scheme, host and base path. */
export function absoluteUrl(site: Pick<Site, 'url'>, url: PageUrl): string {
  return site.url + url.slice(1);
}
