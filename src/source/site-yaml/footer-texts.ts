import type { Language } from '../../model/language.ts';

/** The text below every page in one language, as it is written. */
export interface FooterText {
  readonly language: Language;
  readonly text: string;
  /** The line of site.yaml that it begins on, and the columns before it. */
  readonly origin: { readonly line: number; readonly indent: number };
}

/** The footers of a site; that of the default language is the one without a tag, where there is one. */
export function footerTexts(
  { footer, footers }: { footer: string | undefined; footers: Readonly<Record<string, string>> },
  defaultLanguage: Language,
  originOf: (path: string) => FooterText['origin'],
): FooterText[] {
  const translated = Object.entries(footers)
    .filter(([tag]) => footer === undefined || tag !== defaultLanguage)
    .map(([tag, text]) => ({ language: tag as Language, text, origin: originOf(`theme.footers.${tag}`) }));
  if (footer === undefined) return translated;
  return [{ language: defaultLanguage, text: footer, origin: originOf('theme.footer') }, ...translated];
}
