import { diagnose } from '../../diagnostics/diagnose.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf } from '../../diagnostics/diagnostic.ts';
import { positionOf } from '../decode.ts';
import type { Matter } from '../matter.ts';
import type { EditionRequest } from '../request.ts';
import type { Split } from '../split.ts';
import { de } from './blame/de.ts';
import { en } from './blame/en.ts';
import { es } from './blame/es.ts';
import { fr } from './blame/fr.ts';
import { pt } from './blame/pt.ts';
import type { BlameWords } from './blame/words.ts';
import { visibleProse } from './visible.ts';

/** The patterns of one language. */
interface Patterns {
  readonly accusations: RegExp;
  readonly ofPeople: RegExp;
  /** A person among the last words before an accusation. */
  readonly people: RegExp;
  readonly denials: RegExp;
}

const PATTERNS: Readonly<Record<string, Patterns>> = {
  en: read(en),
  fr: read(fr),
  de: read(de),
  es: read(es),
  pt: read(pt),
};

/** A text of the file, and where it begins, which few have to know. */
interface Part {
  readonly text: string;
  readonly origin: () => {
    readonly line: number;
    /** Columns before each of its lines; before the first one only, where it is on a line with its key. */
    readonly indent: number;
  };
}

/**
 * Finds words that say who was wrong instead of what went wrong: in titles, texts, actions and the body, in
 * languages that have a list. Code and comments are skipped.
 */
export function checkBlame(
  { path, language }: EditionRequest,
  halves: Split,
  matter: Matter | undefined,
): Diagnostic[] {
  const patterns = PATTERNS[language.split('-')[0] ?? ''];
  if (!patterns) return [];
  const body = { text: halves.body, origin: () => ({ line: halves.bodyLine, indent: 0 }) };
  return [...(matter ? partsOf(matter) : []), body].flatMap(({ text, origin }) =>
    accusationsIn(visibleProse(text), patterns).map((match): Diagnostic => {
      const { line, indent } = origin();
      const from = positionOf(text, match.index);
      const said = match[0].replaceAll(/\s+/g, ' ');
      const row = line + from.line - 1;
      const column = indent + from.column;
      const width = match[0].split('\n')[0]?.length ?? 0;
      return diagnose(
        'INC230',
        placeOf(path, [row, column, row, column + width]),
        `“${said}” says who was wrong, not what went wrong`,
        'Say what happened, and what made the step look right at the time.',
      );
    }),
  );
}

/** All prose of a front matter. */
function partsOf({ value, origin }: Matter): Part[] {
  const lists = (['timeline', 'actions'] as const).flatMap((key) => {
    const list: unknown = value[key];
    return Array.isArray(list)
      ? list.flatMap((_, index) => ['title', 'text'].map((inner) => `${key}.${index}.${inner}`))
      : [];
  });
  return ['title', 'summary', 'changes', ...lists].flatMap((path) => {
    const text = path
      .split('.')
      .reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], value);
    return typeof text === 'string' ? [{ text, origin: () => origin(path) }] : [];
  });
}

/** Where a clause begins or ends. */
const CLAUSE = /[.;!?:](?:\s|$)|\n\s*\n/;

/** Maximum distance, in characters, between an accusation and a word that cancels it. */
const NEAR = 60;

/** Places that are looked at in one text, and found in it. Nobody reads as many; each costs time. */
const MOST_LOOKED_AT = 1_000;
const MOST_FOUND = 50;

/** The first places in a text where people are accused and nothing cancels it. */
function accusationsIn(
  text: string,
  { accusations, ofPeople, people, denials }: Patterns,
): RegExpExecArray[] {
  const said = placesOf(text, accusations).filter((match) => {
    const from = match.index + match[0].length;
    const after = text.slice(from, from + NEAR / 2 + 1).split(CLAUSE)[0] ?? '';
    return !denials.test(before(text, match.index).slice(-NEAR)) && !denials.test(after.slice(0, NEAR / 2));
  });
  const ofThem = placesOf(text, ofPeople).filter(({ index }) => people.test(before(text, index)));
  return [...said, ...ofThem].toSorted((a, b) => a.index - b.index).slice(0, MOST_FOUND);
}

function placesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  // In most texts there is nothing, and `matchAll` begins by making the pattern again.
  if (text.search(pattern) < 0) return [];
  const found: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) if (found.push(match) === MOST_LOOKED_AT) break;
  return found;
}

/** The clause before a place. */
function before(text: string, index: number): string {
  return (
    text
      .slice(Math.max(0, index - 200), index)
      .split(CLAUSE)
      .at(-1) ?? ''
  );
}

/** A phrase has no letters or digits right before or after it, and may run over the end of a line. */
function read({ accusations, ofPeople, people, denials }: BlameWords): Patterns {
  const any = (phrases: readonly string[]) =>
    phrases.join('|').replaceAll(' ', String.raw`(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)`);
  const whole = (pattern: string, flags: string) =>
    new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, flags);
  return {
    accusations: whole(any(accusations), 'giu'),
    ofPeople: whole(any(ofPeople), 'giu'),
    // Up to three words may be between: “the engineer on call should have asked”.
    people: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${any(people)})(?![\p{L}\p{N}'’])(?:[\s,]+(?!that|the|a|an|que|dass|das|die|der)[\p{L}'’-]+){0,2}[\s,]*$`,
      'iu',
    ),
    denials: whole(any(denials), 'iu'),
  };
}
