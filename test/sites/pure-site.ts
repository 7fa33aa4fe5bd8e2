import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import type { BuildResult } from '../../src/pipeline/build.ts';
import { readTheme } from '../../src/host/files/site-files.ts';
import type { SourceFile } from '../../src/model/file.ts';
import { buildDoubting } from '../doubting.ts';
import { publishedFiles } from '../freeze.ts';
import { GENERATOR } from '../generator.ts';

/** A site in memory: texts by path. */
export type Files = Readonly<Record<string, string>>;

export const REFERENCE = '2026-03-04-pages';
const THEME = readTheme();

/** `site.yaml` of a site in these languages. */
export function siteYaml(languages: readonly string[], more = ''): string {
  return `name: Example\nurl: https://status.example.com/\nlanguages: [${languages.join(', ')}]\nservices: [{id: web, name: Web}]\n${more}`;
}

/** An original with as many entries as its version, half an hour apart. */
export function originalText(version: number, more = ''): string {
  const entries = Array.from({ length: version }, (_, index) => {
    const state = index === 0 ? 'investigating' : index === 1 ? 'identified' : 'resolved';
    return `  - at: ${instant(index)}\n    state: ${state}\n    title: "Entry ${index + 1}"\n    text: "Text ${index + 1}"\n`;
  });
  return `---\ntitle: "Original title"\nsummary: "Original summary"\nversion: 00${version}\n${more}services: [web]\ntimeline:\n${entries.join('')}---\n\nOriginal body of version ${version}.\n`;
}

/** A translation of a version with words for its first entries. */
export function translationText(version: number, language: string, entries: number = version): string {
  const words = Array.from(
    { length: entries },
    (_, index) => `  - at: ${instant(index)}\n    title: "${language} entry ${index + 1}"\n`,
  );
  const timeline = entries > 0 ? `timeline:\n${words.join('')}` : '';
  return `---\ntitle: "${language} title"\nversion: 00${version}\n${timeline}---\n\n${language} body of version ${version}.\n`;
}

export function instant(index: number): string {
  return `2026-03-04T${String(10 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}:00Z`;
}

/** The path of a live text. */
export function live(language: string, reference = REFERENCE): string {
  return `incidents/${reference}/${language}.md`;
}

export function buildSite(files: Files, keepGoing = false): Promise<BuildResult> {
  return buildFiles(sourceFiles(files), keepGoing);
}

/** The same of files that need not be texts. */
export function buildFiles(files: readonly SourceFile[], keepGoing = false): Promise<BuildResult> {
  const options = { strict: false, keepGoing, drafts: false, mode: 'build' } as const;
  return buildDoubting({ files, theme: THEME, generator: GENERATOR, options });
}

/** The site with everything published that is to be, as `freeze --at` writes it. */
export async function publish(files: Files, at?: string): Promise<Files> {
  const { texts, diagnostics } = await buildSite(files);
  if (diagnostics.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(diagnostics));
  const frozen = publishedFiles(await texts(), at).map(({ path, body }) => [path, body] as const);
  return { ...files, ...Object.fromEntries(frozen) };
}

export function sourceFiles(files: Files): SourceFile[] {
  return Object.entries(files)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
}

/** The built pages by address: `/en/`. */
export function pagesOf(output: readonly { readonly path: string; readonly body: string | Uint8Array }[]): Map<string, string> {
  return new Map(
    output
      .filter(({ path }) => path.endsWith('.html'))
      .map(({ path, body }) => [
        `/${path.replace(/(^|\/)index\.html$/, '$1')}`,
        typeof body === 'string' ? body : new TextDecoder().decode(body),
      ]),
  );
}

/** What the head and the links of a page say. */
export interface Facts {
  readonly language: string;
  readonly direction: string;
  readonly canonical: string;
  readonly isHidden: boolean;
  readonly alternates: ReadonlyMap<string, string>;
  readonly links: readonly string[];
  readonly article?: { readonly language: string; readonly direction: string };
}

export function factsOf(html: string): Facts {
  const alternates = new Map<string, string>();
  const links: string[] = [];
  let facts = { language: '', direction: '', canonical: '', isHidden: false };
  let article: Facts['article'];
  visit(fromHtml(html), 'element', ({ tagName, properties }) => {
    const { rel, href, hrefLang, name, lang, dir } = properties;
    const rels = Array.isArray(rel) ? rel : [];
    if (tagName === 'html') facts = { ...facts, language: String(lang), direction: String(dir) };
    if (tagName === 'article') article = { language: String(lang), direction: String(dir) };
    if (tagName === 'meta' && name === 'robots') facts.isHidden = true;
    if (tagName === 'link' && rels.includes('canonical')) facts.canonical = String(href);
    else if (tagName === 'link' && rels.includes('alternate') && hrefLang !== undefined) {
      if (alternates.has(String(hrefLang))) throw new Error(`${String(hrefLang)} twice`);
      alternates.set(String(hrefLang), String(href));
    } else if (typeof href === 'string') links.push(href);
  });
  return { ...facts, alternates, links, ...(article && { article }) };
}
