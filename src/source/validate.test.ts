import { expect, test } from 'vitest';
import { mended, problemsIn } from './testing.ts';

const RIGHT = `---
title: "Pages fail"
version: 001
services: [web]
timeline:
  - at: 2026-03-04T10:00:00Z
    state: investigating
    title: "Pages fail"
    text: "We are looking into what users see."
  - at: 2026-03-04T12:00:00Z
    state: resolved
    title: "Pages work again"
actions:
  - text: "Test more"
    owner: web-team
    due: 2026-04-01
---
Some pages fail.
`;

/** What is right, what is written instead, what is told of it, and what it becomes if that is offered. */
type Mistake = readonly [right: string, written: string, told: readonly string[], becomes?: string];

const MISTAKES: readonly Mistake[] = [
  [
    'title: "Pages fail"\nv',
    'titel: "Pages fail"\nv',
    ['2:1-2:6 INC110 `titel` is not a key. Did you mean `title`?'],
    'title: "Pages fail"\nv',
  ],
  [
    'version: 001',
    'version: 001\nsevrity: major',
    ['4:1-4:8 INC110 `sevrity` is not a key. Did you mean `severity`?'],
    'version: 001\nseverity: major',
  ],
  [
    'version: 001',
    'version: 001\ntitel: x',
    [
      '4:1-4:6 INC110 `titel` is not a key. Delete the line, or make it part of `title`, which is there already.',
    ],
  ],
  [
    'version: 001',
    'version: 001\nlayout: post',
    ['4:1-4:7 INC110 `layout` is not a key. Delete the line: there is no such setting here.'],
  ],
  [
    'version: 001',
    'version: 001\ndate: 2026-03-04',
    [
      '4:1-4:5 INC110 `date` is not a key. Make it an entry of the timeline: its time, with the zone, goes into `at`.',
    ],
  ],
  [
    'version: 001',
    'version: 001\ndraft: true\nlayout: post',
    [
      '4:1-4:6 INC110 `draft` is not a key. Write `version: 000` instead: that is a draft.',
      '5:1-5:7 INC110 `layout` is not a key. Delete the line: there is no such setting here.',
    ],
  ],
  [
    'version: 001',
    'version: 001\nqqqqqqqq: 1\nzzzzzzzz: 2',
    [
      '4:1-4:9 INC110 `qqqqqqqq` is not a key. Keys here: `title`, `summary`, `version`, `last_update`, `kind`, `severity`, `services`, `planned`, `data_loss`, `tags`, `related`, `postmortem`, `aliases`, `imported`, `changes`, `original`, `timeline`, `actions`.',
      '5:1-5:9 INC110 `zzzzzzzz` is not a key. Delete the line, or use one of the keys named at line 4.',
    ],
  ],
  [
    'version: 001',
    'version: 1',
    ['3:10-3:11 INC115 `1` is not a version. Write it with three digits: `001`.'],
    'version: 001',
  ],
  [
    'version: 001',
    'version: v1',
    ['3:10-3:12 INC115 `v1` is not a version. Write it with three digits: `001`.'],
    'version: 001',
  ],
  [
    'version: 001',
    'version:',
    ['3:9-3:9 INC115 `` is not a version. Write three digits or more; the first version is `001`.'],
  ],
  [
    'version: 001',
    'version: [a]',
    [
      '3:10-3:13 INC112 `version` must be a text. Write it on one line after the colon, or below a `|`; in quotation marks if it begins with a bracket.',
    ],
  ],
  [
    'version: 001\n',
    '',
    ['1:1 INC111 `version` is missing. Add a line `version: 001`; `000` makes it a draft.'],
  ],
  [
    'version: 001',
    'version: 001\ntags: upgrade',
    ['4:7-4:14 INC112 `tags` must be a list. Write `[upgrade]`.'],
    'version: 001\ntags: [upgrade]',
  ],
  [
    'version: 001',
    'version: 001\ntags: one, two',
    ['4:7-4:15 INC112 `tags` must be a list. Write `[one, two]`.'],
    'version: 001\ntags: [one, two]',
  ],
  [
    'version: 001',
    'version: 001\ntags: one two',
    ['4:7-4:14 INC112 `tags` must be a list. Write it as `[one, two]`, or one on each line after `- `.'],
  ],
  [
    'version: 001',
    'version: 001\ntags: {a: b}',
    ['4:7-4:13 INC112 `tags` must be a list. Write it as `[one, two]`, or one on each line after `- `.'],
  ],
  [
    'services: [web]',
    'services: web',
    ['4:11-4:14 INC112 `services` must be a list or a map. Write `[web]`.'],
    'services: [web]',
  ],
  [
    'services: [web]',
    'services: web, mail',
    ['4:11-4:20 INC112 `services` must be a list or a map. Write `[web, mail]`.'],
    'services: [web, mail]',
  ],
  [
    'services: [web]',
    'services: {web: slow}',
    ['4:17-4:21 INC113 `slow` is not a state of a service. Did you mean `degraded_performance`?'],
    'services: {web: degraded_performance}',
  ],
  [
    'services: [web]',
    'services: {web: down}',
    [
      '4:17-4:21 INC113 `down` is not a state of a service. It is one of `operational`, `degraded_performance`, `partial_outage`, `major_outage`, `under_maintenance`.',
    ],
  ],
  [
    'services: [web]',
    'services: {web: partial_outag}',
    ['4:17-4:30 INC113 `partial_outag` is not a state of a service. Did you mean `partial_outage`?'],
    'services: {web: partial_outage}',
  ],
  [
    'services: [web]',
    'services: {web: xyz}',
    [
      '4:17-4:20 INC113 `xyz` is not a state of a service. It is one of `operational`, `degraded_performance`, `partial_outage`, `major_outage`, `under_maintenance`.',
    ],
  ],
  [
    'services: [web]',
    'services: {mail: operational}',
    [
      '4:12-4:16 INC201 Service `mail` is not in site.yaml. Add it to `services` in site.yaml, or correct the id.',
    ],
  ],
  [
    'services: [web]',
    'services: [mail]',
    [
      '4:12-4:16 INC201 Service `mail` is not in site.yaml. Add it to `services` in site.yaml, or correct the id.',
    ],
  ],
  [
    'version: 001',
    'version: 001\nseverity: high',
    ['4:11-4:15 INC113 `high` is not one of the words allowed for `severity`. Did you mean `major`?'],
    'version: 001\nseverity: major',
  ],
  [
    'version: 001',
    'version: 001\nseverity: majr',
    ['4:11-4:15 INC113 `majr` is not one of the words allowed for `severity`. Did you mean `major`?'],
    'version: 001\nseverity: major',
  ],
  [
    'version: 001',
    'version: 001\nseverity: [a]',
    [
      '4:11-4:14 INC112 `severity` must be a text. Write it on one line after the colon, or below a `|`; in quotation marks if it begins with a bracket.',
    ],
  ],
  [
    'version: 001',
    'version: 001\nseverity: xyz',
    [
      '4:11-4:14 INC113 `xyz` is not one of the words allowed for `severity`. It is one of `minor`, `major`, `critical`.',
    ],
  ],
  [
    'version: 001',
    'version: 001\nseverity: ""',
    [
      '4:11-4:13 INC113 `` is not one of the words allowed for `severity`. It is one of `minor`, `major`, `critical`.',
    ],
  ],
  [
    'state: resolved',
    'state: fixed',
    ['11:12-11:17 INC113 `fixed` is not one of the words allowed for `state`. Did you mean `resolved`?'],
    'state: resolved',
  ],
  [
    'state: resolved',
    'state: resolvd',
    ['11:12-11:19 INC113 `resolvd` is not one of the words allowed for `state`. Did you mean `resolved`?'],
    'state: resolved',
  ],
  [
    'state: resolved',
    'state: {a: b}',
    [
      '11:12-11:18 INC112 `state` must be a text. Write it on one line after the colon, or below a `|`; in quotation marks if it begins with a bracket.',
    ],
  ],
  [
    'state: resolved\n',
    'state: done\n',
    ['11:12-11:16 INC113 `done` is not one of the words allowed for `state`. Did you mean `resolved`?'],
    'state: resolved\n',
  ],
  [
    'title: "Pages fail"\nv',
    'title: ""\nv',
    ['2:8-2:10 INC112 `title` is empty. Write something after the colon, or delete the line.'],
  ],
  [
    'title: "Pages fail"\nv',
    'title: [a, b]\nv',
    [
      '2:8-2:14 INC112 `title` must be a text. Write it on one line after the colon, or below a `|`; in quotation marks if it begins with a bracket.',
    ],
  ],
  [
    'title: "Pages fail"\nv',
    'title: {a: b}\nv',
    [
      '2:8-2:14 INC112 `title` must be a text. Write it on one line after the colon, or below a `|`; in quotation marks if it begins with a bracket.',
    ],
  ],
  [
    'title: "Pages fail"\nv',
    `title: "${'a'.repeat(300)}"\nv`,
    [
      '2:8-2:310 INC114 `title` has 300 characters; at most 200 are allowed. Lists show all of it. Put the rest below the front matter.',
    ],
  ],
  [
    'title: "Pages fail"\nv',
    'title: |\n  a\n  b\nv',
    ['2:8-2:9 INC112 This text has a line break. Write it on one line: lists show it on one.'],
  ],
  [
    'at: 2026-03-04T12',
    'time: 2026-03-04T12',
    ['10:5-10:9 INC110 `time` is not a key here. Call it `at`.'],
    'at: 2026-03-04T12',
  ],
  [
    'at: 2026-03-04T12:00:00Z',
    'at: noon',
    [
      '10:9-10:13 INC120 `noon` is not a time. Write it like `2020-09-15T11:45:00Z`, `2020-09-15T13:45:00+02:00` or `2020-09-15 13:45 Europe/Paris`.',
    ],
  ],
  [
    'at: 2026-03-04T12:00:00Z',
    'at: 2026-03-04',
    ['10:9-10:19 INC121 `2026-03-04` has no time of day. Write it in full, such as `2026-03-04T11:45:00Z`.'],
  ],
  [
    'at: 2026-03-04T12:00:00Z',
    'at: 2026-02-30T12:00:00Z',
    ['10:9-10:29 INC124 2026-02-30 is not in the calendar. Correct the day or the month.'],
  ],
  [
    'at: 2026-03-04T12:00:00Z',
    'at: 2026-03-04T25:00:00Z',
    ['10:9-10:29 INC120 25:00:00 is not a time of day. Hours go to 23, minutes and seconds to 59.'],
  ],
  [
    'at: 2026-03-04T12:00:00Z',
    'at: 2026-03-04 12:00',
    [
      '10:9-10:25 INC121 This time has no zone. If it is UTC, write `2026-03-04T12:00:00Z`; otherwise add the offset from UTC or the name of the zone, a region and a city.',
    ],
  ],
  [
    'at: 2026-03-04T12:00:00Z',
    'at: 2026-03-04T12:00:00+25:00',
    [
      '10:9-10:34 INC120 `+25:00` is not an offset from UTC. Write `Z` for UTC, or an offset such as `+02:00`.',
    ],
  ],
  [
    'at: 2026-03-04T12:00:00Z',
    'at: 03/25/2026 10:02 GMT',
    [
      '10:9-10:29 INC120 `03/25/2026 10:02 GMT` is not a time in an accepted form. Write `2026-03-25T10:02:00Z`.',
    ],
    'at: 2026-03-25T10:02:00Z',
  ],
  [
    'at: 2026-03-04T12:00:00Z',
    'at: [a]',
    [
      '10:9-10:12 INC112 `at` must be a text. Write it on one line after the colon, or below a `|`; in quotation marks if it begins with a bracket.',
    ],
  ],
  [
    '  - at: 2026-03-04T12:00:00Z\n',
    '  - title: x\n',
    [
      '10:5-10:13 INC111 `at` is missing here. Add a line `at: 2020-09-15T11:45:00Z`.',
      '12:5-12:10 INC107 `title` is set twice. Keep one of the two.',
    ],
  ],
  [
    '    title: "Pages work again"\n',
    '',
    ['10:5-10:29 INC111 `title` is missing here. Add a line `title: "Web frontend issue"`.'],
  ],
  ['due: 2026-04-01', 'due: soon', ['16:10-16:14 INC124 `soon` is not a date. Write it like `2020-10-15`.']],
  [
    'due: 2026-04-01',
    'due: 2026-13-01',
    ['16:10-16:20 INC124 `2026-13-01` is not a date. Write it like `2020-10-15`.'],
  ],
  [
    'owner: web-team',
    'owner:',
    ['15:11-15:11 INC112 `owner` is empty. Write something after the colon, or delete the line.'],
  ],
  [
    'owner: web-team',
    'ownr: web-team',
    ['15:5-15:9 INC110 `ownr` is not a key here. Did you mean `owner`?'],
    'owner: web-team',
  ],
  [
    '  - text: "Test more"\n    owner',
    '  - owner',
    ['14:5-14:20 INC111 `text` is missing here. Add a line `text: …`.'],
  ],
  [
    'actions:\n  - text: "Test more"\n    owner: web-team\n    due: 2026-04-01',
    'actions: none',
    ['13:10-13:14 INC112 `actions` must be a list. Write `[none]`.'],
    'actions: [none]',
  ],
  [
    'actions:\n  - text: "Test more"\n    owner: web-team\n    due: 2026-04-01',
    'actions:\n  - Test more',
    ['14:5-14:14 INC112 `actions` must be a map. Write its keys below it, indented by two spaces.'],
  ],
  [
    'version: 001',
    'version: 001\nplanned: soon',
    ['4:10-4:14 INC112 `planned` must be a map. Write its keys below it, indented by two spaces.'],
  ],
  [
    'version: 001',
    'version: 001\nplanned: {start: 2026-03-04T10:00:00Z}',
    ['4:10-4:39 INC111 `end` is missing here. Add a line `end: …`.'],
  ],
  [
    'version: 001',
    'version: 001\nkind: maintenanc',
    ['4:7-4:17 INC113 `maintenanc` is not one of the words allowed for `kind`. Did you mean `maintenance`?'],
    'version: 001\nkind: maintenance',
  ],
  [
    'version: 001',
    'version: 001\ndata_loss: maybe',
    [
      '4:12-4:17 INC113 `maybe` is not one of the words allowed for `data_loss`. It is one of `none`, `possible`, `confirmed`.',
    ],
  ],
  [
    'version: 001',
    'version: 001\nrelated: x',
    ['4:10-4:11 INC112 `related` must be a list. Write `[x]`.'],
    'version: 001\nrelated: [x]',
  ],
  [
    'version: 001',
    'version: 001\nrelated: [x y]',
    [
      '4:11-4:14 INC117 `x y` is not a reference. A reference is the folder name of a report: `2020-08-02-web-frontend`.',
    ],
  ],
  [
    'version: 001',
    'version: 001\npostmortem: ftp://x',
    [
      '4:13-4:20 INC113 `ftp://x` is not one of the words allowed for `postmortem`. It is one of `true`, `false`.',
    ],
  ],
  [
    'version: 001',
    'version: 001\naliases: [a b]',
    [
      '4:11-4:14 INC809 `a b` cannot be the old address of a report: it has a space. Write the path below the address of the site: `/posts/2019-05-web/`.',
    ],
  ],
  [
    'version: 001',
    'version: 001\naliases: [old/page]',
    [
      '4:11-4:19 INC809 `old/page` cannot be the old address of a report: it does not start with a slash. Write `/old/page/`.',
    ],
    'version: 001\naliases: [/old/page/]',
  ],
  [
    'version: 001',
    'version: 001\nlast_update: x',
    [
      '4:14-4:15 INC120 `x` is not a time. Write it like `2020-09-15T11:45:00Z`, `2020-09-15T13:45:00+02:00` or `2020-09-15 13:45 Europe/Paris`.',
    ],
  ],
  [
    'version: 001',
    'version: 001\nsummary: {{ x }}',
    [
      '4:10-4:17 INC112 `summary` must be a text. Write it on one line after the colon, or below a `|`; in quotation marks if it begins with a bracket.',
    ],
  ],
  [
    'version: 001',
    'version: 001\noriginal: xx-yy-zz',
    [
      '4:11-4:19 INC113 `xx-yy-zz` is not one of the words allowed for `original`. It is one of `true`, `false`.',
    ],
  ],
  [
    'version: 001',
    'version: 001\nimported: {from: x}',
    ['4:11-4:20 INC111 `id` is missing here. Add a line `id: …`.'],
  ],
  [
    'version: 001',
    'version: 001\n1: a',
    [
      '4:1-4:2 INC110 `1` is not a key. Keys here: `title`, `summary`, `version`, `last_update`, `kind`, `severity`, `services`, `planned`, `data_loss`, `tags`, `related`, `postmortem`, `aliases`, `imported`, `changes`, `original`, `timeline`, `actions`.',
    ],
  ],
  [
    'version: 001',
    'version: 001\nTitle: a',
    [
      '4:1-4:6 INC110 `Title` is not a key. Delete the line, or make it part of `title`, which is there already.',
    ],
  ],
  [
    'version: 001',
    'version: 001\n__proto__: a',
    [
      '4:1-4:10 INC110 `__proto__` is not a key. Keys here: `title`, `summary`, `version`, `last_update`, `kind`, `severity`, `services`, `planned`, `data_loss`, `tags`, `related`, `postmortem`, `aliases`, `imported`, `changes`, `original`, `timeline`, `actions`.',
    ],
  ],
];

test.each(MISTAKES.map(([right, written, told, becomes = written]) => ({ right, written, told, becomes })))(
  '$written',
  async ({ right, written, told, becomes }) => {
    const text = RIGHT.replace(right, () => written);
    const problems = await problemsIn(text);
    const said = problems.map(({ place: { line, column, end }, code, message, hint }) => {
      const range = end ? `${line}:${column}-${end.line}:${end.column}` : `${line}:${column}`;
      return `${range} ${code} ${message}. ${hint?.text}`;
    });
    expect(said).toEqual(told);
    expect(mended(text, problems)).toBe(RIGHT.replace(right, () => becomes));
  },
);
