import { expect, test } from 'vitest';
import { parseEdition } from '../edition.ts';
import { request } from '../testing.ts';

interface Entry {
  /** `10:00` of the day in the name of the folder, or a whole time. */
  readonly at: string;
  readonly state?: string;
  readonly phase?: string;
  readonly text?: string;
  readonly title?: string;
  readonly services?: string;
}

/** A report with these entries, and lines of front matter above them; each entry is on lines of its own. */
function report(entries: readonly Entry[], lines = ''): string {
  const written = entries.map(({ at, title, ...others }) => {
    const time = at.includes('T') ? at : `2026-03-04T${at}:00Z`;
    const more = Object.entries(others).map(([key, value]) => `    ${key}: ${value}\n`);
    return `  - at: ${time}\n    title: "${title ?? `At ${at}`}"\n${more.join('')}`;
  });
  return `---\ntitle: "Web slow"\nversion: 001\n${lines}timeline:\n${written.join('')}---\n\n## Impact\n\n## Lessons\n`;
}

/** What is said of these codes, as `code line message`, with what it relates to. */
async function said(text: string, ...codes: readonly string[]): Promise<string[]> {
  const context = { serviceIds: ['web', 'mail'], languages: ['en'] as never };
  const { diagnostics } = await parseEdition(request(text, 'en', context));
  return diagnostics
    .filter(({ code }) => codes.includes(code))
    .map(({ code, place, message, related }) =>
      [`${code} ${place.line} ${message}`, ...(related ?? []).map((each) => `→ ${each.place.line}`)].join(
        ' ',
      ),
    );
}

const timed = (
  ...entries: readonly (readonly [at: string, state?: string, text?: string | undefined])[]
): Entry[] =>
  entries.map(([at, state, text]) => ({
    at,
    ...(state === undefined ? {} : { state }),
    ...(text === undefined ? {} : { text }),
  }));

test('two entries of one time are pointed out at the later one of the file', async () => {
  const text = report(timed(['10:00'], ['11:00'], ['10:00']));
  expect(await said(text, 'INC202')).toEqual(['INC202 9 There are two entries at 2026-03-04T10:00:00Z → 5']);
  expect(await said(report(timed(['10:00'], ['10:01'])), 'INC202')).toEqual([]);
});

test.each([
  ['', 'scheduled', '`scheduled` is not a state of an incident'],
  ['', 'monitoring', undefined],
  ['', 'withdrawn', undefined],
  ['kind: near-miss\n', 'resolved', undefined],
  ['kind: maintenance\n', 'resolved', '`resolved` is not a state of maintenance'],
  ['kind: maintenance\n', 'completed', undefined],
  ['kind: maintenance\n', 'withdrawn', undefined],
])('%j may have the state %s: %s', async (kind, state, message) => {
  const found = await said(report(timed(['10:00', state, 'Why']), kind), 'INC206');
  const line = kind === '' ? 7 : 8;
  expect(found).toEqual(message === undefined ? [] : [`INC206 ${line} ${message}`]);
});

test.each([
  [
    '2027-03-05T10:00:00Z',
    'INC213 5 2027-03-05T10:00:00Z is 366 days after the date in the name of the folder, 2026-03-04',
  ],
  [
    '2025-03-02T10:00:00Z',
    'INC213 5 2025-03-02T10:00:00Z is 367 days before the date in the name of the folder, 2026-03-04',
  ],
  ['2026-04-04T10:00:00Z', undefined],
])('a state at %s may have a wrong year', async (at, message) => {
  expect(await said(report(timed([at, 'investigating'])), 'INC213')).toEqual(
    message === undefined ? [] : [message],
  );
  expect(await said(report(timed([at])), 'INC213')).toEqual([]);
});

test('a report that is opened again says why', async () => {
  const again = (text?: string) =>
    report(
      timed(['10:00', 'investigating'], ['11:00', 'resolved'], ['12:00'], ['13:00', 'identified', text]),
    );
  expect((await said(again(), 'INC207')).map((each) => each.slice(0, 9))).toEqual(['INC207 15']);
  expect(await said(again('It came back'), 'INC207')).toEqual([]);
  const closed = timed(['10:00', 'investigating'], ['11:00', 'resolved'], ['12:00', 'resolved']);
  expect(await said(report(closed), 'INC207')).toEqual([]);
});

