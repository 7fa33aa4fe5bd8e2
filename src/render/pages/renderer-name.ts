import type { Language } from '../../model/language.ts';
import { canonicalJson, sha256 } from '../../source/content-hash.ts';
import type { RenderContext } from './context.ts';

/** The template an article starts with; its includes are found in the text. */
const ARTICLE = 'partials/article';

/**
 * What renders an article in a language, in one line: program and ICU (`program`), and a digest of the
 * settings, messages and templates that a fragment depends on. Two fragments of one source with the same
 * renderer are equal.
 */
export function rendererName(program: string, context: RenderContext, language: Language): string {
  const { messages, site, templates } = context;
  const digest = sha256(
    canonicalJson({
      services: site.services.map(({ id, name, names }) => ({ id, name, names })),
      timeZone: site.timeZone ?? null,
      messages: messages.sources(language),
      templates: Object.fromEntries(
        [...includedBy(ARTICLE, context)].map((name) => [name, templates.source(name)]),
      ),
    }),
  );
  return `${program}, theme ${digest}`;
}

/** A template and all that it includes, by name. */
function includedBy(name: string, context: RenderContext, found = new Set<string>()): Set<string> {
  const text = context.templates.source(name);
  if (text === undefined || found.has(name)) return found;
  found.add(name);
  for (const [, inner = ''] of text.matchAll(/\binclude\(\s*['"`]([^'"`]+)['"`]/g)) {
    includedBy(inner, context, found);
  }
  return found;
}
