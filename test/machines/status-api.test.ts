import { join } from 'node:path';
import { createRequire } from 'node:module';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeOutput } from '../../src/host/files/write-output.ts';
import { serveFolder } from '../browser/static-server.ts';
import type { StaticServer } from '../browser/static-server.ts';
import { makeFolder } from '../run.ts';
import { makeExample, makeFrom, reportFile } from './made.ts';
import type { Made } from './made.ts';
import { csafFaults } from './csaf.ts';
import { expectToFollow, schemaNames } from './schemas.ts';

const { Statuspage } = createRequire(import.meta.url)('statuspage.io') as typeof import('statuspage.io');

const SCHEMAS: Readonly<Record<string, string>> = {
  summary: 'summary',
  status: 'status',
  components: 'components',
  incidents: 'incidents',
  'incidents/unresolved': 'incidents',
  'scheduled-maintenances': 'scheduled-maintenances',
  'scheduled-maintenances/upcoming': 'scheduled-maintenances',
  'scheduled-maintenances/active': 'scheduled-maintenances',
};

interface Incident {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly impact: string;
  readonly shortlink: string;
  readonly monitoring_at: string | null;
  readonly started_at: string;
  readonly resolved_at: string | null;
  readonly components: readonly { readonly name: string }[];
  readonly incident_updates: readonly {
    readonly status: string;
    readonly body: string;
    readonly created_at: string;
    readonly affected_components:
      readonly { readonly name: string; readonly old_status: string; readonly new_status: string }[] | null;
  }[];
}
interface Answer {
  readonly page: { readonly id: string; readonly url: string; readonly updated_at: string };
  readonly status: { readonly indicator: string; readonly description: string };
  readonly components: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly group: boolean;
    readonly components?: readonly string[];
  }[];
  readonly incidents: readonly Incident[];
  readonly scheduled_maintenances: readonly (Incident & { readonly scheduled_for: string })[];
}

