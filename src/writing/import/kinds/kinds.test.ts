import { expect, test } from 'vitest';
import type { ReadSource } from '../told.ts';
import { asExisting, planFor, readAll } from '../testing.ts';
import { readBetterStack } from './better-stack.ts';
import { readCachet } from './cachet.ts';
import { readCstate } from './cstate.ts';
import { readIssues } from './github-issues.ts';
import { readInstatus } from './instatus.ts';
import { readUpptime } from './upptime.ts';

test('instatus: the time is when it started; names and messages by language become translations', () => {
  const { reports, notes } = readAll(readInstatus, {
    'export.json': {
      incidents: [
        {
          id: 'ck1',
          name: { en: 'API down', de: 'API gestört', fr: 'API' },
          impact: 'PARTIALOUTAGE',
          components: [{ id: 'cp', name: 'Gateway' }],
          updates: [
            {
              message: { en: 'Fixed now', de: 'Behoben' },
              status: 'RESOLVED',
              started: '2022-05-01T11:00:00Z',
            },
            {
              message: { en: 'We look', de: 'Wir schauen' },
              status: 'INVESTIGATING',
              started: '2022-05-01T10:00:00Z',
              createdAt: '2022-06-01T10:00:00Z',
            },
          ],
        },
      ],
      maintenances: [
        {
          id: 'm1',
          name: 'Move',
          status: 'COMPLETED',
          start: '2022-06-01T10:00:00Z',
          duration: 30,
          updates: [],
        },
        {
          id: 'm2',
          name: 'Move',
          status: 'NOTSTARTEDYET',
          start: '2022-06-01T10:00:00Z',
          duration: null,
          updates: [],
        },
      ],
    },
  });
  expect(reports[0]).toMatchObject({
    severity: 'major',
    timeline: [
      { at: '2022-05-01T10:00:00Z', state: 'investigating', title: 'We look' },
      { at: '2022-05-01T11:00:00Z', state: 'resolved', title: 'Fixed now' },
    ],
    translations: [
      { language: 'de', title: 'API gestört', entries: [{ title: 'Wir schauen' }, { title: 'Behoben' }] },
    ],
  });
  expect(reports.slice(1)).toMatchObject([
    {
      planned: { end: '2022-06-01T10:30:00Z' },
      timeline: [{ state: 'scheduled' }, { at: '2022-06-01T10:30:00Z' }],
    },
    { planned: { end: '2022-06-01T11:00:00Z' }, timeline: [{ state: 'scheduled' }] },
  ]);
  expect(notes.map(({ kind, id }) => [kind, id])).toEqual([
    ['loss', 'ck1'],
    ['guess', 'm2'],
  ]);
});

test('betterstack: a report investigates from its start; what a monitor wrote comes on demand', () => {
  const report = (id: string, type: string) => ({
    id,
    type: 'status_report',
    attributes: {
      title: `Slow ${id}`,
      report_type: type,
      starts_at: '2022-05-01T10:00:00.000Z',
      ends_at: '2022-05-01T12:00:00Z',
      affected_resources: [{ status_page_resource_id: 'r1', status: 'downtime' }],
    },
    relationships: { status_updates: { data: [{ id: `u${id}`, type: 'status_update' }] } },
  });
  const update = (id: string) => ({
    id,
    type: 'status_update',
    attributes: { message: 'We are on it. More soon.', published_at: '2022-05-01T10:05:00Z' },
  });
  const document = {
    data: { id: '1', type: 'status_page' },
    included: [
      report('9', 'manual'),
      report('10', 'automatic'),
      update('u9'),
      update('u10'),
      { id: 'r1', type: 'status_page_resource', attributes: { public_name: 'Website' } },
    ],
  };
  const { reports, services, notes } = readAll(readBetterStack, { 'index.json': document });
  expect(reports).toMatchObject([
    {
      id: '9',
      severity: 'major',
      timeline: [
        { at: '2022-05-01T10:00:00Z', state: 'investigating', title: 'Slow 9' },
        { at: '2022-05-01T10:05:00Z', state: undefined, title: 'We are on it', text: 'More soon.\n' },
        { at: '2022-05-01T12:00:00Z', state: 'resolved' },
      ],
    },
  ]);
  expect(services).toMatchObject([{ key: 'r1', name: 'Website' }]);
  expect(notes).toMatchObject([{ kind: 'left-out', id: '10' }]);
  expect(readAll(readBetterStack, { 'index.json': document }, { automatic: true }).reports).toHaveLength(2);
});

