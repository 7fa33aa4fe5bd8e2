import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DiagnosticSeverity } from 'vscode-languageserver-protocol/node';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';
import { startEditor } from './client.ts';
import type { Editor } from './client.ts';

const ORIGINAL = 'incidents/2024-05-01-mail/en.md';
const FRENCH = 'incidents/2024-05-01-mail/fr.md';

const SITE = `name: Example
url: https://status.example.com/
languages: [en, fr]
services:
  - {id: mail, name: Mail}
`;
const REPORT = `---
title: "Mail was late"
summary: "Some mail arrived an hour late."
version: 000
severity: minor
services: [mail]
timeline:
  - at: 2024-05-01T10:00:00Z
    state: investigating
    title: "Mail is late"
  - at: 2024-05-01T11:00:00Z
    state: resolved
    title: "Mail arrives again"
---

## Impact

Nothing was lost.

## Lessons learnt

Queues are watched now.
`;
const TRANSLATION = `---
title: "Courriels en retard"
summary: "Des courriels sont arrivés avec une heure de retard."
version: 000
timeline:
  - at: 2024-05-01T10:00:00Z
    title: "Les courriels sont en retard"
  - at: 2024-05-01T11:00:00Z
    title: "Les courriels arrivent de nouveau"
---

## Conséquences

Rien n’a été perdu.

## Leçons

Les files sont surveillées.
`;

let site: string;
let editor: Editor;

beforeAll(async () => {
  site = makeFolder();
  for (const [path, text] of [
    ['site.yaml', SITE],
    [ORIGINAL, REPORT],
    [FRENCH, TRANSLATION],
  ] as const) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  editor = await startEditor(site);
});

afterAll(async () => {
  expect(await editor.end()).toBe(0);
});

test('unsaved text is checked, in the file and in those that depend on it', async () => {
  expect(codes(await editor.open(ORIGINAL))).toEqual([]);
  const worse = REPORT.replace('services: [mail]', 'services: [male]').replace(
    'at: 2024-05-01T11:00:00Z',
    'at: 2024-05-01T11:05:00Z',
  );
  const [service, ...others] = await editor.change(ORIGINAL, worse);
  expect(others).toEqual([]);
  expect(service).toMatchObject({
    code: 'INC201',
    severity: DiagnosticSeverity.Error,
    source: 'incident-press',
    codeDescription: { href: expect.stringMatching(/docs\/diagnostics\/INC201\.md$/) },
    range: { start: { line: 5, character: 11 }, end: { line: 5, character: 15 } },
  });
  const moved = REPORT.replace('at: 2024-05-01T11:00:00Z', 'at: 2024-05-01T11:05:00Z');
  expect(codes(await editor.change(ORIGINAL, moved))).toEqual([]);
  await editor.until(() => editor.problems(FRENCH).length > 0);
  expect(codes(editor.problems(FRENCH))).toEqual(['INC403', 'INC402']);
  const [waiting] = editor.problems(FRENCH);
  expect(waiting?.relatedInformation?.[0]).toMatchObject({
    location: { uri: editor.uri(ORIGINAL), range: { start: { line: 10, character: 8 } } },
    message: 'the entry',
  });
  await editor.change(ORIGINAL, REPORT);
  await editor.until(() => editor.problems(FRENCH).length === 0);
});

test('a new file counts before it is saved, and no longer once it is closed', async () => {
  const path = 'incidents/2024-06-01-web/en.md';
  const [first] = await editor.open(path, 'No front matter\n');
  expect(first?.code).toMatch(/^INC1/);
  await editor.close(path);
  await editor.until(() => editor.problems(path).length === 0);
});

test('changes on disk are noticed', async () => {
  writeFileSync(join(site, FRENCH), TRANSLATION.replace('title: "Courriels en retard"\n', ''));
  await editor.until(() => codes(editor.problems(FRENCH)).includes('INC406'));
  writeFileSync(join(site, FRENCH), TRANSLATION);
  await editor.until(() => editor.problems(FRENCH).length === 0);
});

test('a server that was killed has lost nothing: the next one says the same of the same unsaved text', async () => {
  const broken = REPORT.replace('state: investigating', 'state: investigatin');
  const first = await startEditor(site);
  const said = await first.open(ORIGINAL, broken);
  expect(said).toHaveLength(1);
  await first.kill();
  const second = await startEditor(site);
  expect(await second.open(ORIGINAL, broken)).toEqual(said);
  await second.end();
  const { stdout } = await runCommand(['check', '--site', site]);
  expect(stdout).toContain('no problems found');
});

function codes(problems: readonly Diagnostic[]): readonly unknown[] {
  return problems.map(({ code }) => code);
}
