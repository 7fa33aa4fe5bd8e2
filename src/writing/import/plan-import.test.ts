import { expect, test } from 'vitest';
import { parseEdition } from '../../source/edition.ts';
import { problemsIn, request } from '../../source/testing.ts';
import { readStatuspage } from './kinds/statuspage.ts';
import { asExisting, planFor, readAll } from './testing.ts';

const update = (status: string, display_at: string, body: string) => ({ status, display_at, body });
const FIRST = update('investigating', '2026-03-04T10:00:00Z', 'Uploads fail');
const LAST = update('resolved', '2026-03-04T11:00:00Z', 'Uploads work again');

const told = (updates: readonly object[], more: object = {}, id = 'a') =>
  readAll(readStatuspage, {
    'incidents.json': {
      incidents: [{ id, name: 'Uploads', impact: 'minor', incident_updates: updates, ...more }],
    },
  });

test('a second run changes nothing, and a newer export adds what is new under the next number', async () => {
  const first = planFor(told([FIRST]));
  expect(first.reports).toMatchObject([{ fate: 'new', reference: '2026-03-04-uploads' }]);
  const again = planFor(told([FIRST]), { existing: asExisting(first, 1) });
  expect(again.reports).toMatchObject([{ fate: 'unchanged', files: [] }]);
  const later = planFor(told([LAST, FIRST]), { existing: asExisting(first, 1) });
  const text = later.reports[0]?.files[0]?.text ?? '';
  expect(later.reports).toMatchObject([{ fate: 'updated', reference: '2026-03-04-uploads' }]);
  expect(text).toContain('version: 002\nchanges: "Uploads work again"');
  expect(planFor(told([LAST, FIRST]), { existing: asExisting(later, 1) }).reports).toMatchObject([
    { fate: 'unchanged' },
  ]);
  expect(await problemsIn(text)).toEqual([]);
});

test('a file that a person has edited is kept, unless the command says otherwise', () => {
  const existing = asExisting(planFor(told([FIRST]))).map((each) => ({
    ...each,
    text: each.text.replace('Uploads fail', 'All uploads fail'),
  }));
  expect(planFor(told([FIRST]), { existing }).reports).toMatchObject([{ fate: 'unchanged' }]);
  const newer = told([LAST, FIRST]);
  expect(planFor(newer, { existing }).reports).toMatchObject([
    { fate: 'kept', files: [], keptFiles: ['incidents/2026-03-04-uploads/en.md'] },
  ]);
  expect(planFor(newer, { existing, force: ['2026-03-04-uploads'] }).reports).toMatchObject([
    { fate: 'updated' },
  ]);
});

test('numbers and times that freeze writes are not edits', () => {
  const existing = asExisting(planFor(told([FIRST])), 2).map((each) => ({
    ...each,
    text: each.text.replace('version: 001', 'version: 002\nlast_update: 2026-03-04T12:00:00Z'),
  }));
  expect(planFor(told([LAST, FIRST]), { existing }).reports[0]?.files[0]?.text).toContain('version: 003\n');
});

test('two reports of one day and title get two names, in the order in which they began, for ever', () => {
  const both = {
    incidents: [
      { id: 'z', name: 'Uploads', incident_updates: [update('resolved', '2026-03-04T08:00:00Z', 'One')] },
      { id: 'b', name: 'Uploads', incident_updates: [update('resolved', '2026-03-04T09:00:00Z', 'Two')] },
    ],
  };
  const plan = planFor(readAll(readStatuspage, { 'a.json': both }));
  const names = (reports: typeof plan.reports) =>
    Object.fromEntries(reports.map(({ id, reference }) => [id, reference]));
  expect(names(plan.reports)).toEqual({ z: '2026-03-04-uploads', b: '2026-03-04-uploads-2' });
  const earlier = {
    id: 'n',
    name: 'Uploads',
    incident_updates: [update('resolved', '2026-03-04T01:00:00Z', 'Zero')],
  };
  const again = planFor(readAll(readStatuspage, { 'a.json': { incidents: [earlier, ...both.incidents] } }), {
    existing: asExisting(plan),
  });
  expect(names(again.reports)).toEqual({
    z: '2026-03-04-uploads',
    b: '2026-03-04-uploads-2',
    n: '2026-03-04-uploads-3',
  });
});

test('two entries in one second are told in order, a state is written where it changes', () => {
  const same = '2026-03-04T10:00:00Z';
  const [report] = planFor(
    told([
      update('resolved', same, 'Three'),
      update('investigating', same, 'Two'),
      update('investigating', same, 'One'),
    ]),
  ).reports;
  expect(report?.files[0]?.text).toContain(`timeline:
  - at: 2026-03-04T10:00:00Z
    state: investigating
    title: "One"
  - at: 2026-03-04T10:00:01Z
    title: "Two"
  - at: 2026-03-04T10:00:02Z
    state: resolved
    title: "Three"
`);
});

test('texts that YAML or Markdown would read differently come out as the text they are', async () => {
  const odd = [
    '# Not a heading',
    '- no list',
    '    no code',
    '11:45',
    '[FIXED] x',
    '---',
    '> quote',
    '1. one',
    '<id> & *',
    'a: b',
    '`x',
    '| a | b |',
    '{{< x >}}',
  ];
  for (const text of odd) {
    const [report] = planFor(
      told([update('resolved', '2026-03-04T10:00:00Z', `It broke.\n\n${text}`)], { name: text }),
    ).reports;
    const file = report?.files[0]?.text ?? '';
    const { value, diagnostics } = await parseEdition(request(file));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(value?.title).toBe(text.trim());
    const [entry] = value?.role === 'original' ? value.timeline : [];
    expect(entry?.text?.text.replaceAll(/\s+/g, ' ')).toContain(text.trim());
  }
});

test('a title of more than 200 characters is cut at a word and kept whole in the text', () => {
  const name = 'Uploads of large files fail for many people '.repeat(6).trim();
  const [report] = planFor(told([FIRST], { name })).reports;
  expect(report?.title.length).toBeLessThanOrEqual(200);
  expect(report?.title).toMatch(/(?:Uploads|of|large|files|fail|for|many|people)…$/);
  expect(report?.files[0]?.text).toContain(name);
});
