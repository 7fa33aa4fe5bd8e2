import { describe, expect, test } from 'vitest';
import type { Refusal, SourceFile } from '../../model/file.ts';
import type { Language } from '../../model/language.ts';
import { parseSite } from '../site.ts';
import { folderOf, locate } from './locate.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const SITE = parseSite({
  path: 'site.yaml',
  bytes: encode('name: Example\nurl: https://status.example.com/\nlanguages: [en, fr]\n'),
}).value!;

/** Files with these texts; without one, an empty file. */
const files = (paths: readonly string[], text = ''): SourceFile[] =>
  paths.map((path) => ({ path, bytes: encode(text) }));

/** What is found, as `reference: language role …`, and what is said, as `code file message`. */
function found(all: readonly SourceFile[], site = SITE) {
  const { value, diagnostics } = locate(all, site);
  return {
    reports: value.map(
      ({ reference, languageFiles }) =>
        `${reference}: ${languageFiles.map(({ language, role }) => `${language} ${role}`).join(', ')}`,
    ),
    said: diagnostics.map(({ code, place, message }) => `${code} ${place.file} ${message}`),
    hints: diagnostics.map(({ hint }) => hint?.text),
  };
}

const REPORT = 'incidents/2020-09-15-web';

test('a report is a folder, with its texts, its pictures and what is neither', () => {
  const all = files(['en.md', 'fr.md', 'a.PNG', 'more/b.webp', 'log.txt'].map((name) => `${REPORT}/${name}`));
  const { value, diagnostics } = locate(all, SITE);
  expect(value).toMatchObject([
    {
      reference: '2020-09-15-web',
      languageFiles: [
        { language: 'en', role: 'original' },
        { language: 'fr', role: 'translation' },
      ],
      pictures: [{ path: `${REPORT}/a.PNG` }, { path: `${REPORT}/more/b.webp` }],
      others: [{ path: `${REPORT}/log.txt` }],
    },
  ]);
  expect(diagnostics.map(({ code, place }) => [code, place.file])).toEqual([['INC008', `${REPORT}/log.txt`]]);
});

test.each([
  'incidents/.DS_Store',
  'incidents/README.md',
  'incidents/README',
  `${REPORT}/.en.md.swp`,
  `${REPORT}/en.md~`,
  `${REPORT}/en.md.swp`,
  `${REPORT}/Thumbs.db`,
  `${REPORT}/desktop.ini`,
  'incidents/.git/config',
])('%s is nothing that somebody meant to publish', (path) => {
  expect(found(files([path]))).toEqual({ reports: [], said: [], hints: [] });
  expect(folderOf(path)).toBeUndefined();
});

test('only what is in a folder of incidents/ belongs to a report', () => {
  expect(folderOf(`${REPORT}/en.md`)).toBe('2020-09-15-web');
  expect(folderOf(`${REPORT}/more/en.md`)).toBe('2020-09-15-web');
  expect(folderOf('incidents/en.md')).toBeUndefined();
  expect(folderOf('published/2020-09-15-web/en/001.md')).toBeUndefined();
  expect(found(files(['pages/about/en.md', 'site.yaml'])).said).toEqual([]);
});

