import { bestLanguage } from '../languages/fallback.ts';
import type { OutputFile } from '../model/file.ts';
import { languageSegment, parseLanguage } from '../model/language.ts';
import type { Language } from '../model/language.ts';
import type { Site } from '../source/site-schema.ts';
import { aliasTarget, fixedPath, indexUrl, rootUrl } from '../site/route.ts';

type Redirecting = Pick<Site, 'aliases' | 'basePath' | 'languages' | 'defaultLanguage'>;

/**
 * `_redirects` for hosts that read it: the aliases of site.yaml as permanent redirects, and at `/` the way to
 * the reader's language, for hosts that know `Language=` (Netlify). Other hosts ignore such lines.
 */
export function redirectsFile(site: Redirecting): OutputFile[] {
  const under = (path: string) => site.basePath + path.slice(1);
  const aliases = site.aliases.map(
    (alias) => `${under(encodeURI(alias.path))} ${under(aliasTarget(site, alias))} 301\n`,
  );
  // `!` makes the line win over the existing page, which stays for readers of all other languages.
  const choices = languageChoices(site).map(
    ([tag, language]) => `${under(rootUrl)} ${under(indexUrl(language))} 302! Language=${tag}\n`,
  );
  const lines = [...aliases, ...choices];
  return lines.length === 0 ? [] : [{ path: fixedPath('_redirects'), body: lines.join('') }];
}

/** Chinese readers name a region and mean a script. */
const CHINESE = ['zh-CN', 'zh-SG', 'zh-TW', 'zh-HK', 'zh-MO'];

/**
 * What browsers ask for, in lower case, and the language that answers it. Readers of the default language
 * need no line: the page at `/` is in their language.
 */
function languageChoices({ languages, defaultLanguage }: Redirecting): [tag: string, language: Language][] {
  const bases = languages.map((language) => new Intl.Locale(language).language);
  const asked = new Set<string>([
    ...languages,
    ...bases,
    ...CHINESE.filter((tag) => bases.includes(tag.slice(0, 2))),
  ]);
  return [...asked].flatMap((tag): [string, Language][] => {
    const language = answerTo(tag, languages);
    return language === undefined || language === defaultLanguage ? [] : [[tag.toLowerCase(), language]];
  });
}

/** The best language, or the only one of that name: `pt` is answered by `pt-BR` if there is no other. */
function answerTo(tag: string, languages: readonly Language[]): Language | undefined {
  const wanted = parseLanguage(tag);
  const best = wanted && bestLanguage(wanted, languages);
  if (best !== undefined || tag.includes('-')) return best;
  const regions = languages.filter((language) => languageSegment(language).startsWith(`${tag}-`));
  return regions.length === 1 ? regions[0] : undefined;
}
