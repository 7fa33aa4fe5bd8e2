import { expect, test } from 'vitest';
import { applyEdits, offeredEdits } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import { closingMark, openingMark } from './marks.ts';
import type { WrongMark } from './marks.ts';

const BELOW = 'title: a\nversion: 001\n---\nText.';
const REPORT = 'incidents/2020-09-15-web/en.md';

/** Where, what and what to do; what the file becomes, if that is certain. */
function told(find: typeof openingMark, text: string, file = REPORT) {
  const found: WrongMark | undefined = find(file as SitePath, text.split('\n'));
  if (!found) return undefined;
  const { code, place, message, hint } = found.diagnostic;
  const edits = offeredEdits([found.diagnostic]);
  const made = edits.length === 0 ? undefined : applyEdits(text, edits);
  // What is read in place of the file is what the hint offers.
  expect(found.mended?.join('\n')).toBe(made);
  if (made !== undefined) expect(made.split('\n').length - found.added).toBe(text.split('\n').length);
  const range = `${place.line}:${place.column}-${place.end?.line}:${place.end?.column}`;
  return [`${code} ${range} ${message}`, hint?.text, made];
}

const NOT_FIRST = 'There is something before the front matter; `---` must be the very first line';
const NOT_PLAIN = 'The first line is not three plain hyphens, which is where front matter begins';
const WRITE = 'Write the first line as `---`.';
const before = (line: number) =>
  `Delete what stands before line ${line}: it is blank or invisible. The first line is \`---\`.`;
const ALONE = 'Write `---` and nothing else on the first line.';
const behind = (text: string) =>
  `The first line is \`---${text}\`; front matter is YAML and starts with \`---\` alone`;
const RIGHT = `---\n${BELOW}`;

test.each([
  [`\n \n${RIGHT}`, 'INC101 1:1-1:1', NOT_FIRST, before(3), RIGHT],
  [`\u200b\u00ad\n${RIGHT}`, 'INC101 1:1-1:3', NOT_FIRST, before(2), RIGHT],
  [` ${RIGHT}`, 'INC101 1:1-1:5', NOT_FIRST, WRITE, RIGHT],
  [`\ufeff\ufeff${RIGHT}`, 'INC101 1:1-1:6', NOT_FIRST, WRITE, RIGHT],
  [`—-\n${BELOW}`, 'INC101 1:1-1:3', NOT_PLAIN, WRITE, RIGHT],
  [`--\n${BELOW}`, 'INC101 1:1-1:3', NOT_PLAIN, WRITE, RIGHT],
  [`- - -\n${BELOW}`, 'INC101 1:1-1:6', NOT_PLAIN, WRITE, RIGHT],
  [`\n–––\n${BELOW}`, 'INC101 1:1-1:1', NOT_FIRST, before(2), RIGHT],
  [`——\n\n\ntitle: a\n---\n`, 'INC101 1:1-1:3', NOT_PLAIN, WRITE, '---\n\n\ntitle: a\n---\n'],
  [`-----\n${BELOW}`, 'INC103 1:1-1:6', behind('--'), ALONE, RIGHT],
  [`---yaml\n${BELOW}`, 'INC103 1:1-1:8', behind('yaml'), ALONE, RIGHT],
  [`--- YML \n${BELOW}`, 'INC103 1:1-1:9', behind('YML'), ALONE, RIGHT],
  [`---json\n${BELOW}`, 'INC103 1:1-1:8', behind('json'), ALONE, undefined],
  [`--- xyaml\n${BELOW}`, 'INC103 1:1-1:10', behind('xyaml'), ALONE, undefined],
  [`---${'x'.repeat(50)}\n${BELOW}`, 'INC103 1:1-1:54', behind('x'.repeat(40)), ALONE, undefined],
  [
    BELOW,
    'INC101 1:1-1:9',
    'The line `---` above the front matter is missing',
    'Write `---` on a line of its own above line 1.',
    RIGHT,
  ],
])('of an opening mark %j', (text, place, message, hint, made) => {
  expect(told(openingMark, text)).toEqual([`${place} ${message}`, hint, made]);
});

