import { directionOf } from '../../languages/direction.ts';
import { inLanguage } from '../../languages/in-language.ts';
import type { Messages } from '../../languages/messages.ts';
import type { Language } from '../../model/language.ts';
import type { IndexPage, LanguageLink, PageBase, PageUrl, Sheets, SiteView } from '../../model/page.ts';
import type { PageSettings } from '../page-settings.ts';
import { feedLinks } from '../machines/feed-links.ts';
import { contentPolicy } from '../content-policy.ts';
import { absoluteUrl, followUrl, indexUrl, outputPath, recordUrl } from '../route.ts';
import { descriptionIn, siteName } from '../site-texts.ts';
import { textOf } from './article-view.ts';
import { menuLinks } from './menu.ts';
import { sectionLinks } from './section.ts';
import type { SectionTitle } from './section.ts';

/** Addresses of the files that every page needs, known before any page is made. */
export interface SharedAssets {
  readonly style: PageUrl;
  readonly sheets: Sheets;
  readonly script: PageUrl | undefined;
  /** The hash of the script, as browsers compare it (Subresource Integrity). */
  readonly scriptIntegrity: string | undefined;
  readonly logo: PageUrl | undefined;
  readonly icon: PageUrl | undefined;
  /** The script of the search page and the folder of the index, if there is one. */
  readonly search:
    { readonly script: PageUrl; readonly scriptIntegrity: string; readonly bundle: PageUrl } | undefined;
}

/** The texts that a plan needs in its language. */
export type Titles = (
  language: Language,
  key:
    | `index.${IndexPage['verdict']['condition']}`
    | 'article.advice'
    | 'not-found.title'
    | 'history.title'
    | 'article.version'
    | 'ledger.title'
    | 'redirect.title'
    | 'signs.dot'
    | SectionTitle,
  args?: Readonly<Record<string, string | number>>,
) => string;

/** What is needed to make every page. */
export interface Surroundings {
  readonly site: PageSettings;
  readonly assets: SharedAssets;
  readonly titles: Titles;
  readonly formats: Messages['formats'];
}

/** The parts that every page at an address has. `translated` are the languages that it is written in. */
export function base(
  { site, assets, titles, formats }: Surroundings,
  language: Language,
  address: (language: Language) => PageUrl,
  title: string,
  translated: readonly Language[] = site.languages,
): PageBase {
  const url = address(language);
  const alternates = site.languages.map((each) => ({
    tag: each as string,
    url: absoluteUrl(site, address(each)),
  }));
  const shared = { tag: 'x-default', url: absoluteUrl(site, address(site.defaultLanguage)) };
  const isNeutral = site.languages.every((each) => address(each) === url);
  const about = descriptionIn(site, language, site.defaultLanguage) ?? siteName(site, language);
  return {
    path: outputPath(url),
    url,
    language,
    direction: directionOf(language),
    title,
    // Search engines show one for every page; a page that has its own says so itself.
    description: `${title}${titles(language, 'signs.dot')}${about.value}`,
    canonical: absoluteUrl(site, url),
    noindex: false,
    alternates: site.languages.length > 1 && !isNeutral ? [...alternates, shared] : [],
    languages: languageLinks({ site, formats }, address, language, translated),
    relations: [],
    locale: formats(language).territory,
    forms: [],
    feeds: feedLinks(site, language, titles(language, 'updates.title')),
    site: siteView(site, assets, language),
  };
}

/** Links to one page in all languages of the site. */
export function languageLinks(
  { site, formats }: Pick<Surroundings, 'site' | 'formats'>,
  address: (language: Language) => PageUrl,
  current: Language,
  translated: readonly Language[],
): LanguageLink[] {
  return site.languages.map((language) => ({
    language,
    direction: directionOf(language),
    name: formats(language).name,
    url: address(language),
    current: language === current,
    translated: translated.includes(language),
  }));
}

function siteView(site: PageSettings, assets: SharedAssets, language: Language): SiteView {
  return {
    name: textOf(siteName(site, language)),
    home: indexUrl(language),
    style: assets.style,
    sheets: assets.sheets,
    // The script shows the state by the reader's clock, which is at another time.
    script: site.asItStood === undefined ? assets.script : undefined,
    scriptIntegrity: assets.scriptIntegrity,
    policy: contentPolicy(site, assets.search !== undefined),
    logo: assets.logo,
    icon: assets.icon,
    links: linksFor(site, language),
    sections: sectionLinks(site, language),
    pages: menuLinks(site.menu ?? [], language),
    asItStood: site.asItStood,
    follow: site.outputs.includes('feed') ? followUrl(language) : undefined,
    record: site.outputs.includes('history') ? recordUrl(language) : undefined,
    footer: site.foot?.[language],
  };
}

function linksFor({ theme, defaultLanguage }: PageSettings, language: Language): SiteView['links'] {
  return theme.links.map(({ text, texts, url, urls }) => ({
    text: textOf(inLanguage(language, texts, text, defaultLanguage)),
    url: inLanguage(language, urls, url, defaultLanguage).value,
  }));
}
