import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { directionOf } from '../../languages/direction.ts';
import { bestLanguage } from '../../languages/fallback.ts';
import type { Prose } from '../../model/edition.ts';
import type { SitePath } from '../../model/file.ts';
import type { Language } from '../../model/language.ts';
import type { FooterView } from '../../model/page.ts';
import type { LinkingProse } from '../../site/checks/own-links.ts';
import type { Site } from '../../source/site-schema.ts';
import type { FooterRequest } from '../../source/site-yaml/footer.ts';
import type { FooterText } from '../../source/site-yaml/footer-texts.ts';
import { contextOf } from '../parse/read-reports.ts';
import type { ParseEditions } from '../parse/read-reports.ts';
import type { Values } from '../remember/values.ts';
import { isOfTheMoment } from '../unit.ts';
import type { UnitSettings } from '../unit.ts';

const FILE = 'site.yaml' as SitePath;

/** What stands below the pages, and what is wrong with it. */
export interface Footers {
  /** By the language of the pages; none where a site has no text for their readers. */
  readonly shown: Readonly<Record<string, FooterView>>;
  /** Each text once, for checking where its links lead. */
  readonly texts: readonly LinkingProse[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the footers of a site; those that are as they were are not read again. */
export async function readFooters(
  site: Pick<Site, 'footers' | 'languages' | 'defaultLanguage'>,
  settings: UnitSettings,
  values: Values,
  parse: ParseEditions,
): Promise<Footers> {
  const wanted = site.languages.flatMap((language) => {
    const text = footerFor(language, site);
    return text ? [{ language, text }] : [];
  });
  const make = async () => {
    const outcomes = await parse(wanted.map((each) => requestOf(each, settings)));
    return footersOf(
      wanted.flatMap((each, at) => {
        const { value, diagnostics = [] } = outcomes[at] ?? {};
        return [{ ...each, prose: value, diagnostics }];
      }),
    );
  };
  const isSure = ({ diagnostics }: Footers) => !diagnostics.some(isOfTheMoment);
  return values.later('footers', [wanted, settings], make, isSure);
}

/** The footer that readers of a language get. */
function footerFor(
  language: Language,
  { footers, defaultLanguage }: Pick<Site, 'footers' | 'defaultLanguage'>,
): FooterText | undefined {
  const languages = footers.map((each) => each.language);
  const best = bestLanguage(language, languages) ?? defaultLanguage;
  return footers.find((each) => each.language === best);
}

function requestOf({ language, text }: Wanted, settings: UnitSettings): FooterRequest {
  return {
    role: 'footer',
    path: FILE,
    language,
    bytes: new TextEncoder().encode(text.text),
    origin: text.origin,
    context: contextOf(settings),
    pictures: {},
  };
}

/** A footer for the pages in a language. */
interface Wanted {
  readonly language: Language;
  readonly text: FooterText;
}

type ReadFooter = Wanted & {
  readonly prose: Prose | undefined;
  readonly diagnostics: readonly Diagnostic[];
};

function footersOf(read: readonly ReadFooter[]): Footers {
  // Pages in several languages may have one text below them, of which everything is said once.
  const once = read.filter(
    ({ text }, at) => read.findIndex((each) => each.text.language === text.language) === at,
  );
  return {
    shown: Object.fromEntries(
      read.flatMap(({ language, text, prose }) =>
        prose
          ? [[language, { html: prose.html, language: text.language, direction: directionOf(text.language) }]]
          : [],
      ),
    ),
    texts: once.flatMap(({ language, prose }) => (prose ? [{ file: FILE, language, body: prose }] : [])),
    diagnostics: once.flatMap(({ diagnostics }) => diagnostics),
  };
}
