import { columnsOf } from '../../../diagnostics/formats/display.ts';
import { wrap } from '../../../diagnostics/formats/wrap.ts';
import { languageName } from '../../../languages/autonym.ts';
import type { Language } from '../../../model/language.ts';
import type { TextState, TextStatus } from '../../../site/translation-status.ts';

/** Columns of the table, in the order in which work is done. */
const COLUMNS: readonly (readonly [heading: string, states: readonly TextState[]])[] = [
  ['original', ['original']],
  ['current', ['current']],
  ['auto', ['automatic']],
  ['partial', ['partial']],
  ['stale', ['stale']],
  ['missing', ['missing', 'begun', 'unreadable']],
  ['ahead', ['ahead']],
];

/** Nobody reads a longer list; `--json` has all of it. */
const MOST_MISSING = 5;

/** Longest name of a language in the table, and the widths of its numbers, in columns of a terminal. */
const NAME_WIDTH = 29;
const WIDTHS = COLUMNS.map(([heading]) => Math.max(heading.length, 5) + 1);
const TABLE_WIDTH = NAME_WIDTH + WIDTHS.reduce((sum, each) => sum + each, 0);

/**
 * How many texts of each language are in which state, and below it what there is to do in each. A terminal of
 * less than `width` 80 columns gets a list instead of the table.
 */
export function formatStatus(
  all: readonly TextStatus[],
  languages: readonly Language[],
  width = TABLE_WIDTH,
): string {
  if (all.length === 0) return 'No report is published yet.\n';
  const isTable = width >= TABLE_WIDTH;
  const own = languages.map((language) => all.filter((each) => each.language === language));
  const rows = languages.map((language, index) =>
    isTable ? row(nameOf(language), own[index] ?? []) : item(nameOf(language), own[index] ?? [], width),
  );
  const details = languages.map((language, index) => toDo(own[index] ?? [], language, width));
  const head = isTable
    ? [
        cells(
          '',
          COLUMNS.map(([heading]) => heading),
        ),
      ]
    : [];
  return [...head, ...rows, ...details.filter((text) => text !== '').map((text) => `\n${text}`)].join('');
}

function row(name: string, own: readonly TextStatus[]): string {
  return cells(
    name,
    countsOf(own).map(({ count }) => (count === 0 ? '·' : String(count))),
  );
}

function cells(name: string, texts: readonly string[]): string {
  const padded = name + ' '.repeat(Math.max(0, NAME_WIDTH - columnsOf(name)));
  return (
    `${padded}${texts.map((text, index) => text.padStart(WIDTHS[index] ?? 0)).join('')}`.trimEnd() + '\n'
  );
}

function item(name: string, own: readonly TextStatus[], width: number): string {
  const counts = countsOf(own).filter(({ count }) => count > 0);
  return `${name}\n${wrap(counts.map(({ heading, count }) => `${count} ${heading}`).join(', '), width, '  ')}\n`;
}

function countsOf(own: readonly TextStatus[]): { readonly heading: string; readonly count: number }[] {
  return COLUMNS.map(([heading, states]) => ({
    heading,
    count: own.filter(({ state }) => states.includes(state)).length,
  }));
}

/** The tag first: a terminal may not be able to show the name. */
function nameOf(language: Language): string {
  const name = `${language} ${languageName(language)}`;
  return columnsOf(name) < NAME_WIDTH ? name : language;
}

function toDo(own: readonly TextStatus[], language: Language, width: number): string {
  const open = own.filter(({ state }) => state !== 'original' && state !== 'current');
  const missing = open.filter(({ state }) => state === 'missing');
  const shown = [...open.filter(({ state }) => state !== 'missing'), ...missing.slice(0, MOST_MISSING)];
  if (shown.length === 0) return '';
  const more = missing.length - MOST_MISSING;
  const rest = more > 0 ? [line('missing', `… and ${more} more`, width)] : [];
  return [
    `${nameOf(language)}\n`,
    ...shown.map((each) => line(wordsOf(each), textOf(each), width)),
    ...rest,
  ].join('');
}

/** What to do in which report; one below the other if they do not fit side by side. */
function line(words: string, text: string, width: number): string {
  const whole = `  ${words.padEnd(14)}  ${text}`;
  return columnsOf(whole) <= width ? `${whole}\n` : `  ${words}\n${wrap(text, width, '    ')}\n`;
}

function textOf({ reference, text, language, version }: TextStatus): string {
  return text !== language && version !== undefined ? `${reference} (text of ${text})` : reference;
}

function wordsOf({ state, behind, untranslated }: TextStatus): string {
  if (state === 'stale') return `stale by ${behind}`;
  if (state === 'ahead') return `ahead by ${-behind}`;
  return state === 'partial' ? `lacks ${untranslated.length}` : state;
}
