import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/fuzz/runs.ts';
import { offeredEdits } from '../../diagnostics/diagnostic.ts';
import { parseSite } from '../site.ts';
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

/** A report with all that can be wrong in the ways below, without a mistake. */
const LONG = `---
title: "Pages fail"
version: 001
services: [web]
tags: [upgrade]
timeline:
  - at: 2026-03-04T10:00:00Z
    state: investigating
    title: "Pages fail"
    text: |
      We are looking.
  - at: 2026-03-04T10:30:00Z
    state: resolved
    title: "Pages work again"
actions:
  - text: "Test more"
    owner: web-team
    due: 2026-04-01
---
Some pages fail.
`;
const wrong = (right: string, written: string) => {
  if (!LONG.includes(right)) throw new Error(`${right} is not in the report`);
  return LONG.replace(right, written);
};

const YAML: readonly Mistake[] = [
  ['a ticket in a list', wrong('[upgrade]', '[#4713, upgrade]'), 'INC106 5:8', 'mended'],
  ['a tab', wrong('    state: inv', '\tstate: inv'), 'INC106 8:2', 'mended'],
  [
    'tabs everywhere',
    LONG.replaceAll(/^ {4}(?! )/gm, '\t\t')
      .replaceAll(/^ {2}-/gm, '\t-')
      .replaceAll(/^ {6}/gm, '\t\t\t'),
    'INC106 7:2',
    'mended',
  ],
  ['a space too few', wrong('    state: inv', '   state: inv'), 'INC106 8:4', 'mended'],
  ['a space too many', wrong('    state: inv', '     state: inv'), 'INC106 8:6', 'mended'],
  [
    'a dash too far right',
    wrong('  - at: 2026-03-04T10:30', '   - at: 2026-03-04T10:30'),
    'INC106 12:4',
    'mended',
  ],
  [
    'an entry too far right',
    wrong(
      '  - at: 2026-03-04T10:30:00Z\n    state: resolved\n    title',
      '   - at: 2026-03-04T10:30:00Z\n     state: resolved\n     title',
    ),
    'INC106 12:4',
    'mended',
  ],
  [
    'a dash too far left',
    wrong('  - at: 2026-03-04T10:30', ' - at: 2026-03-04T10:30'),
    'INC106 12:2',
    'mended',
  ],
  ['a missing dash', wrong('  - at: 2026-03-04T10:30', '    at: 2026-03-04T10:30'), 'INC106 12:5', 'mended'],
  [
    'a missing first dash',
    wrong('  - at: 2026-03-04T10:00', '    at: 2026-03-04T10:00'),
    'INC106 7:5',
    'mended',
  ],
  [
    'no space after a dash',
    wrong('  - at: 2026-03-04T10:30', '  -at: 2026-03-04T10:30'),
    'INC106 12:3',
    'mended',
  ],
  ['no colon', wrong('version: 001', 'version 001'), 'INC106 3:1', 'mended'],
  ['an equals sign', wrong('version: 001', 'version = 001'), 'INC106 3:1', 'mended'],
  ['no space after a colon', wrong('version: 001', 'version:001'), 'INC106 3:1', 'mended'],
  [
    'no space before quotation marks',
    wrong('title: "Pages fail"', 'title:"Pages fail"'),
    'INC106 2:1',
    'mended',
  ],
  ['no space in an entry', wrong('state: res', 'state:res'), 'INC106 13:5', 'mended'],
  ['an open quotation mark', wrong('"Pages fail"', '"Pages fail'), 'INC106 2:8', 'mended'],
  ['an open quotation mark at the end', wrong('"Test more"', '"Test more'), 'INC106 16:11', 'mended'],
  ['quotation marks inside others', wrong('"Pages fail"', '"The "web" fails"'), 'INC105 2:8', 'mended'],
  ['words behind quotation marks', wrong('"Pages fail"', '"Pages" fail'), 'INC105 2:8', 'mended'],
  ['an apostrophe in single marks', wrong('"Pages fail"', "'It's down'"), 'INC105 2:8', 'mended'],
  ['a backslash', wrong('"Pages fail"', '"C:\\Users is full"'), 'INC105 2:8', 'mended'],
  ['a colon in a title', wrong('"Pages fail"', 'Trouble: DNS'), 'INC105 2:8', 'mended'],
  ['a bracket before a title', wrong('"Pages fail"', '[FIXED] Pages: fail'), 'INC105 2:8', 'mended'],
  ['an at sign', wrong('"Pages fail"', '@here pages fail'), 'INC105 2:8', 'mended'],
  ['a backtick', wrong('"Pages fail"', '`web` fails'), 'INC105 2:8', 'mended'],
  ['a percent sign', wrong('"Pages fail"', '%5 of pages fail'), 'INC105 2:8', 'mended'],
  ['a star', wrong('"Pages fail"', '*Pages* fail'), 'INC105 2:8', 'mended'],
  ['a list that is not closed', wrong('[web]', '[web'), 'INC106 4:11', 'mended'],
  [
    'a map that is not closed',
    wrong('services: [web]', 'services: {web: partial_outage'),
    'INC106 4:11',
    'mended',
  ],
  [
    'a text behind its mark',
    wrong('text: |\n      We are looking.', 'text: | We are looking.'),
    'INC106 10:11',
    'mended',
  ],
  [
    'a text without indentation',
    wrong('      We are looking.', 'We are looking.\nStill.'),
    'INC106 11:1',
    'mended',
  ],
  [
    'a second line without indentation',
    wrong('tags: [upgrade]', 'summary: Some pages\nfail.'),
    'INC106 6:1',
    'mended',
  ],
  ['a key that is there twice', wrong('version: 001', 'version: 001\nversion: 002'), 'INC107 4:1', 'told'],
  ['a template in a title', wrong('"Pages fail"', '{{ page.title }}'), 'INC112 2:8', 'told'],
];

