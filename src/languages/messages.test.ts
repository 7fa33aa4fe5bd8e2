import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../model/file.ts';
import type { Language } from '../model/language.ts';
import { loadMessages, UnknownMessage } from './messages.ts';

const file = (tag: string, text: string): SourceFile => ({
  path: `templates/messages/${tag}.yaml`,
  bytes: new TextEncoder().encode(text),
});

const load = (files: Readonly<Record<string, string>>, ...languages: string[]) =>
  loadMessages(
    Object.entries(files).map(([tag, text]) => file(tag, text)),
    languages as Language[],
  );

const codes = (outcome: ReturnType<typeof loadMessages>) => outcome.diagnostics.map(({ code }) => code);

const COUNT = `total: |
  .input {$count :integer}
  .match $count
  one {{{$count} report}}
  * {{{$count} reports}}
`;

test('texts are found by dotted keys, nested in the file or not, and filled with values', () => {
  const outcome = load({ en: 'index:\n  calm: "All is well"\nindex.open: "{$who} is open"\n' }, 'en');
  expect(outcome.diagnostics).toEqual([]);
  expect(outcome.value.t('en' as Language, 'index.calm')).toBe('All is well');
  expect(outcome.value.t('en' as Language, 'index.open', { who: 'DNS' })).toBe('DNS is open');
  expect(outcome.value.keys).toEqual(['index.calm', 'index.open']);
});

test('a text chooses by plural category', () => {
  const { value } = load({ en: COUNT }, 'en');
  expect(value.t('en' as Language, 'total', { count: 1 })).toBe('1 report');
  expect(value.t('en' as Language, 'total', { count: 12_000 })).toBe('12,000 reports');
});

test("the site's file wins over the shipped one, key by key", () => {
  const shipped = file('en', 'a: "shipped a"\nb: "shipped b"\n');
  const own = file('en', 'b: "own b"\n');
  const { value, diagnostics } = loadMessages([shipped, own], ['en' as Language]);
  expect(diagnostics).toEqual([]);
  expect(value.t('en' as Language, 'a')).toBe('shipped a');
  expect(value.t('en' as Language, 'b')).toBe('own b');
});

test('a broken text in a file of the site is reported there, and the shipped text is used', () => {
  const shipped = [file('en', 'a: "A"\nb: "B"\n'), file('fr', 'a: "Â"\nb: "Ê"\n')];
  const own = file('fr', '# Textes de la maison\nb: "{$b"\n');
  const { value, diagnostics } = loadMessages([...shipped, own], ['fr' as Language]);
  expect(diagnostics.map(({ code, place }) => [code, place.file, place.line])).toEqual([
    ['INC705', 'templates/messages/fr.yaml', 2],
  ]);
  expect(value.t('fr' as Language, 'b')).toBe('Ê');
});

test('a language that is not shipped needs one file, and is measured like the others', () => {
  const english = file('en', `a: "A"\n${COUNT}`);
  const whole = file('sw', `a: "Ha"\n${COUNT.replaceAll('report', 'ripoti')}`);
  const { value, diagnostics } = loadMessages([english, whole], ['sw' as Language]);
  expect(diagnostics).toEqual([]);
  expect(value.t('sw' as Language, 'total', { count: 1 })).toBe('1 ripoti');
  expect(codes(loadMessages([english, file('sw', 'a: "Ha"\n')], ['sw' as Language]))).toEqual(['INC703']);
});

test('a language is served by what it falls back to, never across scripts', () => {
  const { value, diagnostics } = load({ en: 'a: "en"', de: 'a: "de"' }, 'de-AT');
  expect(diagnostics).toEqual([]);
  expect(value.t('de-AT' as Language, 'a')).toBe('de');
  const other = load({ en: 'a: "en"', zh: 'a: "简"' }, 'zh-TW');
  expect(codes(other)).toEqual(['INC701']);
  expect(other.diagnostics[0]?.place.file).toBe('templates/messages/zh-TW.yaml');
  expect(other.value.t('zh-TW' as Language, 'a')).toBe('en');
});