describe('the original', () => {
  const [EN, FR, DE] = ['en', 'fr', 'de'].map((tag) => `${REPORT}/${tag}.md`) as [string, string, string];
  const TRUE = '---\ntitle: A\noriginal: true # here\n---\n';
  const german = { ...SITE, languages: ['en', 'fr', 'de'] as Language[] };

  test.each<[what: string, all: SourceFile[], expected: string | undefined]>([
    ['is that of the default language', files([EN, FR], TRUE), 'en original, fr translation'],
    ['is the only one', files([FR]), 'fr original'],
    ['is the one that says so', [...files([FR]), ...files([DE], TRUE)], 'fr translation, de original'],
    [
      'may say so in quotes',
      [...files([FR]), ...files([DE], '---\noriginal: "true"\n---\n')],
      'fr translation, de original',
    ],
    ['is unknown if two say so', files([FR, DE], TRUE), undefined],
    ['is unknown if none says so', files([FR, DE]), undefined],
    [
      'says so in its front matter only',
      [...files([FR]), ...files([DE], '---\ntitle: A\n---\noriginal: true\n')],
      undefined,
    ],
    [
      'does not say so by another value',
      [...files([FR]), ...files([DE], '---\noriginal: truely\n---\n')],
      undefined,
    ],
  ])('%s', (_, all, expected) => {
    const { reports, said } = found(all, german);
    if (expected === undefined) {
      expect(reports).toEqual([]);
      expect(said).toEqual([`INC009 ${FR} None of the files of \`2020-09-15-web\` is the original`]);
    } else expect([reports, said]).toEqual([[`2020-09-15-web: ${expected}`], []]);
  });

  test('is not missed among files that are wrong, and is where nothing else is', () => {
    expect(found(files([`${REPORT}/jp.md`])).said).toHaveLength(1);
    expect(found(files([`${REPORT}/sv.md`])).said).toEqual([
      `INC003 ${REPORT}/sv.md \`sv\` is not among the languages of this site`,
    ]);
    expect(found(files([`${REPORT}/a.png`])).said).toEqual([
      `INC009 ${REPORT}/en.md None of the files of \`2020-09-15-web\` is the original`,
    ]);
  });
});

describe('texts that are not named by a language of the site', () => {
  test.each([
    ['pt_BR', 'INC002', '`pt_BR` is not the standard tag of this language', 'Rename the file to `pt-BR.md`'],
    [
      'sv',
      'INC003',
      '`sv` is not among the languages of this site',
      'languages: [en, fr, sv]`, or delete the file.',
    ],
    [
      'NOTES',
      'INC002',
      '`NOTES` is not a language: each file here is the report in one language',
      'Move the file out of incidents/',
    ],
    ['french', 'INC002', '`french` is not a language', 'Name the file by its language: `fr.md`.'],
    ['français', 'INC002', '`français` is not a language', 'Name the file by its language: `fr.md`.'],
    ['cz', 'INC002', '`cz` is not a language', 'Name the file by its language: `cs.md`.'],
    [
      'english',
      'INC002',
      '`english` is not a language',
      'There is `en.md` already: move this file out of incidents/',
    ],
    ['whatever-it-is', 'INC002', '`whatever-it-is` is not a language', 'There is `en.md` already'],
  ])('%s.md', (tag, code, message, hint) => {
    const { said, hints } = found(files([`${REPORT}/en.md`, `${REPORT}/${tag}.md`]));
    expect(said).toEqual([`${code} ${REPORT}/${tag}.md ${message}`]);
    expect(hints[0]).toContain(hint);
  });

  test('one that was published may not be deleted', () => {
    const { hints } = found(
      files([`${REPORT}/en.md`, `${REPORT}/sv.md`, 'published/2020-09-15-web/sv/ledger.jsonl']),
    );
    expect(hints[0]).toContain('; this text is published, and readers have its address.');
  });
});

test('a picture that is not published, and a text in a folder, do not belong there', () => {
  const all = ['en.md', 'a.svg', 'b.SVGZ', 'more/fr.md'].map((name) => `${REPORT}/${name}`);
  expect(found(files(all)).said).toEqual([
    `INC022 ${REPORT}/a.svg SVG pictures are not published, because they can carry scripts`,
    `INC022 ${REPORT}/b.SVGZ SVG pictures are not published, because they can carry scripts`,
    `INC008 ${REPORT}/more/fr.md This is neither a language file nor a picture`,
  ]);
});

const refused = (path: string, refusal: Refusal): SourceFile => ({
  path,
  bytes: new Uint8Array(),
  refused: refusal,
});

