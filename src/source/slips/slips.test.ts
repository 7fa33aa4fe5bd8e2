import { describe, expect, test } from 'vitest';
import { offeredEdits } from '../../diagnostics/diagnostic.ts';
import { mended, placesOf, problemsIn } from '../testing.ts';

const TIMELINE = `timeline:
  - at: 2026-03-04T10:00:00Z
    state: investigating
    title: "Pages fail"
`;
const HEAD = 'title: "Pages fail"\nversion: 001\n';
const file = (matter: string, body = 'Some pages fail.\n') => `---\n${matter}---\n${body}`;
const RIGHT = file(HEAD + TIMELINE);

/** A mistake, the only place it is told at, and whether one text can be meant, which is then right. */
type Mistake = readonly [name: string, text: string, place: string, can: 'mended' | 'told'];

const MARKS: readonly Mistake[] = [
  ['no front matter', '# Outage\n\nText.\n\n---\n\nMore.\n', 'INC101 1:1', 'told'],
  ['front matter in TOML', '+++\ntitle = "x"\n+++\n\nText.\n\n---\n', 'INC101 1:1', 'told'],
  ['front matter in JSON', '{"title": "x"}\n\nText.\n', 'INC101 1:1', 'told'],
  ['a missing opening mark', RIGHT.slice(4), 'INC101 1:1', 'mended'],
  ['blank lines above the mark', `\n \n${RIGHT}`, 'INC101 1:1', 'mended'],
  [
    'invisible characters above the mark',
    `\u200b\n\u2060${RIGHT}`.replace('\u2060', ''),
    'INC101 1:1',
    'mended',
  ],
  ['a mark with a blank before it', ` ${RIGHT}`, 'INC101 1:1', 'mended'],
  ['an em dash for a mark', RIGHT.replace('---', '—-'), 'INC101 1:1', 'mended'],
  ['two hyphens for a mark', RIGHT.replace('---', '--'), 'INC101 1:1', 'mended'],
  ['five hyphens for a mark', RIGHT.replace('---', '-----'), 'INC103 1:1', 'mended'],
  ['the name of the language behind the mark', RIGHT.replace('---', '---yaml'), 'INC103 1:1', 'mended'],
  ['no closing mark', RIGHT.replace('\n---\n', '\n\n'), 'INC102 9:1', 'mended'],
  ['two hyphens for the closing mark', RIGHT.replace('\n---\n', '\n--\n'), 'INC102 8:1', 'mended'],
  ['an em dash for the closing mark', RIGHT.replace('\n---\n', '\n—\n'), 'INC102 8:1', 'mended'],
  ['a closing mark that is indented', RIGHT.replace('\n---\n', '\n ---\n'), 'INC102 8:1', 'mended'],
];

const KEYS: readonly Mistake[] = [
  ['a misspelt key', file(`${HEAD}sevrity: major\nservices: [web]\n${TIMELINE}`), 'INC110 4:1', 'mended'],
  ['a misspelt key that must be there', file(`titel: x\nversion: 001\n${TIMELINE}`), 'INC110 2:1', 'mended'],
  ['a misspelt timeline', file(HEAD + TIMELINE.replace('timeline', 'timelin')), 'INC110 4:1', 'mended'],
  ['a misspelt key that is there', file(`${HEAD}titel: x\n${TIMELINE}`), 'INC110 4:1', 'told'],
  ['a key of another tool', file(`${HEAD}layout: post\n${TIMELINE}`), 'INC110 4:1', 'told'],
  ['a number for a version', file(`title: x\nversion: 1\n${TIMELINE}`), 'INC115 3:10', 'mended'],
  ['a word for a list', file(`${HEAD}tags: upgrade\n${TIMELINE}`), 'INC112 4:7', 'mended'],
  ['words for a list', file(`${HEAD}services: web\n${TIMELINE}`), 'INC112 4:11', 'mended'],
  ['an everyday word', file(`${HEAD}severity: high\nservices: [web]\n${TIMELINE}`), 'INC113 4:11', 'mended'],
  ['a state of a service', file(`${HEAD}services: {web: slow}\n${TIMELINE}`), 'INC113 4:17', 'mended'],
  ['a service that is down', file(`${HEAD}services: {web: down}\n${TIMELINE}`), 'INC113 4:17', 'told'],
  [
    'a key of another tool in an entry',
    file(HEAD + TIMELINE.replace('at:', 'time:')),
    'INC110 5:5',
    'mended',
  ],
  [
    'an American date',
    file(HEAD + TIMELINE.replace('2026-03-04T10:00:00Z', '03/25/2026 10:02 GMT')),
    'INC120 5:9',
    'mended',
  ],
];

