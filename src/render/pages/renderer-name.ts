import type { Language } from '../../model/language.ts';
import { canonicalJson, sha256 } from '../../source/content-hash.ts';
import type { RenderContext } from './context.ts';
import type { Templates } from './template.ts';

/** The template an article starts with; its includes are found in the text. */
const ARTICLE = 'partials/article';

/**
 * The name of the renderer of articles in a language, in one line: program and ICU (`program`), and a digest
 * of the settings, messages and templates that a fragment depends on. Two fragments of one source with the
 * same renderer are equal.
 */
export function rendererName(program: string, context: RenderContext, language: Language): string {
  const { messages, site, templates } = context;
  const digest = sha256(
    canonicalJson({
      services: site.services.map(({ id, name, names }) => ({ id, name, names })),
      timeZone: site.timeZone ?? null,
      messages: messages.sources(language),
      templates: articleTemplates(templates),
    }),
  );
  return `${program}, theme ${digest}`;
}

/**
 * A digest of the templates and interface texts used for articles: with equal digests, articles of two builds
 * look alike.
 */
export function lookOf(
  { templates, messages }: Pick<RenderContext, 'templates' | 'messages'>,
  languages: readonly Language[],
): string {
  const words = languages.map((language) => messages.sources(language));
  return sha256(canonicalJson({ templates: articleTemplates(templates), words }));
}

/** The text of each template that an article is made with. */
function articleTemplates(templates: Templates): Record<string, string | undefined> {
  return Object.fromEntries(
    [...includedBy(ARTICLE, templates)].map((name) => [name, templates.source(name)]),
  );
}

/** A template and all that it includes, by name. */
function includedBy(name: string, templates: Templates, found = new Set<string>()): Set<string> {
  const text = templates.source(name);
  if (text === undefined || found.has(name)) return found;
  found.add(name);
  for (const [, inner = ''] of text.matchAll(/\binclude\(\s*['"`]([^'"`]+)['"`]/g)) {
    includedBy(inner, templates, found);
  }
  return found;
}
