import { expect, test } from 'vitest';
import { applyEdits, offeredEdits } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SitePath } from '../../model/file.ts';
import { mendYaml } from './mend.ts';
import { parseFailsafe } from './parse-document.ts';

const RIGHT = `title: Pages fail
version: 001
services: [web]
timeline:
  - at: 2026-03-04T10:00:00Z
    state: investigating
    text: |
      We looked.
  - at: 2026-03-04T12:00:00Z
    state: resolved
actions:
  - text: Test more
    owner: web-team
    due: 2026-04-01
`;

/** A mistake: what was written instead of what is right, what is told of it, and what it becomes if that is not `right`. */
type Slip = readonly [
  name: string,
  right: string,
  written: string,
  told: readonly string[],
  becomes?: string,
];

const SLIPS: readonly Slip[] = [
  [
    'a tab',
    '    state: res',
    '\tstate: res',
    ['10:2-10:17 INC106 This line is indented with a tab. Indent with spaces.'],
  ],
  [
    'a tab behind spaces',
    '    state: res',
    '  \tstate: res',
    ['10:4-10:19 INC106 This line is indented with a tab. Indent with spaces.'],
  ],
  [
    'a tab, and another inside the line',
    '    state: resolved',
    '\tstate:\tresolved',
    ['10:2-10:17 INC106 This line is indented with a tab. Indent with spaces.'],
    '    state:\tresolved',
  ],
  [
    'two tabs for two spaces each',
    '    state: res',
    '\t\tstate: res',
    ['10:3-10:18 INC106 This line is indented with a tab. Indent with spaces.'],
  ],
  [
    'tabs on lines below each other',
    '    owner: web-team\n    due',
    '\towner: web-team\n\tdue',
    [
      '13:2-13:17 INC106 This line is indented with a tab. Indent with spaces, and the lines to line 14 with it.',
    ],
  ],
  [
    'tickets in a list',
    '[web]',
    '[web, #4713, #12]',
    ['3:17-3:28 INC106 YAML takes what follows `#` for a comment. Write: `services: [web, "#4713", "#12"]`.'],
    '[web, "#4713", "#12"]',
  ],
  [
    'a ticket first in a list',
    '[web]',
    '[#4713, web]',
    ['3:12-3:23 INC106 YAML takes what follows `#` for a comment. Write: `services: ["#4713", web]`.'],
    '["#4713", web]',
  ],
  [
    'a ticket in a map',
    '[web]',
    '{web: #12}',
    ['3:17-3:21 INC106 YAML takes what follows `#` for a comment. Write: `services: {web: "#12"}`.'],
    '{web: "#12"}',
  ],
  [
    'no space after a dash',
    '  - at: ',
    '  -at: ',
    ['5:3-5:28 INC106 There is no space after the dash. Write: `- at: 2026-03-04T10:00:00Z`.'],
  ],
  [
    'no colon',
    'version: 001',
    'version 001',
    ['2:1-2:12 INC106 There is no colon after `version`. Write: `version: 001`.'],
  ],
  [
    'no colon in an entry',
    '  - at: ',
    '  - at ',
    ['5:3-5:28 INC106 There is no colon after `at`. Write: `- at: 2026-03-04T10:00:00Z`.'],
  ],
  [
    'an equals sign',
    'version: 001',
    'version = 001',
    ['2:1-2:14 INC106 There is an equals sign in place of the colon. Write: `version: 001`.'],
  ],
  [
    'an equals sign before a value',
    'version: 001',
    'version =001',
    ['2:1-2:13 INC106 There is an equals sign in place of the colon. Write: `version: 001`.'],
  ],
  [
    'no space after a colon',
    'version: 001',
    'version:001',
    ['2:1-2:12 INC106 There is no space after the colon. Write: `version: 001`.'],
  ],
  [
    'a space before a colon',
    'version: 001',
    'version :001',
    ['2:1-2:13 INC106 There is no space after the colon. Write: `version: 001`.'],
  ],
  [
    'no dash',
    '  - at: ',
    '    at: ',
    [
      '5:5-5:29 INC106 This entry has no dash: the line that begins it starts with `- `. Write: `- at: 2026-03-04T10:00:00Z`.',
    ],
  ],
  [
    'no dash for an action',
    '    due: 2026-04-01',
    '    due: 2026-04-01\n    text: Write more',
    [
      '15:5-15:21 INC106 This entry has no dash: the line that begins it starts with `- `. Write: `- text: Write more`.',
    ],
    '    due: 2026-04-01\n  - text: Write more',
  ],
  [
    'no dash for a second entry',
    '    state: resolved',
    '    state: investigating\n    title: Over\n    at: 2026-03-04T11:00:00Z\n    state: resolved',
    [
      '12:5-12:29 INC106 This entry has no dash: the line that begins it starts with `- `. Write: `- at: 2026-03-04T11:00:00Z`.',
    ],
    '    state: investigating\n    title: Over\n  - at: 2026-03-04T11:00:00Z\n    state: resolved',
  ],
  [
    'a text behind its mark',
    'text: |\n      We looked.',
    'text: | We looked.',
    ['7:11-7:23 INC106 A text below `|` begins on the next line. Write: `text: "We looked."`.'],
    'text: "We looked."',
  ],
  [
    'a quoted text behind its mark',
    'text: |\n      We looked.',
    'text: >- We "looked".  ',
    ['7:11-7:26 INC106 A text below `|` begins on the next line. Write: `text: \'We "looked".\'`.'],
    'text: \'We "looked".\'',
  ],
  [
    'a text with a colon behind its mark',
    'text: |\n      We looked.',
    'text: |+ a: b',
    ['7:11-7:18 INC106 A text below `|` begins on the next line. Write: `text: "a: b"`.'],
    'text: "a: b"',
  ],
  [
    'a colon in a title',
    'Pages fail',
    'Trouble: DNS',
    [
      '1:8-1:20 INC105 This text must be in quotation marks: some of its characters mean something in YAML. Quote the title: `title: "Trouble: DNS"`.',
    ],
    '"Trouble: DNS"',
  ],
  [
    'a colon and double quotation marks',
    'Pages fail',
    'Trouble: the "DNS"',
    [
      '1:8-1:26 INC105 This text must be in quotation marks: some of its characters mean something in YAML. Quote the title: `title: \'Trouble: the "DNS"\'`.',
    ],
    '\'Trouble: the "DNS"\'',
  ],
  [
    'a colon and both kinds of quotation marks',
    'Pages fail',
    'Trouble: it\'s the "DNS"',
    [
      '1:8-1:31 INC105 This text must be in quotation marks: some of its characters mean something in YAML. Quote the title: `title: "Trouble: it\'s the \\"DNS\\""`.',
    ],
    '"Trouble: it\'s the \\"DNS\\""',
  ],
  [
    'quotation marks inside others',
    'Pages fail',
    '"The "web" fails"',
    [
      '1:8-1:25 INC105 There is a quotation mark or a backslash inside this text. Quote the title: `title: \'The "web" fails\'`.',
    ],
    '\'The "web" fails\'',
  ],
  [
    'some quotation marks escaped',
    'Pages fail',
    '"The \\"web\\" "fails""',
    [
      '1:8-1:29 INC105 There is a quotation mark or a backslash inside this text. Quote the title: `title: \'The "web" "fails"\'`.',
    ],
    '\'The "web" "fails"\'',
  ],
  [
    'a backslash',
    'Pages fail',
    '"C:\\Users is full"',
    [
      "1:8-1:26 INC105 There is a quotation mark or a backslash inside this text. Quote the title: `title: 'C:\\Users is full'`.",
    ],
    "'C:\\Users is full'",
  ],
  [
    'an apostrophe in single marks',
    'Pages fail',
    "'It's down'",
    [
      '1:8-1:19 INC105 There is a quotation mark or a backslash inside this text. Quote the title: `title: "It\'s down"`.',
    ],
    '"It\'s down"',
  ],
  [
    'words behind quotation marks',
    'Pages fail',
    '"Pages" fail',
    [
      '1:8-1:20 INC105 The quotation marks are only around part of this text. Quote the title: `title: \'"Pages" fail\'`.',
    ],
    '\'"Pages" fail\'',
  ],
  [
    'an at sign, and blanks at the end',
    'Pages fail',
    '@here  ',
    [
      '1:8-1:13 INC105 This text must be in quotation marks: some of its characters mean something in YAML. Quote the title: `title: "@here"`.',
    ],
    '"@here"',
  ],
  [
    'a list that is not closed',
    '[web]',
    '[web',
    ['3:11-3:15 INC106 The list or map that begins with `[` is not closed. Write: `services: [web]`.'],
  ],
  [
    'a list that ends in a comma',
    '[web]',
    '[web,',
    ['3:11-3:16 INC106 The list or map that begins with `[` is not closed. Write: `services: [web]`.'],
  ],
  [
    'a list that is not closed, and blanks',
    '[web]',
    '[web  ',
    ['3:11-3:15 INC106 The list or map that begins with `[` is not closed. Write: `services: [web]`.'],
  ],
  [
    'a map that is not closed',
    '[web]',
    '{web: operational',
    [
      '3:11-3:28 INC106 The list or map that begins with `{` is not closed. Write: `services: {web: operational}`.',
    ],
    '{web: operational}',
  ],
  [
    'a list that is closed like a map',
    '[web]',
    '[web}',
    [
      '3:11-3:16 INC105 This text must be in quotation marks: some of its characters mean something in YAML. Quote the services: `services: "[web}"`.',
    ],
    '"[web}"',
  ],
  [
    'a space too few',
    '    state: res',
    '   state: res',
    [
      '10:4-10:19 INC106 This line is indented by 3 spaces, and others of its kind by 4 spaces. Indent it by 4 spaces.',
    ],
  ],
  [
    'a space too many',
    '    state: res',
    '     state: res',
    [
      '10:6-10:21 INC106 This line is indented by 5 spaces, and others of its kind by 4 spaces. Indent it by 4 spaces.',
    ],
  ],
  [
    'two spaces too many',
    '    state: res',
    '      state: res',
    [
      '10:7-10:22 INC106 This line is indented by 6 spaces, and others of its kind by 4 spaces. Indent it by 4 spaces.',
    ],
  ],
  [
    'an indented key',
    'version: 001',
    ' version: 001',
    [
      '2:2-2:14 INC106 This line is indented by 1 space, and others of its kind by 0 spaces. Indent it by 0 spaces.',
    ],
  ],
  [
    'a dash too far left',
    '  - at: 2026-03-04T12',
    ' - at: 2026-03-04T12',
    [
      '9:2-9:28 INC106 This line is indented by 1 space, and others of its kind by 2 spaces. Indent it by 2 spaces.',
    ],
  ],
  [
    'a dash too far right',
    '  - at: 2026-03-04T12',
    '   - at: 2026-03-04T12',
    [
      '9:4-9:30 INC106 This line is indented by 3 spaces, and others of its kind by 2 spaces. Indent it by 2 spaces.',
    ],
  ],
  [
    'a dash at the margin',
    '  - at: 2026-03-04T12',
    '- at: 2026-03-04T12',
    [
      '9:1-9:27 INC106 This line is indented by 0 spaces, and others of its kind by 2 spaces. Indent it by 2 spaces.',
    ],
  ],
  [
    'an entry too far right',
    '  - at: 2026-03-04T12:00:00Z\n    state',
    '   - at: 2026-03-04T12:00:00Z\n     state',
    [
      '9:4-9:30 INC106 This line is indented by 3 spaces, and others of its kind by 2 spaces. Indent it by 2 spaces, and the lines to line 10 with it.',
    ],
  ],
  [
    'a list with its key too far right',
    'services: [web]',
    ' services:\n   - web\n\n   - mail',
    [
      '3:2-3:11 INC106 This line is indented by 1 space, and others of its kind by 0 spaces. Indent it by 0 spaces.',
    ],
    'services:\n   - web\n\n   - mail',
  ],
  [
    'a key of an action too far left',
    '    owner: web-team',
    ' owner: web-team',
    [
      '13:2-13:17 INC106 This line is indented by 1 space, and others of its kind by 4 spaces. Indent it by 4 spaces.',
    ],
  ],
  [
    'a text without indentation',
    '      We looked.',
    'We looked.\nStill.',
    [
      '8:1-8:11 INC106 This line belongs to the text of `text` above, but is not indented like it. Indent it by 6 spaces, and the lines to line 9 with it.',
    ],
    '      We looked.\n      Still.',
  ],
  [
    'part of a text without indentation',
    '      We looked.',
    '      We looked.\n  Still.\n\n Now.',
    [
      '9:3-9:9 INC106 This line belongs to the text of `text` above, but is not indented like it. Indent it by 6 spaces, and the lines to line 11 with it.',
    ],
    '      We looked.\n      Still.\n\n      Now.',
  ],
  [
    'a text with a colon, indented too little',
    '      We looked.',
    '  We looked.\n  Still: yes.',
    [
      '8:3-8:13 INC106 This line belongs to the text of `text` above, but is not indented like it. Indent it by 6 spaces, and the lines to line 9 with it.',
    ],
    '      We looked.\n      Still: yes.',
  ],
  [
    'a second line without indentation',
    'services: [web]',
    'summary: Some pages\nfail.\nAll of them.',
    [
      '4:1-4:6 INC106 This line belongs to the text of `summary`, but is not indented like it. Indent it by 2 spaces, and the lines to line 5 with it.',
    ],
    'summary: Some pages\n  fail.\n  All of them.',
  ],
  [
    'a quoted second line without indentation',
    'services: [web]',
    'summary: "Some pages\nfail."',
    [
      '4:1-4:7 INC106 This line belongs to the text of `summary`, but is not indented like it. Indent it by 2 spaces.',
    ],
    'summary: "Some pages\n  fail."',
  ],
  [
    'a key that is there twice',
    'version: 001',
    'version: 001\nversion : 002\ntitle: x',
    [
      '3:1-3:9 INC107 `version` is set twice. Keep one of the two.',
      '4:1-4:6 INC107 `title` is set twice. Keep one of the two.',
    ],
    'version: 001\nversion : 002\ntitle: x',
  ],
  [
    'a key of an entry that is there twice',
    '    owner: web-team',
    '    owner: web-team\n    owner:   other',
    ['14:5-14:10 INC107 `owner` is set twice. Keep one of the two.'],
    '    owner: web-team\n    owner:   other',
  ],
  [
    'two mistakes',
    'version: 001\nservices: [web]',
    'version 001\nservices: [web',
    [
      '2:1-2:12 INC106 There is no colon after `version`. Write: `version: 001`.',
      '3:11-3:15 INC106 The list or map that begins with `[` is not closed. Write: `services: [web]`.',
    ],
  ],
];

/** Where it is, what is wrong and what to do about it. */
function said({ place, code, message, hint }: Diagnostic): string {
  return `${place.line}:${place.column}-${place.end?.line}:${place.end?.column} ${code} ${message}. ${hint?.text}`;
}

test.each(
  SLIPS.map(([name, right, written, told, becomes = right]) => ({ name, right, written, told, becomes })),
)('$name is told and mended', ({ right, written, told, becomes }) => {
  const yaml = RIGHT.replace(right, () => written);
  const world = { file: 'en.md' as SitePath, yaml, firstLine: 1 };
  const { diagnostics, yaml: meant } = mendYaml(world, parseFailsafe(yaml)!);
  expect(diagnostics.map(said)).toEqual(told);
  expect(applyEdits(yaml, offeredEdits(diagnostics))).toBe(RIGHT.replace(right, () => becomes));
  expect(meant).toBe(RIGHT.replace(right, () => becomes));
});