test('cachet: numbers are states, and times without a zone need one', () => {
  const document = {
    data: [
      { id: 1, name: 'Web', status: 1 },
      {
        id: 5,
        component_id: 1,
        name: 'Broken',
        status: 4,
        message: 'It **broke**',
        occurred_at: '2020-01-02 03:04:05',
        updates: [{ status: 4, message: 'Fixed', created_at: '2020-01-02 04:04:05' }],
      },
    ],
  };
  expect(readAll(readCachet, { 'a.json': document }).notes).toMatchObject([{ kind: 'error', id: '5' }]);
  expect(readAll(readCachet, { 'a.json': document }, { timeZone: 'Europe/Paris' }).reports).toMatchObject([
    {
      services: [{ key: '1' }],
      timeline: [
        { at: '2020-01-02T02:04:05Z', state: 'investigating', text: 'It **broke**\n' },
        { state: 'resolved' },
      ],
    },
  ]);
});

test('issues: comments are entries, closing ends the report, those who wrote are named', () => {
  const { reports, notes } = readAll(
    readIssues,
    {
      'issues.json': [
        {
          number: 7,
          title: 'Web down',
          body: 'It is down since 10:00',
          createdAt: '2021-01-01T10:00:00Z',
          closedAt: '2021-01-01T12:00:00Z',
          labels: [{ name: 'SEV1' }, { name: 'service: web' }],
          comments: [
            { body: 'We found <b>it</b>', createdAt: '2021-01-01T11:00:00Z', author: { login: 'dev-1' } },
          ],
        },
        { title: 'No number' },
      ],
    },
    { severities: { sev1: 'critical' } },
  );
  expect(reports).toMatchObject([
    {
      severity: 'critical',
      services: [{ key: 'web' }],
      timeline: [
        { state: 'investigating' },
        { title: 'We found it' },
        { at: '2021-01-01T12:00:00Z', state: 'resolved' },
      ],
    },
  ]);
  expect(notes.map(({ kind }) => kind)).toEqual(['people', 'error']);
});

test('upptime: the bot’s words are data, maintenance has its plan in a comment', () => {
  const { reports, services } = readAll(readUpptime, {
    'history/google.yml': 'url: https://www.google.com\nstatus: up\n',
    'issues.json': [
      {
        number: 3,
        title: 'Google is down',
        body: 'In [`abc123`](https://x.example) , Google (https://www.google.com) was **down**:\n- HTTP code: 0\n- Response time: 0 ms\n',
        createdAt: '2021-01-01T10:00:00Z',
        closedAt: '2021-01-01T12:00:00Z',
        labels: [{ name: 'google' }],
        comments: [],
      },
      {
        number: 4,
        title: 'Maintenance',
        body: '<!--\nstart: 2021-02-24T13:00:00.220Z\nend: 2021-02-24T14:00:00.220Z\nexpectedDown: google\n-->\nWe move',
        createdAt: '2021-02-20T10:00:00Z',
        comments: [],
      },
    ],
  });
  expect(reports).toMatchObject([
    {
      services: [{ key: 'google' }],
      timeline: [{ title: 'Google is down', text: undefined }, { state: 'resolved' }],
    },
    {
      kind: 'maintenance',
      planned: { start: '2021-02-24T13:00:00Z', end: '2021-02-24T14:00:00Z' },
      timeline: [{ state: 'scheduled', title: 'We move' }],
    },
  ]);
  expect(services).toMatchObject([{ key: 'google', name: 'www.google.com' }]);
});

const ISSUE = `title: Outage
date: 2018-04-25 16:55:00
resolved: true
resolvedWhen: 2018-04-25 17:55:00
severity: down
affected: [API, Weird]`;
const TEXT = `
*Investigating* - We look. {{< track "2018-05-25 15:40:00" >}}

*Resolved* - All good {{< track "2018-04-25 17:50:00" >}}

{{< chart >}} More.
`;
const CONFIG = {
  'config.yml': 'params:\n  timeZone: Europe/Paris\n  systems: [{name: API, category: Core}]\n',
};