const CHARACTERS: readonly Mistake[] = [
  ['a no-break space before a colon', wrong('title: "Pages', 'title\u00a0: "Pages'), 'INC012 2:6', 'mended'],
  ['a no-break space after a colon', wrong('state: inv', 'state:\u00a0inv'), 'INC012 8:11', 'mended'],
  [
    'no-break spaces in front',
    wrong('    state: inv', '\u00a0\u00a0\u00a0\u00a0state: inv'),
    'INC012 8:1',
    'mended',
  ],
  ['an ideographic space', wrong('    state: inv', '\u3000   state: inv'), 'INC012 8:1', 'mended'],
  ['an ideographic colon', wrong('title: "Pages fail"', 'title：障害'), 'INC012 2:6', 'mended'],
  ['a zero-width space in a key', wrong('title: "Pages', 'ti\u200btle: "Pages'), 'INC012 2:3', 'mended'],
  [
    'a zero-width space in a word',
    wrong('state: resolved', 'state: resolved\u200b'),
    'INC012 13:20',
    'mended',
  ],
  [
    'a soft hyphen in a time',
    wrong('at: 2026-03-04T10:30', 'at: 2026\u00ad-03-04T10:30'),
    'INC012 12:13',
    'mended',
  ],
  [
    'an en dash for a dash',
    wrong('  - at: 2026-03-04T10:30', '  – at: 2026-03-04T10:30'),
    'INC012 12:3',
    'mended',
  ],
  [
    'smart quotes around a time',
    wrong('2026-03-04T10:30:00Z', '“2026-03-04T10:30:00Z”'),
    'INC012 12:9',
    'mended',
  ],
  ['smart quotes around a colon', wrong('"Pages fail"', '“Pages: fail”'), 'INC012 2:8', 'mended'],
];

