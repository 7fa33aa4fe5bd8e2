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
import { visibleProse } from './visible.ts';

const PHRASES: Readonly<Record<string, RegExp>> = { en: read(en), fr: read(fr), de: read(de), es: read(es) };

/** A text of the file, and where it begins. */
interface Part {
  readonly text: string;
  readonly line: number;
  /** Columns before each of its lines; before the first one only, where it stands on a line with its key. */
  readonly indent: number;
}

/**
 * Words that say who was wrong instead of what went wrong: in titles, texts, actions and the body, in
 * languages we have a list for. Code and comments are not looked at.
 */
export function checkBlame(
  { path, language }: EditionRequest,
  halves: Split,
  matter: Matter | undefined,
): Diagnostic[] {
  const phrases = PHRASES[language.split('-')[0] ?? ''];
  if (!phrases) return [];
  const body = { text: halves.body, line: halves.bodyLine, indent: 0 };
  return [...(matter ? partsOf(matter) : []), body].flatMap(({ text, line, indent }) =>
    [...visibleProse(text).matchAll(phrases)].map((match): Diagnostic => {
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
    return typeof text === 'string' ? [{ text, ...origin(path) }] : [];
  });
}

/** A phrase has no letters or digits right before or after it, and may run over the end of a line. */
function read(phrases: readonly string[]): RegExp {
  const any = phrases.join('|').replaceAll(' ', String.raw`(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${any})(?![\p{L}\p{N}])`, 'giu');
}
