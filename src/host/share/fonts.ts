import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** First and last code point. */
type Range = readonly [first: number, last: number];

/** Part of a font: the letters of some ranges, in all weights. */
export interface FontPart {
  readonly family: string;
  readonly name: string;
  readonly read: () => Uint8Array;
  /**
   * The letters it has. Its package lists whole ranges, but many letters in them are in none of its files.
   */
  readonly drawn: () => readonly Range[];
}

/** The fonts that are installed. */
export interface ShareFonts {
  /** Their names with their versions. */
  readonly versions: readonly string[];
  /**
   * The parts that a text needs, in the order they are tried for a language. Undefined if none of them has some
   * letter of the text.
   */
  readonly fontsFor: (text: string, language: string) => readonly FontPart[] | undefined;
}

const SCOPE = '@fontsource-variable';

/** Fonts for all languages except those of East Asia, which share code points but differ in shapes. */
const COMMON = ['noto-sans', 'noto-sans-arabic'];
const EAST_ASIAN = ['noto-sans-sc', 'noto-sans-tc', 'noto-sans-jp', 'noto-sans-kr'];

/** The code points that a font has letters for; undefined for a collection of fonts. */
type LettersOf = (font: Uint8Array) => readonly number[] | undefined;

/** Opens the installed fonts. Undefined if the first, or the package that reads fonts, is not installed. */
export async function openFonts(): Promise<ShareFonts | undefined> {
  const library = await import('fontkitten').catch(() => undefined);
  const versions = library ? fontVersions() : [];
  if (!library || versions.length === 0) return undefined;
  const parts = new Map<string, readonly Claimed[]>();
  const lettersOf: LettersOf = (bytes) => {
    const font = library.create(Buffer.from(bytes));
    return 'characterSet' in font ? font.characterSet : undefined;
  };
  const partsOf = (family: string) => {
    const known = parts.get(family) ?? readParts(family, lettersOf);
    parts.set(family, known);
    return known;
  };
  return { versions, fontsFor: (text, language) => chosenFor(text, language, partsOf) };
}

function chosenFor(
  text: string,
  language: string,
  partsOf: (family: string) => readonly Claimed[],
): readonly FontPart[] | undefined {
  const wanted = [...COMMON, ...eastAsian(language)].flatMap(partsOf);
  const chosen = new Set<FontPart>();
  for (const character of new Set(text)) {
    const code = character.codePointAt(0) ?? 0;
    const part = wanted.find((each) => isAmong(each.claimed, code) && isAmong(each.drawn(), code));
    if (part) chosen.add(part);
    else if (!/[\s\p{Cf}\p{Mn}]/u.test(character)) return undefined;
  }
  return wanted.filter((part) => chosen.has(part));
}

function isAmong(ranges: readonly Range[], code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

/** The installed fonts with their versions; empty if not even the first is installed. */
function fontVersions(): readonly string[] {
  const versions = [...COMMON, ...EAST_ASIAN].map((family) => {
    const folder = packageFolder(family);
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

function packageFolder(family: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${SCOPE}/${family}/package.json`));
  } catch {
    return undefined;
  }
}

/** A part with the ranges that its package lists for it. */
interface Claimed extends FontPart {
  readonly claimed: readonly Range[];
}

/** Reads a font package's description of its files; none if it is not installed. */
function readParts(family: string, lettersOf: LettersOf): Claimed[] {
  const folder = packageFolder(family);
  if (folder === undefined) return [];
  const subsets = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  return Object.entries(subsets).map(([subset, ranges]) => {
    const name = `${family}-${subset.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`;
    const claimed = ranges.split(',').map(parseRange);
    const read = () => readFileSync(join(folder, 'files', name));
    let drawn: readonly Range[] | undefined;
    return { family, name, claimed, read, drawn: () => (drawn ??= rangesOf(lettersOf(read()) ?? [])) };
  });
}

/** A range as CSS writes it: `U+4e00`, `U+0000-00FF`. */
function parseRange(range: string): Range {
  const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

/** Code points as ranges. */
function rangesOf(codes: readonly number[]): readonly Range[] {
  const ranges: [number, number][] = [];
  for (const code of codes.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && code <= last[1] + 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges;
}