test('a missing key is reported at the end of the file, and English is used', () => {
  const outcome = load({ en: 'a: "A"\nb: "B"\n', fr: 'a: "Â"\n' }, 'en', 'fr');
  expect(outcome.diagnostics).toEqual([
    {
      code: 'INC703',
      severity: 'error',
      place: { file: 'templates/messages/fr.yaml', line: 1, column: 4, end: { line: 1, column: 7 } },
      message: 'The text `b` is missing for `fr`',
      hint: { text: 'Add `b`; in English it says: B' },
    },
  ]);
  expect(outcome.value.t('fr' as Language, 'b')).toBe('B');
});

test('a file that was hardly begun is one problem, not a hundred', () => {
  const en = Array.from({ length: 30 }, (_, index) => `k${index}: "x"`).join('\n');
  const outcome = load({ en, fr: 'k0: "y"' }, 'fr');
  expect(outcome.diagnostics.map(({ message }) => message)).toEqual([
    '29 texts are missing for `fr`, among them `k1`, `k2`, `k3`',
  ]);
});

test('an unknown key gets the nearest one', () => {
  const outcome = load({ en: 'index: {calm: "A"}', fr: 'index: {calm: "Â", clam: "B"}' }, 'fr');
  expect(codes(outcome)).toEqual(['INC704']);
  expect(outcome.diagnostics[0]?.hint?.text).toBe('Did you mean `index.calm`?');
});

test('a key of the site is known once its English file has it', () => {
  const outcome = loadMessages([file('en', 'a: "A"'), file('en', 'own: "Own"')], ['en' as Language]);
  expect(codes(outcome)).toEqual([]);
});

test('a missing plural category is named', () => {
  const arabic = COUNT.replace('  one', '  zero {{لا}}\n  two {{اثنان}}\n  one');
  const outcome = load({ en: COUNT, ar: arabic }, 'ar');
  expect(codes(outcome)).toEqual(['INC706']);
  expect(outcome.diagnostics[0]?.message).toContain('`few`, `many`');
});

test('a key that is not a plural category is named too', () => {
  const outcome = load({ en: COUNT, de: COUNT.replace('one', 'once') }, 'de');
  expect(outcome.diagnostics[0]?.message).toContain('`once`, which is not a plural category');
});

test('exact numbers may stand beside the categories', () => {
  expect(codes(load({ en: COUNT, de: COUNT.replace('  one', '  0 {{kein Bericht}}\n  one') }, 'de'))).toEqual(
    [],
  );
});

test('a language with one form for all numbers needs only that', () => {
  const japanese = 'total: ".input {$count :integer} .match $count * {{{$count} 件}}"';
  expect(codes(load({ en: COUNT, ja: japanese }, 'ja'))).toEqual([]);
});

test.each([
  ['a: "open {$x"', 'INC705'],
  ['a: "{$x :nofunction}"', 'INC705'],
  ['a: ".input {$x :integer} .match $x one {{1}}"', 'INC705'],
  ['a: ".match $x * {{1}}"', 'INC705'],
])('broken text %s', (text, code) => {
  const outcome = load({ en: 'a: "{$x}"', fr: text }, 'fr');
  expect(codes(outcome)).toContain(code);
  expect(outcome.value.t('fr' as Language, 'a', { x: 1 })).toBe('1');
});

test('variables are compared with the English text', () => {
  const outcome = load({ en: 'a: "{$version}"', fr: 'a: "{$verison}"' }, 'fr');
  expect(codes(outcome)).toEqual(['INC707', 'INC708']);
});

test.each([
  ['a: "x', 2],
  ['a: ""', 1],
  ['- a', 1],
  ['a: "x"\na: "y"', 2],
  ['a: [1]', 1],
])('unreadable file %j', (text) => {
  const outcome = load({ en: 'a: "A"', fr: text }, 'fr');
  expect(codes(outcome)).toContain('INC702');
  expect(outcome.value.t('fr' as Language, 'a')).not.toBe('');
});