test('cstate: tracked paragraphs are entries; a month’s slip is reported and not believed', () => {
  const { reports, services, notes } = readAll(readCstate, {
    ...CONFIG,
    'issues/outage.md': `---\n${ISSUE}\n---\n${TEXT}`,
  });
  expect(reports).toMatchObject([
    {
      severity: 'critical',
      aliases: ['/issues/outage/'],
      timeline: [
        { at: '2018-04-25T14:55:00Z', state: 'investigating' },
        { at: '2018-04-25T15:50:00Z', state: 'resolved', title: 'All good' },
      ],
      body: '_Investigating_ - We look.\n\nMore.\n',
    },
  ]);
  expect(services).toMatchObject([{ name: 'API', group: 'Core' }, { name: 'Weird' }]);
  expect(notes.map(({ kind }) => kind)).toEqual(['loss', 'loss', 'guess']);
});

test('cstate: front matter may be TOML or JSON, drafts stay drafts, a zone is never guessed', () => {
  const read = (text: string, options = {}) => readAll(readCstate, { 'a.md': text }, options);
  expect(
    read('+++\ntitle = "T"\ndate = 2019-01-02T03:04:05Z\ndraft = true\n+++\nHello\n').reports,
  ).toMatchObject([{ isDraft: true, timeline: [{ at: '2019-01-02T03:04:05Z' }], body: 'Hello\n' }]);
  expect(
    read('{\n"title": "T",\n"date": "2019-01-02T03:04:05Z",\n"informational": true\n}\nHello\n').reports,
  ).toMatchObject([{ kind: 'notice' }]);
  expect(read(`---\n${ISSUE}\n---\n`).notes).toMatchObject([{ kind: 'error' }]);
  expect(read('---\ntitle: [\n---\n').notes).toMatchObject([{ kind: 'error' }]);
  const zoned = readAll(readCstate, {
    ...CONFIG,
    'a.md': '---\ntitle: T\ndate: 2019-01-02T03:04:05Z\n---\n',
  });
  expect(zoned.notes).toMatchObject([
    { kind: 'guess', text: expect.stringContaining('Europe/Paris') as string },
  ]);
});

/** A sound document of each kind. */
const SOUND: readonly (readonly [ReadSource, Readonly<Record<string, unknown>>])[] = [
  [
    readInstatus,
    {
      a: {
        incidents: [
          {
            id: 'i',
            name: { en: 'API', de: 'API' },
            updates: [
              { message: { en: 'Works', de: 'Geht' }, status: 'RESOLVED', started: '2022-05-01T11:00:00Z' },
            ],
          },
        ],
      },
    },
  ],
  [
    readBetterStack,
    {
      a: {
        included: [
          {
            id: '9',
            type: 'status_report',
            attributes: {
              title: 'Slow',
              starts_at: '2022-05-01T10:00:00Z',
              ends_at: '2022-05-01T12:00:00Z',
            },
          },
        ],
      },
    },
  ],
  [
    readCachet,
    {
      a: {
        data: [{ id: 5, name: 'Broken', status: 4, message: 'It broke', occurred_at: '2020-01-02 03:04:05' }],
      },
    },
  ],
  [
    readIssues,
    { a: [{ number: 7, title: 'Down', body: 'x', createdAt: '2021-01-01T10:00:00Z', comments: [] }] },
  ],
  [
    readUpptime,
    { a: [{ number: 7, title: 'Down', body: '', createdAt: '2021-01-01T10:00:00Z', comments: [] }] },
  ],
  [readCstate, { 'a.md': '---\ntitle: Outage\ndate: 2018-04-25T16:55:00Z\n---\nText\n' }],
];

test('a second run of any kind finds nothing new', () => {
  for (const [read, documents] of SOUND) {
    const told = readAll(read, documents, { timeZone: 'UTC' });
    const first = planFor(told);
    expect(first.reports).toMatchObject([{ fate: 'new' }]);
    expect(planFor(told, { existing: asExisting(first) }).reports).toMatchObject([
      { fate: 'unchanged', files: [] },
    ]);
  }
});

test('a broken document of any kind stops none of the others and lends them nothing', () => {
  for (const [read, documents] of SOUND) {
    const alone = readAll(read, documents, { timeZone: 'UTC' });
    const [[name, value] = ['', '']] = Object.entries(documents);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const broken = { [`broken-${name}`]: text.slice(0, -Math.floor(text.length / 2)) };
    const together = readAll(read, { ...broken, ...documents }, { timeZone: 'UTC' });
    expect(together.reports).toEqual(alone.reports);
    expect(together.notes.filter(({ document }) => document === `broken-${name}`)).toHaveLength(1);
  }
});
