import { expect, test } from 'vitest';
import type { Original } from '../model/edition.ts';
import { parseEdition } from './edition.ts';
import { factsByPath, factsOfVersion, originalFacts, wordFacts } from './facts.ts';
import type { FrontMatter } from './schema.ts';
import { request } from './testing.ts';

const TEXT = `---
title: "Web slow"
version: 001
kind: maintenance
severity: minor
services: {web: partial_outage, api: operational}
planned: {start: 2026-03-04T09:00:00Z, end: 2026-03-04T12:00:00Z}
tags: [one, two]
aliases: [/old/]
timeline:
  - at: 2026-03-04T11:00:00Z
    title: "It ends"
    state: completed
  - at: 2026-03-04T10:00:00Z
    precision: about
    title: "It begins"
    state: in-progress
    services: [web]
    next_update: 2026-03-04T10:30:00Z
actions:
  - {text: "Look", owner: "Ops", due: 2026-04-01, done: 2026-04-02, url: "https://example.com/"}
---

Text.
`;

async function read(text: string): Promise<Original> {
  const { value, diagnostics } = await parseEdition(request(text, 'en', { serviceIds: ['web', 'api'] }));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return value as Original;
}

test('the facts of an original are by path, those of entries by their time', async () => {
  const edition = await read(TEXT);
  const facts = originalFacts(edition);
  expect(facts).toEqual({
    kind: 'maintenance',
    severity: 'minor',
    services: 'api: operational, web: partial_outage',
    'planned.start': '2026-03-04T09:00:00Z',
    'planned.end': '2026-03-04T12:00:00Z',
    tags: 'one, two',
    related: '',
    postmortem: 'false',
    aliases: '/old/',
    'timeline.2026-03-04T10:00:00Z.precision': 'about',
    'timeline.2026-03-04T10:00:00Z.state': 'in-progress',
    'timeline.2026-03-04T10:00:00Z.services': 'web',
    'timeline.2026-03-04T10:00:00Z.next_update': '2026-03-04T10:30:00Z',
    'timeline.2026-03-04T11:00:00Z.precision': 'exact',
    'timeline.2026-03-04T11:00:00Z.state': 'completed',
    'timeline.2026-03-04T11:00:00Z.services': '',
    'actions.0.owner': 'Ops',
    'actions.0.due': '2026-04-01',
    'actions.0.done': '2026-04-02',
    'actions.0.url': 'https://example.com/',
  });
  const { aliases: _, ...others } = facts;
  expect(factsOfVersion(edition)).toEqual(others);
});

test('an original without more than a timeline has the defaults', async () => {
  const edition = await read(
    '---\ntitle: A\nversion: 001\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    title: "B"\n---\n',
  );
  expect(originalFacts(edition)).toEqual({
    kind: 'incident',
    services: '',
    tags: '',
    related: '',
    postmortem: 'false',
    aliases: '',
    'timeline.2026-03-04T10:00:00Z.precision': 'exact',
    'timeline.2026-03-04T10:00:00Z.services': '',
  });
});

test('what a front matter states is told in the same words, and nothing that it does not', () => {
  const matter = {
    title: 'A',
    services: ['web', 'api'],
    planned: { start: 'x', end: 'y' },
    tags: ['one', 'two'],
    related: ['a', 'b'],
    aliases: ['/a/', '/b/'],
    postmortem: false,
    severity: 'minor',
    imported: { from: 'rss', id: '1' },
    timeline: [
      { at: 't', state: 'resolved', services: { web: 'operational', api: 'operational' }, next_update: 'n' },
      { at: 'u', precision: 'about', phase: 'detected' },
    ],
    actions: [
      { text: 'Look', owner: 'Ops' },
      { text: 'Do', due: 'd', done: 'e', url: 'u' },
    ],
  } as unknown as FrontMatter;
  expect(factsByPath(matter)).toEqual({
    services: 'api, web',
    'planned.start': 'x',
    'planned.end': 'y',
    tags: 'one, two',
    related: 'a, b',
    aliases: '/a/, /b/',
    postmortem: 'false',
    severity: 'minor',
    'imported.from': 'rss',
    'imported.id': '1',
    'timeline.t.state': 'resolved',
    'timeline.t.services': 'api: operational, web: operational',
    'timeline.t.next_update': 'n',
    'timeline.u.precision': 'about',
    'timeline.u.phase': 'detected',
    'actions.0.owner': 'Ops',
    'actions.1.due': 'd',
    'actions.1.done': 'e',
    'actions.1.url': 'u',
  });
  expect(factsByPath({ title: 'A' } as unknown as FrontMatter)).toEqual({});
});

test('facts of one word have their names in the program, and a report is an incident by default', () => {
  const of = (matter: object) => wordFacts(matter as FrontMatter);
  expect(of({})).toMatchObject({ kind: 'incident', severity: undefined, dataLoss: undefined });
  expect(of({ kind: 'notice', severity: 'minor', data_loss: 'none' })).toMatchObject({
    kind: 'notice',
    severity: 'minor',
    dataLoss: 'none',
  });
});