test('a quotation mark that is not closed is told where it is', () => {
  const { diagnostics } = load({ en: 'a: "A"\nb: "B"', fr: 'a: "A"\nb: "B' }, 'fr');
  expect(diagnostics[0]).toMatchObject({
    message: 'This quotation mark is not closed',
    place: { line: 2, column: 4 },
  });
});

describe('an English file of a site', () => {
  const SHIPPED = { en: 'skip: "Skip"\nversion: "{$version}"', fr: 'skip: "Aller"\nversion: "{$version}"' };
  const siteWith = (own: string) =>
    loadMessages(
      [...Object.entries(SHIPPED).map(([tag, text]) => file(tag, text)), { ...file('en', own), path: OWN }],
      ['en' as Language, 'fr' as Language],
    );
  const OWN = 'site/messages/en.yaml';
  const told = ({ diagnostics }: ReturnType<typeof siteWith>) =>
    diagnostics.map(({ code, place, hint }) => `${code} ${place.file}:${place.line} ${hint?.text}`);

  test('gets one message about a value that does not exist, and the shipped text is shown', () => {
    const outcome = siteWith('skip: "Skip {$nope}"');
    expect(told(outcome)).toEqual([`INC707 ${OWN}:1 It is given none.`]);
    expect(outcome.value.t('en' as Language, 'skip')).toBe('Skip');
  });

  test('gets the message about a misspelt key, and no other file does', () => {
    expect(told(siteWith('version: "V {$version}"\nskp: "Jump"'))).toEqual([
      `INC703 ${OWN}:2 Did you mean \`skip\`? If it is a text for a template of your own: add it to the texts of fr.`,
    ]);
  });

  test('may have texts of its own, and others in place of those that are shipped', () => {
    expect(told(siteWith('skip: "Jump"\nversion: "V {$version}"'))).toEqual([]);
  });
});

test('a file in another encoding is said to be one', () => {
  const latin = { path: 'templates/messages/fr.yaml', bytes: Uint8Array.of(0x61, 0x3a, 0x20, 0xe9) };
  const outcome = loadMessages([file('en', 'a: "A"'), latin], ['fr' as Language]);
  expect(codes(outcome)).toContain('INC702');
});

test.each([
  ['zh_CN', 'Rename it to `zh-CN.yaml`.'],
  ['iw', 'Rename it to `he.yaml`.'],
  ['EN', 'Rename it to `en.yaml`.'],
])('the file name %s is not standard', (tag, hint) => {
  const outcome = load({ en: 'a: "A"', [tag]: 'a: "B"' }, 'en');
  expect(codes(outcome)).toEqual(['INC709']);
  expect(outcome.diagnostics[0]?.hint?.text).toBe(hint);
});

test('an unknown key or a missing value throws, with the nearest key', () => {
  const { value } = load({ en: 'index.calm: "A {$b}"' }, 'en');
  expect(() => value.t('en' as Language, 'index.clam')).toThrow(UnknownMessage);
  expect(() => value.t('en' as Language, 'index.calm', {})).toThrow(UnknownMessage);
});

test('values are isolated in right-to-left texts only', () => {
  const { value } = load({ en: 'a: "Version {$v}"', ar: 'a: "الإصدار {$v}"' }, 'en', 'ar');
  expect(value.t('en' as Language, 'a', { v: '002' })).toBe('Version 002');
  expect(value.t('ar' as Language, 'a', { v: '002' })).toBe('الإصدار \u2068002\u2069');
});

test('numbers have Latin digits in every language', () => {
  const { value } = load(
    { en: 'a: "{$n :integer}"', ar: 'a: "{$n :integer}"', fa: 'a: "{$n :integer}"' },
    'ar',
    'fa',
  );
  expect(value.t('ar' as Language, 'a', { n: 25 })).toContain('25');
  expect(value.t('fa' as Language, 'a', { n: 25 })).toContain('25');
});

