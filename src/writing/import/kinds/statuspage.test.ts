import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../test/fuzz/runs.ts';
import { readAll } from '../testing.ts';
import type { ToldReport } from '../told.ts';
import { readStatuspage } from './statuspage.ts';

const incident = (id: string, updates: readonly object[], more: object = {}) => ({
  id,
  name: `Incident ${id}`,
  status: 'resolved',
  impact: 'major',
  incident_updates: updates,
  ...more,
});
const update = (status: string, display_at: string, body: string, more: object = {}) => ({
  status,
  display_at,
  body,
  ...more,
});
const page = { time_zone: 'Etc/UTC' };

function only(value: object, options = {}): ToldReport {
  const { reports } = readAll(readStatuspage, { 'incidents.json': value }, options);
  expect(reports).toHaveLength(1);
  return reports[0] as ToldReport;
}

test('the time of an update is when it happened, not when it was typed years later', () => {
  const told = update('resolved', '2013-05-01T10:00:00.987Z', 'It works again', {
    created_at: '2021-01-01T00:00:00Z',
  });
  expect(only({ incidents: [incident('a', [told])] }).timeline).toMatchObject([
    { at: '2013-05-01T10:00:00Z', state: 'resolved', title: 'It works again', text: undefined },
  ]);
});

describe('a list inside the one update becomes the timeline', () => {
  const list = (items: string) =>
    incident('a', [update('resolved', '2011-07-28T09:00:00Z', `<ul>${items}</ul>`)]);
  const dated =
    '<li><strong>2011-07-28 03:06:00</strong> - Errors <em>begin</em></li><li><strong>2011-07-28 04:00:00</strong> - They end. Sorry.</li>';

  test('with the zone of the page', () => {
    expect(only({ page, incidents: [list(dated)] }).timeline).toMatchObject([
      { at: '2011-07-28T03:06:00Z', state: 'investigating', title: 'Errors begin' },
      { at: '2011-07-28T04:00:00Z', state: 'resolved', title: 'They end', text: 'Sorry.\n' },
    ]);
  });

  test('with the zone that the command names', () => {
    const { timeline } = only({ incidents: [list(dated)] }, { timeZone: 'Asia/Tokyo' });
    expect(timeline.map(({ at }) => at)).toEqual(['2011-07-27T18:06:00Z', '2011-07-27T19:00:00Z']);
  });

  test('and is not guessed without one', () => {
    const { reports, notes } = readAll(readStatuspage, { 'a.json': { incidents: [list(dated)] } });
    expect(reports).toEqual([]);
    expect(notes).toEqual([
      {
        kind: 'error',
        document: 'a.json',
        id: 'a',
        text: 'the times in its text have no zone: add --time-zone',
      },
    ]);
  });

  test('a clock alone is on the day of the incident, and that is said', () => {
    const { reports, notes } = readAll(readStatuspage, {
      'a.json': { page, incidents: [list('<li>15:14 - It ended</li>')] },
    });
    expect(reports[0]?.timeline).toMatchObject([{ at: '2011-07-28T15:14:00Z', state: 'resolved' }]);
    expect(notes).toMatchObject([{ kind: 'guess', text: 'times without a date are taken for 2011-07-28' }]);
  });

  test('a list without times stays a text', () => {
    const { timeline } = only({ page, incidents: [list('<li>One</li><li>Two</li>')] });
    expect(timeline).toMatchObject([
      { at: '2011-07-28T09:00:00Z', text: expect.stringContaining('- Two') as string },
    ]);
  });
});

test('only real changes are states of services; what was affected comes from the components', () => {
  const components = [
    { id: 'c1', name: 'API' },
    { id: 'c2', name: 'Visit www.example.com for more' },
  ];
  const affected_components = [
    { code: 'c1', name: 'API', old_status: 'operational', new_status: 'partial_outage' },
    { code: 'c2', name: 'Pages', old_status: 'operational', new_status: 'operational' },
  ];
  const told = [
    update('resolved', '2020-01-01T11:00:00Z', 'Fixed', { affected_components: null }),
    update('investigating', '2020-01-01T10:00:00Z', 'We look', { affected_components }),
  ];
  const report = only({ incidents: [incident('a', told, { components, impact: 'critical' })] });
  expect(report.timeline.map(({ services }) => services)).toEqual([{ c1: 'partial_outage' }, {}]);
  expect(report.severity).toBe('critical');
  expect(report.services).toEqual([
    { key: 'c1', state: 'partial_outage' },
    { key: 'c2', state: 'major_outage' },
  ]);
});