let example: Made;
let folder: string;
let server: StaticServer;
beforeAll(async () => {
  example = await makeExample();
  folder = makeFolder();
  await writeOutput(join(folder, 'dist'), example.files);
  server = await serveFolder(join(folder, 'dist'));
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

const read = (made: Made, name: string) => made.json(`api/v2/${name}.json`) as Answer;

test.each(Object.entries(SCHEMAS))('%s follows its schema in every language', (name, schema) => {
  for (const language of ['', 'fr/', 'ar/', 'de/', 'ja/', 'pt-br/']) {
    expectToFollow(schema, example.json(`api/v2/${language}${name}.json`), `${language}${name}`);
  }
});

test('the schemas refuse what does not follow them', () => {
  const answer = read(example, 'summary');
  expect(() =>
    expectToFollow('summary', { ...answer, status: { indicator: 'fine', description: '' } }, 'x'),
  ).toThrow();
  expect(() =>
    expectToFollow(
      'summary',
      { ...answer, page: { ...answer.page, updated_at: '2020-09-15T11:00:00Z' } },
      'x',
    ),
  ).toThrow();
});

test('a published client of the API reads the site by a change of its address alone', async () => {
  const status = new Statuspage('example');
  status.setApiUrl(server.url);
  const summary = await status.api.getSummary();
  expect(summary.page.name).toBe('Harbourline Cloud status');
  expect((await status.api.getStatus()).status).toEqual(summary.status);
  expect((await status.api.getComponents()).components).toEqual(summary.components);
  expect((await status.api.incidents.getAll()).incidents.length).toBe(
    read(example, 'incidents').incidents.length,
  );
  expect((await status.api.incidents.getUnresolved()).incidents.map(({ name }) => name)).toEqual([
    'Managed databases in zone B unreachable',
  ]);
  const upcoming = await status.api.scheduledMaintenances.getUpcoming();
  expect(upcoming.scheduled_maintenances.map(({ name }) => name)).toEqual(['Object storage: new gateways']);
});

test('the summary is the worst of all services and open incidents, and the newest update is the last there was', () => {
  const summary = read(example, 'summary');
  expect(summary.status).toEqual({
    indicator: 'critical',
    description: 'Some services are having problems',
  });
  expect(summary.page.updated_at).toBe('2025-11-20T16:40:00.000Z');
  expect(summary.incidents.map(({ name }) => name)).toEqual(['Managed databases in zone B unreachable']);
  expect(summary.scheduled_maintenances.map(({ status }) => status).toSorted()).toEqual([
    'in_progress',
    'scheduled',
  ]);
  const hosting = summary.components.find(({ name }) => name === 'Hosting');
  const members = summary.components.filter(({ id }) => hosting?.components?.includes(id));
  expect(members.map(({ name }) => name)).toEqual(['Web frontend', 'Object storage', 'Managed databases']);
});

test('updates are newest first and carry what became of each service', () => {
  const model = read(example, 'incidents').incidents.find(({ shortlink }) =>
    shortlink.includes('2020-09-15'),
  );
  expect(model).toMatchObject({
    status: 'resolved',
    impact: 'major',
    resolved_at: '2020-09-15T11:45:00.000Z',
    monitoring_at: null,
  });
  expect(
    model?.incident_updates.map(({ status, created_at, affected_components }) => [
      status,
      created_at.slice(11, 16),
      affected_components?.map(({ old_status, new_status }) => `${old_status} ${new_status}`),
    ]),
  ).toEqual([
    ['resolved', '11:45', ['partial_outage operational']],
    ['identified', '11:25', undefined],
    ['investigating', '11:05', undefined],
    ['investigating', '11:00', ['operational partial_outage']],
  ]);
  expect(model?.incident_updates[0]?.body).toMatch(/^All websites are reachable again\n\n/);
});

test('ids are twelve letters and digits, all different, and the same in every language and whatever is said', async () => {
  const ids = (made: Made, language = '') =>
    (made.json(`api/v2/${language}incidents.json`) as Answer).incidents.map(({ id }) => id);
  expect(new Set(ids(example)).size).toBe(ids(example).length);
  expect(ids(example, 'ar/')).toEqual(ids(example));
  const one = {
    'site.yaml': SITE,
    'incidents/2026-03-04-web/en.md': reportFile('One', [RESOLVED], 'services: [web]\nseverity: minor\n'),
  };
  const other = {
    ...one,
    'incidents/2026-03-04-web/en.md': reportFile('Another', [RESOLVED], 'services: [web]\nseverity: major\n'),
  };
  expect(ids(await makeFrom(other))).toEqual(ids(await makeFrom(one)));
});

const SITE = 'name: Example\nurl: https://status.example.com/\nservices:\n  - {id: web, name: Web}\n';
const RESOLVED = '{at: 2026-03-04T10:00:00Z, state: resolved, title: "a"}';

test('maintenance is upcoming or active as of the time of the build, and stays so until its end is told', async () => {
  const planned =
    'kind: maintenance\nservices: [web]\nplanned: {start: 2026-04-01T22:00:00Z, end: 2026-04-01T23:00:00Z}\n';
  const files = {
    'site.yaml': SITE,
    'incidents/2026-04-01-work/en.md': reportFile(
      'Work',
      ['{at: 2026-03-04T10:00:00Z, state: scheduled, title: "Announced"}'],
      planned,
    ),
  };
  const seen = async (asOf: string) => {
    const made = await makeFrom(files, { asOf: asOf as never });
    const count = (name: string) =>
      read(made, `scheduled-maintenances/${name}`).scheduled_maintenances.length;
    return [
      count('upcoming'),
      count('active'),
      read(made, 'status').status.indicator,
      read(made, 'components').components[0]?.status,
      read(made, 'summary').scheduled_maintenances[0]?.status,
    ];
  };
  expect(await seen('2026-04-01T21:59:59Z')).toEqual([1, 0, 'none', 'operational', 'scheduled']);
  const active = [0, 1, 'maintenance', 'under_maintenance'];
  expect(await seen('2026-04-01T22:00:00Z')).toEqual([...active, 'in_progress']);
  expect(await seen('2026-04-01T23:00:00Z')).toEqual([...active, 'verifying']);
  expect(await seen('2026-04-11T23:00:00Z')).toEqual([...active, 'verifying']);
});

test('a resolved report with the mark is a postmortem, the mere heading makes none; a withdrawn one is resolved', async () => {
  const made = await makeFrom({
    'site.yaml': SITE,
    'incidents/2026-03-04-web/en.md': reportFile(
      'One',
      [RESOLVED],
      'severity: minor\nservices: [web]\npostmortem: true\n',
      '## Lessons learnt\n\nMany.',
    ),
    'incidents/2026-03-05-web/en.md': reportFile(
      'Two',
      [RESOLVED.replace('-04T', '-05T')],
      'severity: minor\nservices: [web]\n',
      '## Lessons learnt\n\nMany.',
    ),
    'incidents/2026-03-06-web/en.md': reportFile(
      'Three',
      [
        '{at: 2026-03-06T10:00:00Z, title: "a"}',
        '{at: 2026-03-06T11:00:00Z, state: withdrawn, title: "b", text: "No."}',
      ],
      'severity: minor\nservices: [web]\n',
    ),
  });
  expect(
    read(made, 'incidents').incidents.map(({ name, status, impact }) => `${name} ${status} ${impact}`),
  ).toEqual(['Three resolved none', 'Two resolved minor', 'One postmortem minor']);
});

test('maintenance that was called off before its start starts and ends with the word of that', async () => {
  const planned =
    'kind: maintenance\nservices: [web]\nplanned: {start: 2026-04-01T22:00:00Z, end: 2026-04-01T23:00:00Z}\n';
  const told = '{at: 2026-03-04T10:00:00Z, state: scheduled, title: "Announced"}';
  const off = '{at: 2026-03-05T10:00:00Z, state: withdrawn, title: "Called off", text: "No."}';
  const made = await makeFrom(
    { 'site.yaml': SITE, 'incidents/2026-04-01-work/en.md': reportFile('Work', [told, off], planned) },
    { asOf: '2026-04-01T22:30:00Z' as never },
  );
  const [work] = read(made, 'scheduled-maintenances').scheduled_maintenances;
  expect(work).toMatchObject({
    status: 'completed',
    impact: 'none',
    created_at: '2026-03-04T10:00:00.000Z',
    started_at: '2026-03-05T10:00:00.000Z',
    resolved_at: '2026-03-05T10:00:00.000Z',
    scheduled_for: '2026-04-01T22:00:00.000Z',
    incident_updates: [
      { status: 'completed', affected_components: null },
      { status: 'scheduled', affected_components: null },
    ],
  });
  expect(made.json(`api/v2/incidents/${work?.id}.json`)).toMatchObject({
    incident: { started_at: '2026-03-05T10:00:00.000Z', resolved_at: '2026-03-05T10:00:00.000Z' },
  });
  expect(read(made, 'status').status.indicator).toBe('none');
  for (const name of ['upcoming', 'active'])
    expect(read(made, `scheduled-maintenances/${name}`).scheduled_maintenances).toEqual([]);
});

test('no report ends before it starts', () => {
  const all = [
    ...read(example, 'incidents').incidents,
    ...read(example, 'scheduled-maintenances').scheduled_maintenances,
  ];
  for (const { name, started_at, resolved_at } of all)
    if (resolved_at !== null) expect(started_at <= resolved_at, name).toBe(true);
});

test('a site without reports and services answers too', async () => {
  const made = await makeFrom({ 'site.yaml': 'name: Example\nurl: https://status.example.com/\n' });
  for (const [name, schema] of Object.entries(SCHEMAS))
    expectToFollow(schema, made.json(`api/v2/${name}.json`), name);
  expect(read(made, 'status').status).toEqual({ indicator: 'none', description: 'No open incidents' });
});

test('no API is made where site.yaml asks for other things only', async () => {
  const made = await makeFrom({ 'site.yaml': `${SITE}outputs: [articles, index]\n` });
  expect(made.paths.filter((path) => /^(?:api|badge)/.test(path))).toEqual([]);
});

/** Which schema a JSON file follows, by its path. */
const SCHEMA_OF: readonly (readonly [pattern: RegExp, schema: string])[] = [
  [/feed\.json$/, 'feed'],
  [/^changes\.json$/, 'changes'],
  [/^api\/v2\/(?:[\w-]+\/)?(summary|status|components|incidents|scheduled-maintenances)\.json$/, '$1'],
  [/^api\/v2\/(?:[\w-]+\/)?(incidents|scheduled-maintenances)\/(?:unresolved|upcoming|active)\.json$/, '$1'],
  [/^api\/v2\/incidents\/[a-z0-9]{12}\.json$/, 'incident'],
  [/^embed\/[\w-]+\/oembed\.json$/, 'oembed'],
  [/^badge(?:\/[\w-]+)?\.json$/, 'badge'],
  [/\/history\.json$/, 'history'],
  [/\/v\/[^/]+\/index\.json$/, 'edition'],
  [/^build\.json$/, 'build'],
];

test('every JSON file follows its schema, and every schema has a file', () => {
  const used = new Set<string>();
  for (const path of example.paths.filter((each) => each.endsWith('.json'))) {
    const [pattern, name = ''] = SCHEMA_OF.find(([each]) => each.test(path)) ?? [];
    const schema = pattern ? (pattern.exec(path)?.[1] ?? name) : `for ${path}`;
    expectToFollow(schema.startsWith('$') ? path : schema, example.json(path), path);
    used.add(schema);
    if (schema === 'history')
      expect(csafFaults((example.json(path) as { document: unknown }).document), path).toEqual([]);
  }
  // Parts of a list come with many files only; the other one is referred to.
  expect([...used, 'build-part', 'objects'].toSorted()).toEqual(schemaNames());
});

test('each report has an answer of its own and the address that hosted pages have', () => {
  const all = [
    ...read(example, 'incidents').incidents,
    ...read(example, 'scheduled-maintenances').scheduled_maintenances,
  ];
  expect(all.length).toBe(12);
  for (const { id, shortlink, components: _components, ...rest } of all) {
    const { incident } = example.json(`api/v2/incidents/${id}.json`) as { incident: object };
    expect(incident).toMatchObject({ id, shortlink, ...rest });
    const target = new URL(shortlink).pathname;
    expect(example.text(`incidents/${id}/index.html`)).toContain(`content="0; url=${target}"`);
  }
  const idsOf = (path: string) => [...example.text(path).matchAll(/<(?:id|guid)\b[^>]*>[^<]+</g)].map(String);
  for (const format of ['atom', 'rss'])
    expect(idsOf(`history.${format}`)).toEqual(idsOf(`en/feed.${format}`));
});

test('the answer about one report stays as it is when others are written', async () => {
  const files = {
    'site.yaml': SITE,
    'incidents/2026-03-04-web/en.md': reportFile('One', [RESOLVED], 'services: [web]\n'),
  };
  const before = await makeFrom(files);
  const path = before.paths.find((each) => /^api\/v2\/incidents\/\w{12}\.json$/.test(each)) ?? '';
  const after = await makeFrom({
    ...files,
    'incidents/2026-03-05-web/en.md': reportFile(
      'Two',
      ['{at: 2026-03-05T10:00:00Z, state: investigating, title: "a"}'],
      'services: [web]\nseverity: critical\n',
    ),
  });
  expect(read(after, 'components').components[0]?.status).toBe('major_outage');
  expect(after.text(path)).toBe(before.text(path));
});
