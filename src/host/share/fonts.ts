import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Part of a font: the letters of some ranges, in all weights. */
export interface FontPart {
  readonly family: string;
  readonly name: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
  readonly read: () => Uint8Array;
}

const SCOPE = '@fontsource-variable';

/** Fonts for all languages except those of East Asia, which share code points but differ in shapes. */
const COMMON = ['noto-sans', 'noto-sans-arabic'];
const EAST_ASIAN = ['noto-sans-sc', 'noto-sans-tc', 'noto-sans-jp', 'noto-sans-kr'];

const parts = new Map<string, readonly FontPart[]>();

/**
 * The parts of installed fonts that a text needs, in the order they are tried for a language. Undefined if a
 * letter of the text is in none of them.
 */
export function fontsFor(text: string, language: string): readonly FontPart[] | undefined {
  const wanted = [...COMMON, ...eastAsian(language)].flatMap(partsOf);
  const chosen = new Set<FontPart>();
  for (const character of new Set(text)) {
    const code = character.codePointAt(0) ?? 0;
    const part = wanted.find(({ ranges }) => ranges.some(([first, last]) => code >= first && code <= last));
    if (part) chosen.add(part);
    else if (!/[\s\p{Cf}\p{Mn}]/u.test(character)) return undefined;
  }
  return wanted.filter((part) => chosen.has(part));
}

/** The installed fonts with their versions; empty if not even the first is installed. */
export function fontVersions(): readonly string[] {
  const versions = [...COMMON, ...EAST_ASIAN].map((family) => {
    const folder = packageFolder(`${SCOPE}/${family}`);
    if (folder === undefined) return '';
    const text = readFileSync(join(folder, 'package.json'), 'utf8');
    return `${family} ${(JSON.parse(text) as { version: string }).version}`;
  });
  return versions[0] === '' ? [] : versions.filter((version) => version !== '');
}

/** The font with the shapes of the language comes first. */
function eastAsian(language: string): string[] {
  const { language: base, script } = new Intl.Locale(language).maximize();
  const own = base === 'ja' ? 'jp' : base === 'ko' ? 'kr' : script === 'Hant' ? 'tc' : 'sc';
  return EAST_ASIAN.toSorted((a, b) => Number(b.endsWith(own)) - Number(a.endsWith(own)));
}

/** Reads a font package's description of its files; none if it is not installed. */
function partsOf(family: string): readonly FontPart[] {
  const known = parts.get(family);
  if (known) return known;
  const folder = packageFolder(`${SCOPE}/${family}`);
  const found = folder === undefined ? [] : readParts(folder, family);
  parts.set(family, found);
  return found;
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function readParts(folder: string, family: string): FontPart[] {
  const subsets = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  return Object.entries(subsets).map(([subset, ranges]) => {
    const name = `${family}-${subset.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`;
    return {
      family,
      name,
      ranges: ranges.split(',').map(parseRange),
      read: () => readFileSync(join(folder, 'files', name)),
    };
  });
}

/** A range as CSS writes it: `U+4e00`, `U+0000-00FF`. */
function parseRange(range: string): readonly [number, number] {
  const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
