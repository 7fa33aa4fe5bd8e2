import { directionOf } from '../../languages/direction.ts';
import { bestLanguage } from '../../languages/fallback.ts';
import type { Language } from '../../model/language.ts';
import type { OwnPageTexts } from '../../model/own-page.ts';
import type { OwnPage } from '../../model/page.ts';
import { textFor } from '../checks/own-links.ts';
import { absoluteUrl, ownPageUrl } from '../route.ts';
import { base } from './base.ts';
import type { Surroundings } from './base.ts';

/** The site's own pages for readers of a language: all of them, whatever language they are written in. */
export function ownPages(world: Surroundings, pages: readonly OwnPageTexts[], language: Language): OwnPage[] {
  return pages.flatMap((page) => ownPage(world, page, language) ?? []);
}

function ownPage(world: Surroundings, page: OwnPageTexts, language: Language): OwnPage | undefined {
  const { site } = world;
  const text = textFor(page, language);
  if (!text) return undefined;
  const address = (each: Language) => ownPageUrl(each, page.name);
  const existing = site.languages.filter((each) => page.texts.some((own) => own.language === each));
  const missing = !existing.includes(language);
  const shared = base(world, language, address, text.title, existing);
  return {
    ...shared,
    kind: 'own',
    description: text.description ?? shared.description,
    summary: text.description,
    canonical: absoluteUrl(site, address(text.language)),
    noindex: missing,
    alternates: existing.length > 1 ? alternates(world, address, existing, page.original) : [],
    textLanguage: text.language,
    textDirection: directionOf(text.language),
    file: text.file,
    html: text.body.html,
    // A reader of Canadian French who gets French needs no notice.
    isForeign: bestLanguage(language, [text.language]) === undefined,
  };
}

function alternates(
  { site }: Surroundings,
  address: (language: Language) => ReturnType<typeof ownPageUrl>,
  existing: readonly Language[],
  original: Language,
) {
  const url = (language: Language) => absoluteUrl(site, address(language));
  return [
    ...existing.map((language) => ({ tag: language as string, url: url(language) })),
    { tag: 'x-default', url: url(original) },
  ];
}