test('numbers are written as the language of the text does it', () => {
  const { value } = load({ en: 'a: "{$n :integer}"', de: 'a: "{$n :integer}"' }, 'en', 'de');
  expect(value.t('en' as Language, 'a', { n: 12_000 })).toBe('12,000');
  expect(value.t('de' as Language, 'a', { n: 12_000 })).toBe('12.000');
});

test('a language without texts of its own is told in English', () => {
  const { value } = load({ en: 'a: "A"' }, 'en');
  expect(value.t('sv' as Language, 'a')).toBe('A');
});

test('the sources of a language are English and its own, and equal while nothing changes', () => {
  const english = { en: 'a: "A"\nb: "B"' };
  const sources = (french: string, language = 'fr') =>
    load({ ...english, fr: french }, 'en', 'fr').value.sources(language as Language);
  const before = sources('a: "Â"\nb: "B"');
  expect(JSON.parse(before)).toEqual([
    [
      ['a', 'A'],
      ['b', 'B'],
    ],
    [
      ['a', 'Â'],
      ['b', 'B'],
    ],
  ]);
  expect(sources('a: "Â"\nb: "B"')).toBe(before);
  expect(sources('a: "Ä"\nb: "B"')).not.toBe(before);
  expect(sources('a: "Ä"\nb: "B"', 'en')).toBe(sources('a: "Â"\nb: "B"', 'en'));
  const [reference, own] = JSON.parse(sources('', 'sv')) as unknown[];
  expect(own).toEqual(reference);
});

test('files of languages that are not configured, and files of something else, are not read', () => {
  const broken = new TextEncoder().encode('a: "x');
  const others = ['de.yaml', 'en.yaml.bak', 'en.json'].map((name) => ({
    path: `templates/messages/${name}`,
    bytes: broken,
  }));
  const elsewhere = { path: 'templates/my-messages/en.yaml', bytes: broken };
  const outcome = loadMessages([file('en', 'a: "A"'), ...others, elsewhere], ['en' as Language]);
  expect(outcome.diagnostics).toEqual([]);
  expect(outcome.value.t('en' as Language, 'a')).toBe('A');
});

test.each(['messages/en.yaml', 'templates/messages/en.yml', 'a/b/messages/en.yaml'])(
  '%s is a file of texts',
  (path) => {
    const bytes = new TextEncoder().encode('a: "A"');
    expect(loadMessages([{ path, bytes }], ['en' as Language]).value.keys).toEqual(['a']);
  },
);

test('a file name that is no language tag is told what one looks like', () => {
  const outcome = load({ en: 'a: "A"', 'not a tag': 'a: "B"' }, 'en');
  expect(outcome.diagnostics.map(({ code, hint }) => [code, hint?.text])).toEqual([
    ['INC709', 'Name the file after a BCP 47 tag: `pt-BR.yaml`.'],
  ]);
});

test('without any English text, those of another language are unknown', () => {
  expect(codes(load({ fr: 'a: "A"' }, 'fr'))).toEqual(['INC704']);
});

test('a missing text is reported below the last one of the file that has the newest', () => {
  const text = (path: string, words: string) => ({ path, bytes: new TextEncoder().encode(words) });
  const outcome = loadMessages(
    [
      text('shipped/messages/en.yaml', 'a: "A"\nb: "B"\nc: "C"\nd: "D"\n'),
      text('shipped/messages/fr.yaml', '\n\n\n\na: "A"\nb: "B"\n'),
      text('own/messages/fr.yaml', 'c: "C"\n\na: "A"\n'),
    ],
    ['fr' as Language],
  );
  expect(outcome.diagnostics.map(({ place }) => [place.file, place.line])).toEqual([
    ['own/messages/fr.yaml', 3],
  ]);
});

test('an empty file lacks everything at its beginning', () => {
  const outcome = load({ en: 'a: "A"', fr: '' }, 'fr');
  expect(outcome.diagnostics.map(({ code, place }) => [code, place.file, place.line, place.column])).toEqual([
    ['INC703', 'templates/messages/fr.yaml', 1, 1],
  ]);
});