const HASHES: readonly Mistake[] = [
  [
    'a ticket in a title',
    file(`title: Mail delay, update #2\nversion: 001\n${TIMELINE}`),
    'INC127 2:27',
    'told',
  ],
  ['a ticket as a title', file(`title: #4713 fixed it\nversion: 001\n${TIMELINE}`), 'INC112 2:8', 'told'],
  [
    'a ticket in an entry',
    file(HEAD + TIMELINE.replace('"Pages fail"', 'Ticket #12')),
    'INC127 7:19',
    'told',
  ],
];

describe.each([
  ['marks', MARKS],
  ['keys and values', KEYS],
  ['hashes', HASHES],
])('%s', (_, mistakes) => {
  test.each(mistakes)('%s is one message, and what it offers is right', async (_name, text, place, can) => {
    const problems = await problemsIn(text);
    const edits = offeredEdits(problems);
    expect(placesOf(problems)).toEqual([place]);
    expect(edits.length).toBe(can === 'mended' ? 1 : 0);
    if (can === 'mended') expect(placesOf(await problemsIn(mended(text, problems)))).toEqual([]);
  });
});

test('a report without a mistake has none', async () => {
  expect(placesOf(await problemsIn(RIGHT))).toEqual([]);
});

test.each([
  [
    'in a comment behind a state',
    file(HEAD + TIMELINE.replace('investigating', 'investigating # says Grafana')),
  ],
  ['in a quoted title', file(`title: "Update #2"\nversion: 001\n${TIMELINE}`)],
  ['in a text below a mark', file(`${HEAD}${TIMELINE}    text: |\n      text: see #2\n      title: a #3\n`)],
  ['in the body', file(HEAD + TIMELINE, 'title: a #2\n')],
  ['without a blank before it', file(`title: C#4 fails\nversion: 001\n${TIMELINE}`)],
])('a # is fine %s', async (_, text) => {
  expect(placesOf(await problemsIn(text))).toEqual([]);
});

test('what is wrong below a wrong mark is told with it, at the lines of the file', async () => {
  const wrong = file(`${HEAD}severity: high\nservices: [web]\n${TIMELINE}`, '[x](javascript:y)\n');
  const missing = wrong.slice(4);
  expect(placesOf(await problemsIn(missing))).toEqual(['INC101 1:1', 'INC113 3:11', 'INC302 10:1']);
  const open = wrong.replace('\n---\n', '\n--\n');
  expect(placesOf(await problemsIn(open))).toEqual(['INC113 4:11', 'INC102 10:1', 'INC302 11:1']);
});

test('the list of keys is in one message of a file', async () => {
  const problems = await problemsIn(file(`${HEAD}qqqqqqqqq: 1\nzzzzzzzzzz: 2\n${TIMELINE}`));
  const hints = problems.map(({ hint }) => hint?.text);
  expect(hints).toEqual([
    expect.stringContaining('Keys here: '),
    'Delete the line, or use one of the keys named at line 4.',
  ]);
});

/** The body of a report that two people have changed. */
const CONFLICT = '<<<<<<< HEAD\nSome uploads failed.\n=======\nAll uploads failed.\n>>>>>>> wording\n';

test.each([
  ['in the body', file(HEAD + TIMELINE, CONFLICT), 'INC011 9:1'],
  ['in front matter', file(HEAD + CONFLICT + TIMELINE), 'INC011 4:1'],
  ['around the marks', CONFLICT + RIGHT, 'INC011 1:1'],
  ['in code', file(HEAD + TIMELINE, `\`\`\`\n${CONFLICT}\`\`\`\n`), 'INC011 10:1'],
])('a merge conflict %s is all that is told of a file', async (_, text, place) => {
  expect(placesOf(await problemsIn(text))).toEqual([place]);
});

test('an example of a conflict that is indented is none, nor is a heading underlined with =', async () => {
  const example = CONFLICT.replaceAll(/^/gm, ' ').trimEnd();
  expect(
    placesOf(await problemsIn(file(HEAD + TIMELINE, `\`\`\`\n${example}\n\`\`\`\n\nImpact\n=======\n`))),
  ).toEqual([]);
});
