import { expect, test } from 'vitest';
import { sha256 } from '../../src/source/content-hash.ts';
import { reportFile } from './made.ts';
import type { Made } from './made.ts';
import { expectToFollow } from './schemas.ts';
import { openSite } from './step-by-step.ts';

const SITE =
  'name: Example\nurl: https://status.example.com/\nlanguages: [en, fr]\nservices: [{id: web, name: Web}]\n';
const EN = 'incidents/2026-03-01-web/en.md';
const FIRST = '{at: 2026-03-01T10:00:00Z, state: investigating, title: "Pages fail"}';
const LAST = '{at: 2026-03-01T11:00:00Z, state: resolved, title: "Solved", text: "A *new* server."}';

interface Changes {
  readonly checkpoint: string;
  readonly changes: readonly (Record<string, unknown> & {
    readonly line: string;
    readonly incident: string;
  })[];
}

function changesIn(made: Made): Changes {
  const value = made.json('changes.json');
  expectToFollow('changes', value, 'changes.json');
  return value as Changes;
}

test('every publication is listed with its states, addresses and new entries, newest first', async () => {
  const report = (entries: readonly string[], more = '') =>
    reportFile('Web is down', entries, `services: [web]\nseverity: major\n${more}`);
  const site = openSite({ 'site.yaml': SITE, [EN]: report([FIRST]) });
  await site.publish('2026-03-01T10:05:00Z');
  await site.publish('2026-03-01T11:02:00Z', {
    [EN]: report([FIRST, LAST], 'changes: "It is over"\n').replace('001', '002'),
  });
  const made = await site.publish('2026-03-01T12:00:00Z', {
    'incidents/2026-03-01-web/fr.md': '---\nversion: 002\ntitle: "Le web est en panne"\n---\n\nTexte.\n',
  });
  const { changes, checkpoint } = changesIn(made);
  expect(checkpoint).toBe(made.text('checkpoint'));
  const rows = made.text('ledger.jsonl').trimEnd().split('\n');
  expect(changes.map(({ line }) => line)).toEqual(rows.toReversed().map((row) => sha256(row)));
  const url = 'https://status.example.com/en/incidents/2026-03-01-web/';
  expect(changes[0]).toMatchObject({
    language: 'fr',
    original: false,
    title: 'Le web est en panne',
    published: '2026-03-01T12:00:00Z',
  });
  expect(changes[1]).toEqual({
    line: sha256(rows[1] ?? ''),
    published: '2026-03-01T11:02:00Z',
    reference: '2026-03-01-web',
    language: 'en',
    version: '002',
    original: true,
    languages: ['en', 'fr'],
    headline: '[Resolved] Web is down: Solved',
    redacted: false,
    title: 'Web is down',
    kind: 'incident',
    severity: 'major',
    services: [{ id: 'web', name: 'Web' }],
    state: { before: 'investigating', after: 'resolved' },
    changes: 'It is over',
    urls: { report: url, version: `${url}v/002/`, history: `${url}history/` },
    incident: changes[2]?.incident,
    entries: [
      {
        at: '2026-03-01T11:00:00Z',
        state: 'resolved',
        title: 'Solved',
        text: 'A new server.',
        url: `${url}#t-20260301T110000Z`,
      },
    ],
  });
  expect(changes[2]).toMatchObject({ state: { before: null, after: 'investigating' } });
  expect(made.paths).toContain(`api/v2/incidents/${changes[2]?.incident}.json`);
  site.close();
});

test('only the newest fifty publications are listed, and none in the future', async () => {
  const reports = Object.fromEntries(
    Array.from({ length: 51 }, (_, day) => {
      const name = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      const entry = `{at: ${name}T10:00:00Z, state: resolved, title: "a"}`;
      return [`incidents/${name}-web/en.md`, reportFile('Web', [entry], 'services: [web]\n')];
    }),
  );
  const site = openSite({ 'site.yaml': SITE, ...reports });
  const { changes } = changesIn(await site.publish('2026-03-01T00:00:00Z'));
  expect(changes.length).toBe(50);
  expect(changes.map(({ reference }) => reference)).not.toContain('2026-01-01-web');
  site.close();
  const pending = openSite({ 'site.yaml': SITE, [EN]: reportFile('Web', [FIRST]) });
  expect(changesIn(await pending.build()).changes).toEqual([]);
  pending.close();
});
