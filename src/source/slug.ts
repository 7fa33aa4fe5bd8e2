/** A slug longer than this is cut at a word: it is in addresses that people read out. */
const LONGEST = 50;

/** Letters that cannot be decomposed, with the Latin letters that usually replace them. */
const LETTERS = readPairs([
  'ß ss  æ ae  œ oe  ø o  ł l  đ d  ð d  þ th  ı i  ħ h  ŋ n',
  // Russian, Ukrainian, Bulgarian, Serbian: as passports and road signs write them, without marks.
  'а a  б b  в v  г g  ґ g  д d  е e  ё e  є ie  ж zh  з z  и i  й i  і i  ї i  ј j  к k  л l  м m  н n  о o',
  'п p  р r  с s  т t  ћ c  ђ dj  у u  ў u  ф f  х kh  ц ts  ч ch  џ dz  ш sh  щ shch  ы y  э e  ю iu  я ia',
  'љ lj  њ nj',
  // Greek (ISO 843, without marks).
  'α a  β v  γ g  δ d  ε e  ζ z  η i  θ th  ι i  κ k  λ l  μ m  ν n  ξ x  ο o  π p  ρ r  σ s  ς s  τ t  υ y',
  'φ f  χ ch  ψ ps  ω o',
]);

/** In German only, an umlaut is written with an e. */
const GERMAN: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/**
 * The words of a title as they appear in a reference: a–z, 0–9, hyphens. Latin, Cyrillic and Greek letters
 * are transliterated; empty if the title has no usable letter.
 */
export function slugOf(title: string, language: string): string {
  const own = language.slice(0, 2) === 'de' ? GERMAN : {};
  const letters = [...title.normalize('NFC').toLowerCase()].map(
    (letter) => own[letter] ?? LETTERS[letter] ?? letter,
  );
  const plain = [...letters.join('').normalize('NFKD')].map((letter) => LETTERS[letter] ?? letter).join('');
  const words = plain
    .replaceAll(/[\p{M}'’ʼ`ъь]/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return fitting(words);
}

/** As many words as there is room for; a single long one is cut. */
function fitting(words: readonly string[]): string {
  let slug = (words[0] ?? '').slice(0, LONGEST);
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > LONGEST) return slug;
    slug = `${slug}-${word}`;
  }
  return slug;
}

/** Letters, each followed by what is written for it. */
function readPairs(lines: readonly string[]): Readonly<Record<string, string>> {
  const pairs = lines.flatMap((line) => line.split('  '));
  return Object.fromEntries(pairs.map((pair) => pair.split(' ') as [string, string]));
}