test.each<[Refusal, said: string]>([
  [
    { kind: 'too-large', size: 20 * 1_048_576, limit: 16 * 1_048_576 },
    'INC004 This file has 20 MiB; at most 16 MiB are read',
  ],
  [{ kind: 'link-outside', target: '/etc' }, 'INC007 This is a link to something outside the site'],
  [{ kind: 'link' }, 'INC007 This is a link'],
  [{ kind: 'unreadable', reason: 'EACCES' }, 'INC007 This cannot be read: EACCES'],
  [{ kind: 'special' }, 'INC007 This is not a regular file'],
  [{ kind: 'name' }, 'INC007 This name has a character that cannot be shown, or is not UTF-8'],
])('a file that was not read is said to be so: %j', (refusal, said) => {
  const path = `${REPORT}/fr.md`;
  const [code, ...message] = said.split(' ');
  const all = found([...files([`${REPORT}/en.md`]), refused(path, refusal)]);
  expect(all.said).toEqual([`${code} ${path} ${message.join(' ')}`]);
  expect(all.reports).toEqual(['2020-09-15-web: en original']);
  expect(found([refused('incidents/x', refusal)]).said).toEqual([`${code} incidents/x ${message.join(' ')}`]);
});

test.each<[Refusal | undefined, message: string, hint: string]>([
  [undefined, '`incidents` is a file, not a folder', 'HEAD -- incidents`.'],
  [{ kind: 'link' }, '`incidents` is a link, not a folder', ', or move the folder that it leads to here.'],
  [{ kind: 'unreadable', reason: 'EACCES' }, 'The folder `incidents` cannot be read: EACCES', 'chmod u+rx'],
])('something in the place of the folder is reported: %j', (refusal, message, hint) => {
  const file = { path: 'incidents', bytes: new Uint8Array(), ...(refusal ? { refused: refusal } : {}) };
  const { said, hints } = found([file]);
  expect(said).toEqual([`INC013 incidents ${message}`]);
  expect(hints[0]).toContain(hint);
});

test('a file beside the folders of reports does not belong there', () => {
  expect(found(files(['incidents/en.md'])).said).toEqual([
    'INC008 incidents/en.md This is neither a language file nor a picture',
  ]);
});

test.each([
  ['2020_09_15 Web', '', '`2020-09-15-web`'],
  ['20200915-web', '', '`2020-09-15-web`'],
  ['2020-9-5-web', '', '`2020-09-05-web`'],
  ['Écran-2020', '', undefined],
  [
    'Écran',
    '---\ntimeline:\n  - at: 2020-09-16T10:00:00Z\n  - at: "2020-09-15 10:00"\n---\n',
    '`2020-09-15-ecran`',
  ],
  ['web', '', undefined],
])('the folder %s is proposed a name', (name, text, right) => {
  const { said, hints, reports } = found(files([`incidents/${name}/en.md`], text));
  expect(reports).toEqual([]);
  expect(said).toEqual([`INC001 incidents/${name}/en.md The folder name \`${name}\` is not a reference`]);
  expect(hints[0]).toContain(right === undefined ? 'Name it with a date' : `Rename it to ${right}`);
});

test('the date of the first entry is looked for in texts only, however it is written', () => {
  const at = (path: string, text: string) => ({ path: `incidents/web/${path}`, bytes: encode(text) });
  const { hints } = found([
    at('log.txt', '  - at: 2019-01-01T00:00:00Z\n'),
    at(
      'en.md',
      "---\ntimeline:\n  - at:   2020-09-16T10:00:00Z\n    at: '2020-09-15 10:00'\nat: 2018-01-01\n---\n",
    ),
  ]);
  expect(hints[0]).toContain('`2020-09-15-web`');
});

test('folders that some systems cannot tell apart are reported', () => {
  const all = files([`${REPORT}/en.md`, `${REPORT.replace('web', 'Web')}/en.md`]);
  expect(found(all).said[0]).toBe(
    'INC010 incidents/2020-09-15-Web `2020-09-15-Web` and `2020-09-15-web` differ only in upper and lower case',
  );
});
