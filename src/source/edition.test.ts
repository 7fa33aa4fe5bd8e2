import { expect, test } from 'vitest';
import type { Original, Translation } from '../model/edition.ts';
import { parseEdition } from './edition.ts';
import { request } from './testing.ts';

const ORIGINAL = `---
title: "Web slow"
summary: "It was slow."
version: 002
changes: "More is known"
last_update: 2026-03-05T09:00:00Z
services: {web: partial_outage}
tags: [one]
related: [2026-03-01-mail]
aliases: [/old/]
timeline:
  - at: 2026-03-04T11:00:00Z
    title: "It ends"
    state: resolved
    services: {web: operational}
  - at: 2026-03-04T10:00:00Z
    precision: about
    phase: detected
    title: "It begins"
    text: "All *pages*."
    services: [web]
    next_update: 2026-03-04T10:30:00Z
actions:
  - {text: "Look at \`it\`", owner: "Ops", due: 2026-04-01}
  - {text: "Plain", done: 2026-04-02, url: "https://example.com/"}
---

Text.
`;

async function original(text: string): Promise<Original> {
  const { value, diagnostics } = await parseEdition(request(text));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return value as Original;
}

test('an original is what its file says, with its entries in the order of time', async () => {
  const edition = await original(ORIGINAL);
  expect(edition).toMatchObject({
    role: 'original',
    reference: '2026-03-04-example',
    language: 'en',
    file: 'incidents/2026-03-04-example/en.md',
    title: 'Web slow',
    summary: 'It was slow.',
    version: { number: 2, revision: 1 },
    changes: 'More is known',
    lastUpdate: '2026-03-05T09:00:00Z',
    aliases: ['/old/'],
    withdrawn: undefined,
    body: { html: '<p>Text.</p>' },
    facts: {
      kind: 'incident',
      services: [{ id: 'web', state: 'partial_outage' }],
      tags: ['one'],
      related: ['2026-03-01-mail'],
      postmortem: false,
    },
  });
  expect(edition.timeline).toEqual([
    {
      at: '2026-03-04T10:00:00Z',
      precision: 'about',
      state: undefined,
      phase: 'detected',
      services: [{ id: 'web', state: undefined }],
      title: 'It begins',
      nextUpdate: '2026-03-04T10:30:00Z',
      said: undefined,
      text: expect.objectContaining({ html: '<p>All <em>pages</em>.</p>' }) as unknown,
    },
    {
      at: '2026-03-04T11:00:00Z',
      precision: 'exact',
      state: 'resolved',
      phase: undefined,
      services: [{ id: 'web', state: 'operational' }],
      title: 'It ends',
      nextUpdate: undefined,
      said: undefined,
      text: undefined,
    },
  ]);
  expect(edition.actions).toMatchObject([
    { text: 'Look at it', owner: 'Ops', due: '2026-04-01', done: undefined, url: undefined },
    { text: 'Plain', prose: undefined, owner: undefined, done: '2026-04-02', url: 'https://example.com/' },
  ]);
  expect(edition.actions[0]?.prose?.html).toBe('<p>Look at <code>it</code></p>');
});

test('its places are those of the file, entries counted in the order of time', async () => {
  const { places } = await original(ORIGINAL);
  const lines = Object.fromEntries(Object.entries(places).map(([path, [line]]) => [path, line]));
  expect(lines).toMatchObject({
    title: 2,
    version: 4,
    last_update: 6,
    'related.0': 9,
    'aliases.0': 10,
    'timeline.0.at': 16,
    'timeline.0.text': 20,
    'timeline.1.at': 12,
    'timeline.1.state': 14,
    'actions.0': 24,
    'actions.1': 25,
  });
  expect(places['timeline.1.text']).toBeUndefined();
  expect(places['planned.start']).toBeUndefined();
});

const SHORT = (entries: string, more = '') =>
  `---\ntitle: "A"\nversion: 001\n${more}timeline:\n${entries}---\n`;

test('without a last update, the newest entry is it, and what is left out has its default', async () => {
  const edition = await original(
    SHORT('  - at: 2026-03-04T11:00:00Z\n    title: "B"\n  - at: 2026-03-04T10:00:00Z\n    title: "A"\n'),
  );
  expect(edition).toMatchObject({
    lastUpdate: '2026-03-04T11:00:00Z',
    aliases: [],
    actions: [],
    facts: { services: [], tags: [], related: [], postmortem: false, planned: undefined },
  });
  expect(edition.body).toMatchObject({ html: '', links: [], pictures: [] });
});

test('a withdrawn report says why, by its last state', async () => {
  const entry = (at: string, state: string, text?: string) =>
    `  - at: 2026-03-04T${at}:00Z\n    title: "At ${at}"\n    state: ${state}\n${text === undefined ? '' : `    text: "${text}"\n`}`;
  const why = async (entries: string) => (await original(SHORT(entries))).withdrawn;
  expect(await why(entry('10:00', 'investigating') + entry('11:00', 'withdrawn', 'A *mistake*.'))).toBe(
    'A mistake.',
  );
  expect(
    await why(
      entry('10:00', 'withdrawn', 'A mistake.') + entry('11:00', 'investigating', 'It was none after all.'),
    ),
  ).toBeUndefined();
});

test('a translation has texts of its own, and what it repeats of the facts', async () => {
  const { value, diagnostics } = await parseEdition({
    ...request(
      '---\ntitle: "Web lent"\nversion: 001\nseverity: minor\ntimeline:\n  - at: 2026-03-04T11:00:00Z\n    title: "Fin"\n' +
        '  - at: 2026-03-04T10:00:00Z\n    title: "Début"\n    text: "Toutes les *pages*."\n---\n\nTexte.\n',
      'fr',
    ),
    role: 'translation',
  });
  expect(diagnostics).toEqual([]);
  const edition = value as Translation;
  expect(edition).toMatchObject({
    role: 'translation',
    language: 'fr',
    title: 'Web lent',
    repeated: { severity: 'minor' },
  });
  expect(edition.entries).toEqual([
    {
      at: '2026-03-04T10:00:00Z',
      title: 'Début',
      text: expect.objectContaining({ html: '<p>Toutes les <em>pages</em>.</p>' }) as unknown,
    },
    { at: '2026-03-04T11:00:00Z', title: 'Fin', text: undefined },
  ]);
});

test('a translation without a title counts for nothing, and says how much is missing', async () => {
  const read = async (matter: string) => {
    const { value, diagnostics } = await parseEdition({
      ...request(`---\n${matter}---\n\nTexte.\n`, 'fr'),
      role: 'translation',
    });
    expect(value).toBeUndefined();
    return diagnostics.filter(({ code }) => code === 'INC406').map(({ message }) => message);
  };
  const [one] = await read('title: ""\nversion: 001\n');
  expect(await read('title: ""\nsummary: ""\nversion: 001\n')).toEqual([
    '2 texts are not translated yet, including the title',
  ]);
  expect(one).toBeDefined();
  expect(one).not.toContain('2 texts');
});
