import { expect, test } from 'vitest';
import type { SitePath } from '../../model/file.ts';
import { plainCharacters } from './characters.ts';

const plain = (yaml: string) => plainCharacters({ file: 'en.md' as SitePath, yaml, firstLine: 2 });

test.each([
  ['title\u00a0: a', 'title: a', '2:6-2:7 There is a no-break space (U+00A0)'],
  ['title:\u202fa', 'title: a', '2:7-2:8 There is a narrow no-break space (U+202F)'],
  ['\u00a0\u00a0state: a', '  state: a', '2:1-2:2 There is a no-break space (U+00A0)'],
  ['  \u3000state: a', '   state: a', '2:3-2:4 There is an ideographic space (U+3000)'],
  ['title：障害', 'title: 障害', '2:6-2:7 There is a full-width colon (`：`)'],
  ['  text：', '  text:', '2:7-2:8 There is a full-width colon (`：`)'],
  ['ti\u200btle: a', 'title: a', '2:3-2:4 There is a zero-width space (U+200B)'],
  ['\ufefftitle: a', 'title: a', '2:1-2:2 There is a byte order mark (U+FEFF)'],
  ['title: \u200ba', 'title: a', '2:8-2:9 There is a zero-width space (U+200B)'],
  ['state: resolved\u200b', 'state: resolved', '2:16-2:17 There is a zero-width space (U+200B)'],
  ['at: 2026\u00ad-03-04', 'at: 2026-03-04', '2:9-2:10 There is a soft hyphen (U+00AD)'],
  ['at: 2026-03-04\u00a010:00Z', 'at: 2026-03-04 10:00Z', '2:15-2:16 There is a no-break space (U+00A0)'],
  ['  – at: a', '  - at: a', '2:3-2:4 There is an en dash (`–`)'],
  ['  — at: a', '  - at: a', '2:3-2:4 There is an em dash (`—`)'],
  ['  − −\u200bat: a', '  - -at: a', '2:3-2:4 There is a minus sign (`−`)'],
  ['at: “2026-03-04”', 'at: "2026-03-04"', '2:5-2:6 There is a typographic quotation mark (`“`)'],
  ['at: ‘2026-03-04’', 'at: "2026-03-04"', '2:5-2:6 There is a typographic quotation mark (`‘`)'],
  ['at: „2026\\03“', 'at: "2026\\\\03"', '2:5-2:6 There is a typographic quotation mark (`„`)'],
  ['title: “A: b”', 'title: "A: b"', '2:8-2:9 There is a typographic quotation mark (`“`)'],
  ['title: “A #b”', 'title: "A #b"', '2:8-2:9 There is a typographic quotation mark (`“`)'],
  ['services: [web，mail]', 'services: [web, mail]', '2:15-2:16 There is a full-width comma (`，`)'],
  ['services: [web、 mail]', 'services: [web, mail]', '2:15-2:16 There is an ideographic comma (`、`)'],
  ['services: {web：“a”}', 'services: {web: "a"}', '2:15-2:16 There is a full-width colon (`：`)'],
  ['\u200b', '', '2:1-2:2 There is a zero-width space (U+200B)'],
  [' \u200b\ufeff ', '', '2:2-2:3 There is a zero-width space (U+200B)'],
])('%j is meant as %j', (written, right, said) => {
  const { yaml, diagnostics } = plain(`${written}\nversion: 001`);
  expect(yaml).toBe(`${right}\nversion: 001`);
  const [problem, ...rest] = diagnostics;
  expect(rest).toEqual([]);
  expect(problem).toMatchObject({
    code: 'INC012',
    hint: {
      text: `Write the line as \`${right.trim()}\`.`,
      write: {
        place: { file: 'en.md', line: 2, column: 1, end: { line: 2, column: written.length + 1 } },
        text: right,
      },
    },
  });
  const { line, column, end } = problem!.place;
  expect(`${line}:${column}-${end?.line}:${end?.column} ${problem?.message}`).toBe(
    `${said} where YAML wants a plain character`,
  );
});

test.each([
  ['prose', 'title: Panne – “web”, c’est\u00a0fini'],
  ['words in quotation marks', 'title: “Web fails”'],
  ['a colon in a sentence', 'note：we are looking'],
  ['a line that begins with a word that is a key', 'text：'],
  ['quoted values', 'at: "2026\u00a0–"'],
  ['values in single marks', "at: '“x”'"],
  ['a key nobody knows', 'equipe\u00a0: a'],
  ['a text below a mark', 'text: |\n  state\u00a0: “down”\n\n  \u200b'],
  ['plain lines', 'title: a\n\nversion: 001'],
])('%s is left as it is', (_, yaml) => {
  expect(plain(yaml)).toEqual({ yaml, diagnostics: [] });
});

test('each line is told on its own, at its line of the file', () => {
  const { diagnostics } = plain('title: a\nversion\u00a0: 001\ntext: |\n  a\u200b\nstate: a\u200b');
  expect(diagnostics.map(({ place }) => place.line)).toEqual([3, 6]);
});