test('a mark that is right is not told', () => {
  expect(told(openingMark, RIGHT)).toBeUndefined();
  expect(told(openingMark, `---  \n${BELOW}`)).toBeUndefined();
});

const NONE = 'This file has no front matter';
const put = (keys: string) => `Put it above line 1: a line \`---\`, then ${keys}, then \`---\` again.`;
const asYaml = 'Write it as YAML between two lines of `---`: on each line a key, a colon and a value.';
const KEYS = '`title`, `version` and `timeline`';

test.each([
  ['# Outage\n\nText.', REPORT, NONE, put(KEYS)],
  ['Text.', 'pages/about/en.md', NONE, put('`title`')],
  ['', REPORT, NONE, put(KEYS)],
  ['note: a\ntitle: b', REPORT, NONE, put(KEYS)],
  ['titles', REPORT, NONE, put(KEYS)],
  ['title:a', REPORT, NONE, put(KEYS)],
  // A text that begins with a rule.
  ['- - -\nText.\n\nMore.\ntitle: a', REPORT, NONE, put(KEYS)],
  [
    '+++\ntitle = "x"\n+++',
    REPORT,
    'The front matter of this file is TOML, between two lines of `+++`; here it is YAML',
    asYaml,
  ],
  [
    ';;;\n{}\n;;;',
    REPORT,
    'The front matter of this file is JSON, between two lines of `;;;`; here it is YAML',
    asYaml,
  ],
  ['{"title": "x"}', REPORT, 'The front matter of this file is JSON; here it is YAML', asYaml],
])('of a file that begins with %j', (text, file, message, hint) => {
  const [first = ''] = text.split('\n');
  expect(told(openingMark, text, file)).toEqual([
    `INC101 1:1-1:${first.length + 1} ${message}`,
    hint,
    undefined,
  ]);
});

const looks = (line: number) =>
  `Line ${line} looks like its end; it must be exactly \`---\`, at the start of the line.`;
const above = (line: number) => `Write \`---\` on a line of its own above line ${line}.`;
const TOP = '---\ntitle: a\nversion: 001\n';

test.each([
  [`${TOP}--\nText.`, '4:1-4:3', looks(4), `${TOP}---\nText.`],
  [`${TOP}—\nText.`, '4:1-4:2', looks(4), `${TOP}---\nText.`],
  [`${TOP} ---\nText.`, '4:1-4:5', looks(4), `${TOP}---\nText.`],
  [`${TOP}...\nText.`, '4:1-4:4', looks(4), `${TOP}---\nText.`],
  [`${TOP}-----\nText.`, '4:1-4:6', looks(4), `${TOP}---\nText.`],
  [`${TOP}\nText.`, '5:1-5:6', above(5), `${TOP}\n---\nText.`],
  [
    `${TOP}timeline:\n  - at: a\n- b\n# c\n## d`,
    '8:1-8:5',
    above(8),
    `${TOP}timeline:\n  - at: a\n- b\n# c\n---\n## d`,
  ],
  ['---\ntitle: a\nText', '3:1-3:5', above(3), '---\ntitle: a\n---\nText'],
  [
    '---\nText',
    '1:1-1:4',
    'Write `---` on a line of its own between the front matter and the text.',
    undefined,
  ],
  [
    `${TOP}note: a`,
    '1:1-1:4',
    'Write `---` on a line of its own between the front matter and the text.',
    undefined,
  ],
  [TOP, '1:1-1:4', 'Write `---` on a line of its own between the front matter and the text.', undefined],
])('of a missing end in %j', (text, place, hint, made) => {
  expect(told(closingMark, text)).toEqual([`INC102 ${place} The front matter is not closed`, hint, made]);
});
