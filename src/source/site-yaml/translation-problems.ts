import { diagnose } from '../../diagnostics/diagnose.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { bestLanguage } from '../../languages/fallback.ts';
import type { Language } from '../../model/language.ts';
import type { Matter } from '../matter.ts';

type Owner = Readonly<Record<string, unknown>>;

/** The keys that hold translations, and what they are translations of. */
const TRANSLATED: Readonly<Record<string, { readonly key: string; readonly isProse: boolean }>> = {
  names: { key: 'name', isProse: false },
  texts: { key: 'text', isProse: false },
  urls: { key: 'url', isProse: false },
  descriptions: { key: 'description', isProse: true },
  footers: { key: 'footer', isProse: true },
};

/** True for the keys of site.yaml below which texts stand by their language. */
export function holdsTranslations(key: string | number | undefined): boolean {
  return key !== undefined && Object.hasOwn(TRANSLATED, key);
}

/**
 * Translations in a valid site.yaml that no reader gets, and prose that is translated for some readers only. A
 * name is often the same in all languages.
 */
export function translationProblems(
  file: string,
  languages: readonly Language[],
  matter: Matter,
): Diagnostic[] {
  const world = { file, languages, matter };
  return ownersIn(matter.value).flatMap(([path, owner]) =>
    Object.keys(owner).flatMap((key) => {
      const known = TRANSLATED[key];
      if (!known) return [];
      const tags = Object.keys(owner[key] as object) as Language[];
      const stray = tags.flatMap((tag) => strayTag(tag, `${path}${key}`, known.key, world));
      return known.isProse ? [...stray, ...gaps(tags, `${path}${key}`, known.key in owner, world)] : stray;
    }),
  );
}

interface World {
  readonly file: string;
  readonly languages: readonly Language[];
  readonly matter: Matter;
}

/** The maps of site.yaml that may hold translations, each with the path before its keys. */
function ownersIn(site: Owner): [path: string, owner: Owner][] {
  const theme = (site['theme'] ?? {}) as Owner;
  const list = (value: unknown, path: string) =>
    ((value ?? []) as readonly Owner[]).map((each, at): [string, Owner] => [`${path}.${at}.`, each]);
  return [
    ['', site],
    ['theme.', theme],
    ...list(theme['links'], 'theme.links'),
    ...list(site['services'], 'services'),
  ];
}

function strayTag(
  tag: Language,
  path: string,
  original: string,
  { file, languages, matter }: World,
): Diagnostic[] {
  const place = placeOf(file, matter.keyPlace(`${path}.${tag}`));
  if (tag === languages[0])
    return [
      diagnose(
        'INC834',
        place,
        `\`${tag}\` is the default language, and its readers get \`${original}\``,
        `Write it as \`${original}\`, and delete this line.`,
      ),
    ];
  if (languages.some((each) => bestLanguage(each, [tag]) !== undefined)) return [];
  return [
    diagnose(
      'INC834',
      place,
      `No reader gets this: the site is not in \`${tag}\``,
      `Add \`${tag}\` to \`languages\`, or delete this line.`,
    ),
  ];
}

function gaps(tags: readonly Language[], path: string, hasOriginal: boolean, world: World): Diagnostic[] {
  const { file, languages, matter } = world;
  const [first, ...others] = languages;
  const missing = others.filter(
    (each) => bestLanguage(each, [...tags, ...(first ? [first] : [])]) === undefined,
  );
  if (tags.length === 0 || missing.length === 0) return [];
  const list = missing.map((tag) => `\`${tag}\``).join(', ');
  const message = `There is nothing for readers of ${list}: they get ${hasOriginal ? `the text in \`${first}\`` : 'none'}`;
  return [diagnose('INC835', placeOf(file, matter.keyPlace(path)), message)];
}