test('nothing is resolved before it begins', async () => {
  const early = (text?: string) =>
    report(timed(['09:00'], ['10:00', 'resolved'], ['11:00', 'investigating', text]));
  const message =
    'This report is resolved at 2026-03-04T10:00:00Z, before it begins at 2026-03-04T11:00:00Z → 10';
  expect(await said(early(), 'INC207', 'INC214')).toEqual([`INC207 7 ${message}`]);
  expect(await said(early('Back'), 'INC207')).toEqual([]);
  expect(await said(early('Back'), 'INC214')).toContain(`INC214 7 ${message}`);
  expect(await said(report(timed(['10:00', 'resolved'], ['11:00', 'resolved'])), 'INC207')).toEqual([]);
});

test('a withdrawal says why', async () => {
  const withdrawn = (text?: string) =>
    report(timed(['10:00', 'investigating'], ['11:00', 'withdrawn', text], ['12:00']));
  expect((await said(withdrawn(), 'INC209')).map((each) => each.slice(0, 9))).toEqual(['INC209 10']);
  expect(await said(withdrawn('Wrong'), 'INC209')).toEqual([]);
});

test('phases are reached once, in their order', async () => {
  const phases = (...names: readonly string[]) =>
    report(names.map((phase, at) => ({ at: `1${at}:00`, phase })));
  expect(await said(phases('detected', 'acknowledged', 'mitigated'), 'INC211')).toEqual([]);
  expect(await said(phases('detected', 'mitigated'), 'INC211')).toEqual([]);
  expect(await said(phases('acknowledged', 'detected', 'mitigated'), 'INC211')).toEqual([
    'INC211 10 `detected` comes after `acknowledged`',
  ]);
  expect(await said(phases('detected', 'detected'), 'INC211')).toEqual([
    'INC211 10 `detected` comes after `detected`',
  ]);
});

test.each([
  [['investigating', 'identified', 'monitoring', 'resolved'], []],
  [['monitoring', 'identified'], ['INC220 10 The state goes back from `monitoring` to `identified`']],
  [['identified', 'identified'], []],
  [['resolved', 'investigating'], []],
  [['monitoring', 'withdrawn'], []],
  [
    ['monitoring', 'investigating', 'identified', 'investigating'],
    [
      'INC220 10 The state goes back from `monitoring` to `investigating`',
      'INC220 16 The state goes back from `identified` to `investigating`',
    ],
  ],
])('states %j go forward', async (states, expected) => {
  const text = report(timed(...states.map((state, at) => [`1${at}:00`, state] as const)));
  expect(await said(text, 'INC220')).toEqual(expected);
});

test('entries that say the same are pointed out, with the first of them', async () => {
  const entries: Entry[] = [
    { at: '10:00', title: 'A', text: 'x' },
    { at: '11:00', title: 'A' },
    { at: '12:00', title: 'A', text: 'x' },
    { at: '13:00', title: 'A', text: 'x' },
  ];
  const found = await said(report(entries), 'INC221');
  expect(found.map((each) => each.replace(/ .* → /, ' → '))).toEqual(['INC221 → 6', 'INC221 → 6']);
});

test.each<[what: string, entries: Entry[], lines: string, message: string | undefined]>([
  ['a minute', timed(['10:00', 'investigating'], ['10:01', 'resolved']), '', undefined],
  [
    'less than one',
    timed(['10:00', 'investigating'], ['2026-03-04T10:00:59Z', 'resolved']),
    '',
    'INC214 8 This incident is resolved 59 seconds after it began',
  ],
  [
    'no time at all',
    timed(['10:00', 'resolved']),
    '',
    'INC214 5 This incident is resolved by its first entry, so nobody knows how long it took',
  ],
  ['no time, of a near miss', timed(['10:00', 'resolved']), 'kind: near-miss\n', undefined],
  ['no time, as it is still open', timed(['10:00', 'investigating']), '', undefined],
  ['no time, as it was withdrawn', timed(['10:00', 'withdrawn', 'Wrong']), '', undefined],
  [
    'some time before it was resolved again',
    timed(['10:00', 'investigating'], ['11:00', 'resolved'], ['12:00', 'resolved']),
    '',
    undefined,
  ],
  ['some time without a state', timed(['10:00'], ['11:00', 'resolved']), '', undefined],
])('an incident takes %s', async (_, entries, lines, message) => {
  expect(await said(report(entries, lines), 'INC214')).toEqual(message === undefined ? [] : [message]);
});

test('an entry that cannot be read may be the beginning', async () => {
  const entries = [{ at: '2026-03-04Tx' }, ...timed(['10:00', 'resolved'])];
  expect(await said(report(entries), 'INC214')).toEqual([]);
});