test('impact none is no severity; maintenance has a plan, and verifying is not a state', () => {
  expect(
    only({
      incidents: [incident('a', [update('resolved', '2020-01-01T10:00:00Z', 'x')], { impact: 'none' })],
    }).severity,
  ).toBeUndefined();
  const report = only({
    scheduled_maintenances: [
      incident(
        'm',
        [
          update('completed', '2020-01-01T23:00:00Z', 'The scheduled maintenance has been completed.'),
          update('verifying', '2020-01-01T22:50:00Z', 'We look whether it worked'),
          update('scheduled', '2019-12-30T10:00:00Z', 'We move a database'),
        ],
        {
          status: 'completed',
          impact: 'maintenance',
          scheduled_for: '2020-01-01T22:00:00Z',
          scheduled_until: '2020-01-01T23:30:00Z',
        },
      ),
    ],
  });
  expect(report).toMatchObject({
    kind: 'maintenance',
    planned: { start: '2020-01-01T22:00:00Z', end: '2020-01-01T23:30:00Z' },
    timeline: [
      { state: 'scheduled' },
      { state: undefined },
      { state: 'completed', title: 'Completed', text: undefined },
    ],
  });
});

test('a post-mortem is the body, and its time the last update', () => {
  const report = only({
    incidents: [
      incident('a', [
        update(
          'postmortem',
          '2020-01-05T10:00:00Z',
          '<h2>Cause</h2><p>A <script>alert(1)</script><b>bug</b> &lt;here&gt;</p>',
        ),
        update('resolved', '2020-01-01T10:00:00Z', 'Fixed'),
      ]),
    ],
  });
  expect(report).toMatchObject({
    isPostmortem: true,
    lastUpdate: '2020-01-05T10:00:00Z',
    timeline: [{ title: 'Fixed' }],
  });
  expect(report.body).toContain('## Cause');
  expect(report.body).not.toContain('script');
  expect(report.body).toContain('here');
});

test('all shapes in which pages give incidents out are known', () => {
  const one = incident('a', [update('resolved', '2020-01-01T10:00:00Z', 'x')]);
  const shapes = [
    [one],
    { incident: one },
    one,
    { incidents: [one] },
    { months: [{ incidents: [one] }] },
    { page, components: [], incidents: [one], scheduled_maintenances: [] },
  ];
  for (const shape of shapes) expect(only(shape)).toMatchObject({ id: 'a', aliases: ['/incidents/a/'] });
  const named = readAll(readStatuspage, {
    'history.json': { months: [{ incidents: [{ code: 'b', name: 'B' }] }] },
  });
  expect(named.notes).toMatchObject([{ kind: 'loss', id: 'b' }]);
});

test('a service has its newest name, the older ones are noted; short links are spoken of once', () => {
  const at = (day: string) => [update('resolved', `2020-01-${day}T10:00:00Z`, 'x')];
  const named = (name: string) => ({ components: [{ id: 'c1', name }], shortlink: 'https://stspg.io/abc' });
  const incidents = [incident('a', at('01'), named('Old name')), incident('b', at('02'), named('New name'))];
  const { services, notes } = readAll(readStatuspage, { 'a.json': { incidents } });
  expect(services).toMatchObject([{ key: 'c1', name: 'New name' }]);
  expect(notes.map(({ kind, text }) => [kind, text])).toEqual([
    ['guess', 'the service New name was called Old name'],
    ['loss', 'short links of stspg.io cannot be redirected'],
  ]);
});

test('a broken document stops none of the others', () => {
  const good = {
    incidents: [
      incident('a', [update('resolved', '2020-01-01T10:00:00Z', 'x')]),
      { name: 'nameless' },
      null,
      7,
    ],
  };
  const documents = {
    'bad.json': '{"incidents": [',
    'list.json': '[]',
    'other.json': { hello: 1 },
    'good.json': good,
  };
  const { reports, notes } = readAll(readStatuspage, documents);
  expect(reports.map(({ id }) => id)).toEqual(['a']);
  expect(notes.map(({ kind, document }) => [kind, document])).toEqual([
    ['error', 'bad.json'],
    ['left-out', 'other.json'],
    ['error', 'good.json'],
  ]);
});

test('property: no document ever lends another its data', () => {
  const words = fc.stringMatching(/^[a-z]{3,8}$/);
  const documents = fc.uniqueArray(words, { minLength: 2, maxLength: 5 }).chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          path: fc.constant(`${id}.json`),
          broken: fc.boolean(),
          value: fc.record(
            {
              id: fc.constant(id),
              name: fc.constant(`Name ${id}`),
              impact: fc.constantFrom('none', 'minor', 'critical', 'maintenance'),
              components: fc.constant([{ id: `c-${id}`, name: `Service ${id}` }]),
              incident_updates: fc.constant([update('resolved', '2020-01-01T10:00:00Z', `Text of ${id}`)]),
            },
            { requiredKeys: ['id', 'incident_updates'] },
          ),
        }),
      ),
    ),
  );
  const textOf = ({ broken, value }: { broken: boolean; value: object }) =>
    broken ? JSON.stringify(value).slice(0, -3) : JSON.stringify(value);
  fc.assert(
    fc.property(documents, (all) => {
      const together = readAll(
        readStatuspage,
        Object.fromEntries(all.map((each) => [each.path, textOf(each)])),
      );
      const apart = all.flatMap((each) => readAll(readStatuspage, { [each.path]: textOf(each) }).reports);
      expect(together.reports).toEqual(apart);
    }),
    runs(200),
  );
});
