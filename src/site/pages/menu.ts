import { directionOf } from '../../languages/direction.ts';
import { bestLanguage } from '../../languages/fallback.ts';
import type { Language } from '../../model/language.ts';
import type { OwnPageTexts } from '../../model/own-page.ts';
import type { MenuLink } from '../../model/page.ts';
import { ownPageUrl } from '../route.ts';

/** The menu item of one of the site's own pages. */
export interface MenuEntry {
  readonly name: string;
  readonly original: Language;
  readonly order: number | undefined;
  readonly titles: Readonly<Record<string, string>>;
}

/** The menu items of pages. */
export function menuOf(pages: readonly OwnPageTexts[]): MenuEntry[] {
  return pages.map(({ name, original, texts }) => ({
    name,
    original,
    order: texts.find(({ language }) => language === original)?.order,
    titles: Object.fromEntries(texts.map(({ language, title }) => [language, title])),
  }));
}

/**
 * The links of the menu for readers of a language: pages that state their place in its order, then the others
 * in the alphabetical order of their titles in that language.
 */
export function menuLinks(menu: readonly MenuEntry[], language: Language): MenuLink[] {
  // Most sites have no menu, and a collator is slow to make.
  if (menu.length === 0) return [];
  const { compare } = new Intl.Collator(language);
  return menu
    .map((entry) => ({ entry, link: linkOf(entry, language) }))
    .toSorted(
      (a, b) =>
        (a.entry.order ?? Infinity) - (b.entry.order ?? Infinity) ||
        compare(a.link.title.value, b.link.title.value),
    )
    .map(({ link }) => link);
}

function linkOf({ name, original, titles }: MenuEntry, language: Language): MenuLink {
  const own = bestLanguage(language, Object.keys(titles) as Language[]) ?? original;
  const title = { value: titles[own] ?? name, language: own, direction: directionOf(own) };
  return { title, url: ownPageUrl(language, name) };
}