describe.each([
  ['yaml', YAML],
  ['characters', CHARACTERS],
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

test('an incident that is resolved before it began is told where the wrong time is, and nothing else', async () => {
  const text = wrong('2026-03-04T10:30', '2026-03-04T09:30');
  const problems = await problemsIn(text);
  expect(placesOf(problems)).toEqual(['INC214 12:9']);
  expect(placesOf(await problemsIn(text.replace(/    text: .*\n .*\n/, '')))).toEqual(['INC207 10:9']);
  expect(problems[0]?.message).toBe(
    'This report is resolved at 2026-03-04T09:30:00Z, before it begins at 2026-03-04T10:00:00Z',
  );
});

test('a colour that YAML takes for a comment is quoted', () => {
  const site = (theme: string) => `name: A\nurl: https://a.example/\n${theme}\n`;
  const found = (text: string) => parseSite({ path: 'site.yaml', bytes: new TextEncoder().encode(text) });
  for (const theme of [
    'theme:\n  accent: #c00',
    'theme: {accent: #c00}',
    'theme: {accent: #c00, footer: x}',
  ]) {
    const { diagnostics } = found(site(theme));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.message).toContain('YAML takes what follows `#` for a comment');
    expect(found(mended(site(theme), diagnostics)).value?.theme.accent).toBe('#c00');
  }
  const { diagnostics } = found(site('stale_after: # not yet'));
  expect(diagnostics.map(({ message }) => message)).toEqual([
    '`stale_after` is empty: YAML takes what follows `#` for a comment',
  ]);
  expect(offeredEdits(diagnostics)).toEqual([]);
});

test('an old address in site.yaml that cannot be one is told in its own place, and mended', () => {
  const site = (address: string) =>
    `name: A\nurl: https://a.example/\naliases:\n  ${address}: 2020-09-15-web\n`;
  const found = (text: string) => parseSite({ path: 'site.yaml', bytes: new TextEncoder().encode(text) });
  const { diagnostics } = found(site('old/page'));
  expect(placesOf(diagnostics)).toEqual(['INC809 4:3']);
  expect(found(mended(site('old/page'), diagnostics))).toMatchObject({
    value: { aliases: [{ path: '/old/page/' }] },
    diagnostics: [],
  });
  const spaced = found(site('/a b/')).diagnostics;
  expect(placesOf(spaced)).toEqual(['INC809 4:3']);
  expect(offeredEdits(spaced)).toEqual([]);
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

test('a map in place of a word is reported', async () => {
  expect(placesOf(await problemsIn(wrong('state: inv', 'state: {a: b}\n    phase: inv')))).toContain(
    'INC112 8:12',
  );
});

test('other problems of a file are reported together with those of its YAML', async () => {
  const text = wrong('    state: inv', '\tstate: inv')
    .replace('due: 2026-04-01', 'due: soon')
    .replace('Some pages', '[Some](javascript:x) pages');
  expect(placesOf(await problemsIn(text))).toEqual(['INC106 8:2', 'INC124 18:10', 'INC302 20:1']);
});

test('two mistakes are two messages', async () => {
  const text = wrong('version: 001', 'version 001').replace('"Test more"', '"Test more');
  const problems = await problemsIn(text);
  expect(placesOf(problems)).toEqual(['INC106 3:1', 'INC106 16:11']);
  expect(mended(text, problems)).toBe(LONG);
});

test('a dash in front of a text moves that text, and not the entry below it', async () => {
  const text = LONG.replace('    text: |', '-    text: |');
  const [problem, ...rest] = await problemsIn(text);
  expect(placesOf([problem!])).toEqual(['INC106 10:1']);
  expect(rest.map(({ code }) => code)).toEqual(['INC111', 'INC111']);
  const indented = LONG.replace('    text: |\n      We', '  -    text: |\n        We');
  expect(mended(text, [problem!])).toBe(indented);
});

test('a key that is misspelt on a line with another mistake is corrected where it was written', async () => {
  const broken = LONG.replace('  - at: 2026-03-04T10:30', '  - \nt: 2026-03-04T10:30');
  const problems = await problemsIn(broken);
  expect(placesOf(problems)).toEqual(['INC106 13:1', 'INC110 13:1']);
  const [, misspelt] = problems;
  expect(mended(broken, [misspelt!])).toBe(broken.replace('\nt: ', '\nat: '));
});

test('so is a misspelt word on a line with an invisible character', async () => {
  const broken = LONG.replace('state: resolved', 'st\u200bate: resolvd');
  const problems = await problemsIn(broken);
  expect(placesOf(problems)).toEqual(['INC012 13:7', 'INC113 13:13']);
  expect(mended(broken, [problems[1]!])).toBe(broken.replace('resolvd', 'resolved'));
});

test.each([
  ['tabs', '\tx: y\n'.repeat(2_500)],
  ['colons', 'a: b: c\n'.repeat(2_300)],
])('front matter of nothing but %s is reported, whatever it would take to mend it', async (_, lines) => {
  const problems = await problemsIn(LONG.replace('services:', `${lines}services:`));
  expect(placesOf(problems)[0]).toMatch(/^INC10[56] 4:/);
});

test('no slip of the pen makes a hint that leads to the same message again', async () => {
  const slip = fc.record({
    at: fc.nat(LONG.indexOf('\n---\n')),
    cut: fc.nat(3),
    put: fc.constantFrom('', ' ', '"', "'", ':', '-', '\t', '[', '}', '#', '\u00a0', '“', '\n', '|', 'x'),
  });
  await fc.assert(
    fc.asyncProperty(slip, async ({ at, cut, put }) => {
      const text = LONG.slice(0, at) + put + LONG.slice(at + cut);
      for (const problem of await problemsIn(text)) {
        if (!problem.hint?.write) continue;
        const after = await problemsIn(mended(text, [problem]));
        const same = after.filter(
          ({ code, message, place }) =>
            code === problem.code && message === problem.message && place.line === problem.place.line,
        );
        expect(same, text).toEqual([]);
      }
    }),
    runs(200, 20_260_304),
  );
});

test.each([
  ['in prose', wrong('"Pages fail"', 'Panne – “web”, c’est\u00a0fini')],
  [
    'in quoted words',
    wrong('version: 001', 'version: "001"').replace('owner: web-team', 'owner: "équipe\u00a0“web”"'),
  ],
  ['in a text', wrong('We are looking.', 'state\u00a0: “down” – see\u200bbelow')],
  ['in the body', LONG.replace('Some pages fail.', 'title：障害\u3000\n')],
])('typographic characters are fine %s', async (_, text) => {
  expect(placesOf(await problemsIn(text))).toEqual([]);
});
