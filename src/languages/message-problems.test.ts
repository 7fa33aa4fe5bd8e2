import { describe, expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { loadMessages } from './messages.ts';

/** What is said of the texts of a language, with what there is to do: `code line message / hint`. */
function problems(files: Readonly<Record<string, string>>, ...languages: readonly string[]): string[] {
  const texts = Object.entries(files).map(([tag, text]) => ({
    path: `templates/messages/${tag}.yaml`,
    bytes: new TextEncoder().encode(text),
  }));
  return loadMessages(texts, languages as Language[]).diagnostics.map(
    ({ code, place, message, hint }) => `${code} ${place.line} ${message} / ${hint?.text}`,
  );
}

/** A text that chooses by a number, with lines below `.match`. */
const choosing = (lines: string, input = '{$count :integer}') =>
  `total: |\n  .input ${input}\n  .match $count\n${lines}\n  * {{{$count} reports}}\n`;
const ENGLISH = choosing('  one {{{$count} report}}');

describe('plural categories', () => {
  test.each([
    ['de', '  one {{{$count}}}', []],
    [
      'de',
      '',
      ['lacks the plural category `one`', 'Add a line such as `one {{{$count} …}}` below `.match`.'],
    ],
    [
      'ar',
      '  one {{{$count}}}\n  two {{{$count}}}',
      [
        'lacks the plural categories `zero`, `few`, `many`',
        'Add a line such as `zero {{{$count} …}}` below `.match`.',
      ],
    ],
    [
      'de',
      '  one {{{$count}}}\n  once {{{$count}}}',
      [
        'has `once`, which is not a plural category',
        'The categories are `zero`, `one`, `two`, `few`, `many` and `*` for all others.',
      ],
    ],
    [
      'de',
      '  once {{{$count}}}',
      [
        'lacks the plural category `one` and has `once`, which is not a plural category',
        'Add a line such as `one {{{$count} …}}` below `.match`.',
      ],
    ],
    // Numbers may stand beside categories; what only begins or ends like one may not.
    ['de', '  one {{{$count}}}\n  -12.50 {{{$count}}}', []],
    ['de', '  one {{{$count}}}\n  1x {{{$count}}}', ['has `1x`, which is not a plural category', undefined]],
    [
      'de',
      '  one {{{$count}}}\n  |x1| {{{$count}}}',
      ['has `x1`, which is not a plural category', undefined],
    ],
  ])('%s with %j', (language, lines, [said, todo]: readonly (string | undefined)[] = []) => {
    const found = problems({ en: ENGLISH, [language]: choosing(lines) }, language);
    if (said === undefined) expect(found).toEqual([]);
    else {
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(`INC706 1 The text \`total\` ${said} for \`$count\` in \`${language}\` / `);
      if (todo !== undefined) expect(found[0]).toContain(` / ${todo}`);
    }
  });

  test('a choice by exact numbers, by order or by a text has other keys', () => {
    const of = (input: string, lines: string) => problems({ en: ENGLISH, de: choosing(lines, input) }, 'de');
    expect(of('{$count :integer select=exact}', '  1 {{{$count}}}')).toEqual([]);
    expect(of('{$count :string}', '  eins {{{$count}}}')).toEqual([]);
    expect(of('{$count :number}', '')).toEqual([expect.stringContaining('lacks the plural category `one`')]);
    // English has four ordinals, German one.
    expect(of('{$count :integer select=ordinal}', '')).toEqual([]);
    const english = choosing('  one {{{$count}}}', '{$count :integer select=ordinal}');
    expect(problems({ en: english }, 'en')).toEqual([expect.stringContaining('categories `two`, `few`')]);
  });

  test('the choice is by the variable of that name', () => {
    const text = (keys: string) =>
      `a: |\n  .input {$x :string}\n  .input {$y :integer}\n  .match $y\n  ${keys} {{{$x} {$y}}}\n  * {{{$x} {$y}}}\n`;
    expect(problems({ en: text('one'), de: text('1') }, 'de')).toEqual([
      expect.stringContaining('lacks the plural category `one` for `$y` in `de`'),
    ]);
  });

  test('each of two choices is looked at', () => {
    const text = (keys: string) =>
      `a: |\n  .input {$x :integer}\n  .input {$y :integer}\n  .match $x $y\n  ${keys} {{{$x} {$y}}}\n  * * {{{$x} {$y}}}\n`;
    expect(problems({ en: text('one one'), de: text('one *') }, 'de')).toEqual([
      expect.stringContaining('lacks the plural category `one` for `$y` in `de`'),
    ]);
  });
});

describe('what is not valid MessageFormat', () => {
  test.each([
    ['open {$x', 'it ends inside braces that are never closed'],
    ['a } b', 'character 3, where `} b` begins, cannot be used there'],
    ['a {$x} } and much more', 'character 8, where `} and mu` begins, cannot be used there'],
    ['{$x :nofunction}', 'there is no function `:nofunction`'],
    ['.input {$x} .input {$x} {{{$x}}}', 'a variable is declared twice'],
    ['.input {$x :integer} .match $x 1 {{a}} 1 {{b}} * {{c}}', 'two variants have the same keys'],
    [
      '.input {$x :integer} .match $x 1 2 {{a}} * {{b}}',
      'a variant has more or fewer keys than `.match` has variables',
    ],
    ['.input {$x :integer} .match $x 1 {{a}}', 'the variant `*` is missing'],
    [
      '.input {$x} .match $x 1 {{a}} * {{b}}',
      'the variable after `.match` needs a declaration: `.input {$count :integer}`',
    ],
  ])('%s', (text, reason) => {
    const [found] = problems({ en: 'a: "{$x}"', fr: `a: "${text}"` }, 'fr');
    expect(found).toMatch(/^INC705 1 /);
    expect(found).toContain(reason);
  });
});

describe('what is compared with English', () => {
  test('a value that is not given, with those that are', () => {
    expect(problems({ en: 'a: "{$x} {$y}"\nb: "B"', fr: 'a: "{$x} {$y} {$z}"\nb: "{$z}"' }, 'fr')).toEqual([
      'INC707 1 The text `a` shows `$z`, which it is not given / It is given `$x`, `$y`.',
      'INC707 2 The text `b` shows `$z`, which it is not given / It is given none.',
    ]);
  });

  test('ten missing texts are told one by one below the last, with what they say in English; eleven in one', () => {
    const english = (count: number) =>
      `${Array.from({ length: count }, (_, index) => `k${index}: "The  text ${index}"`).join('\n')}\nlast: "L"\n`;
    const ten = problems({ en: english(10), fr: '# Textes\nlast: "D"\n' }, 'fr');
    expect(ten).toHaveLength(10);
    expect(ten[3]).toBe(
      'INC703 2 The text `k3` is missing for `fr` / Add `k3`; in English it says: The text 3',
    );
    expect(problems({ en: english(11), fr: 'last: "D"\n' }, 'fr')).toEqual([
      'INC703 1 11 texts are missing for `fr`, among them `k0`, `k1`, `k2` / ' +
        'Copy the shipped `en.yaml` over the file and translate its texts.',
    ]);
  });

  test('a text that nothing uses, like another one or not', () => {
    expect(
      problems({ en: 'index.calm: "A"', fr: 'index.calm: "Â"\nindex.clam: "B"\nquite.other: "C"' }, 'fr'),
    ).toEqual([
      'INC704 2 No template uses the text `index.clam` / Did you mean `index.calm`?',
      'INC704 3 No template uses the text `quite.other` / ' +
        'Delete it; a text for a template of your own must be in `templates/messages/en.yaml` first.',
    ]);
  });
});