test('services are those of site.yaml, in lists and as keys', async () => {
  const entries = [{ at: '10:00', services: '{web: operational, mial: partial_outage}' }];
  expect(await said(report(entries, 'services: [web, wbe]\n'), 'INC201')).toEqual([
    'INC201 4 Service `wbe` is not in site.yaml',
    'INC201 8 Service `mial` is not in site.yaml',
  ]);
});

test.each([
  ['', 'INC111 1 `timeline` is missing'],
  ['timeline:\n', 'INC111 4 `timeline` is empty'],
  ['timeline: []\n', 'INC111 4 `timeline` is empty'],
])('an original has a timeline: %j', async (timeline, message) => {
  const text = `---\ntitle: "A"\nversion: 001\n${timeline}---\n\nText.\n`;
  expect(await said(text, 'INC111')).toEqual([message]);
});

const END = timed(['10:00', 'investigating'], ['11:00', 'resolved']);

test.each([
  ['kind: maintenance\n', ['INC204 4']],
  ['kind: maintenance\nplanned: {start: 2026-03-04T09:00:00Z, end: 2026-03-04T10:00:00Z}\n', []],
  ['planned: {start: 2026-03-04T09:00:00Z, end: 2026-03-04T10:00:00Z}\n', ['INC205 4']],
  ['kind: maintenance\nplanned: {start: 2026-03-04T09:00:00Z, end: 2026-03-04T09:00:00Z}\n', ['INC203 5']],
  ['kind: maintenance\nplanned: {start: 2026-03-04T09:00:00Z, end: 2026-03-04T08:00:00Z}\n', ['INC203 5']],
])('maintenance alone is planned, from one time to a later one: %j', async (lines, expected) => {
  const found = await said(report(timed(['10:00']), lines), 'INC203', 'INC204', 'INC205');
  expect(found.map((each) => each.slice(0, 8))).toEqual(expected);
});

test.each([
  ['', true],
  ['services: {web: partial_outage}\n', false],
  ['services: {web: major_outage}\n', false],
  ['services: {web: degraded_performance}\nseverity: major\n', true],
  ['services: [web]\nseverity: major\n', false],
  ['services: [web]\nseverity: critical\n', false],
  ['services: [web]\nseverity: minor\n', true],
  ['severity: major\n', true],
  ['kind: near-miss\n', false],
])('an outage is one if a service was down: %j', async (lines, isSaid) => {
  const text = report(END, lines).replace('Web slow', 'Outage of the web');
  expect(await said(text, 'INC223')).toHaveLength(isSaid ? 1 : 0);
  expect(await said(report(END, lines), 'INC223')).toEqual([]);
});

test('a service that an entry says is down is one', async () => {
  const entries = [{ at: '10:00', state: 'investigating', services: '{web: major_outage}' }];
  expect(await said(report(entries).replace('Web slow', 'Outage'), 'INC223')).toEqual([]);
});

test.each<[what: string, entries: Entry[], lines: string, isSaid: boolean]>([
  ['an open one', timed(['10:00', 'investigating']), 'severity: major\n', true],
  ['one without a state', timed(['10:00']), 'severity: critical\n', true],
  ['a minor one', timed(['10:00', 'investigating']), 'severity: minor\n', false],
  ['a closed one', END, 'severity: major\n', false],
  ['one that names some', timed(['10:00', 'investigating']), 'severity: major\nservices: [web]\n', false],
  [
    'one whose entry names some',
    [{ at: '10:00', state: 'investigating', services: '[web]' }],
    'severity: major\n',
    false,
  ],
  ['a near miss', timed(['10:00', 'investigating']), 'severity: major\nkind: near-miss\n', false],
])('a grave incident names its services while it is open: %s', async (_, entries, lines, isSaid) => {
  expect(await said(report(entries, lines), 'INC215')).toHaveLength(isSaid ? 1 : 0);
});

test.each<[lines: string, entries: Entry[], isSaid: boolean]>([
  ['', END, false],
  ['', timed(['10:00', 'investigating']), true],
  ['', timed(['10:00']), true],
  ['kind: notice\n', timed(['10:00']), false],
  ['kind: near-miss\n', timed(['10:00']), false],
  ['kind: near-miss\n', timed(['10:00', 'investigating']), true],
])('a post-mortem is the last word: %j', async (lines, entries, isSaid) => {
  const found = await said(report(entries, `${lines}postmortem: true\n`), 'INC216');
  expect(found).toHaveLength(isSaid ? 1 : 0);
  expect(await said(report(entries, `${lines}postmortem: false\n`), 'INC216')).toEqual([]);
});
