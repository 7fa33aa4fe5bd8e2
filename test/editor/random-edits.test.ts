import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-protocol/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, runCommand } from '../run.ts';
import { startEditor } from './client.ts';
import type { Editor } from './client.ts';
import { FRENCH, ORIGINAL, SITE } from './view.ts';

/** `INCIDENT_PRESS_EDITS=10000` makes as many as anybody types in a day. */
const EDITS = Number(process.env['INCIDENT_PRESS_EDITS'] ?? 120);
const SEED = Number(process.env['INCIDENT_PRESS_SEED'] ?? 1);

/** After so many edits the server is waited for, as it is when somebody stops to think. */
const BREATH = 20;

const MESSAGES = 'templates/messages/fr.yaml';
const FILES = [ORIGINAL, ORIGINAL, ORIGINAL, FRENCH, FRENCH, 'site.yaml', MESSAGES];
const LINES = [
  '---',
  '',
  'version: 001',
  'severity: major',
  'sevrity: minor',
  'services: [web, male]',
  '  - at: 2024-05-01T11:30:00Z',
  '  - at: 2024-05-01T11:00:00Z',
  '    state: resolved',
  '    title: "More"',
  '    text: |',
  '      See [the other](../2024-04-01-web/#lost).',
  'postmortem: true',
  'languages: [en, fr, de]',
  '  - {id: web, name: Twice}',
  '## Impact',
  '<div>raw</div>',
  'state:',
  '  resolved: "Fini {$nothing}"',
  '- [ ] unfinished',
  '```',
];

let site: string;
let editor: Editor;

beforeAll(async () => {
  site = makeFolder();
  save(SITE);
  editor = await startEditor(site);
});

afterAll(async () => {
  expect(await editor.end()).toBe(0);
});

test(`${EDITS} random edits leave the problems that a check of the same text finds`, async () => {
  const random = startRandom(SEED);
  const start: Readonly<Record<string, string>> = { ...SITE, [MESSAGES]: 'state:\n  resolved: "Fini"\n' };
  const texts = new Map(Object.entries(start));
  for (const path of new Set(FILES)) await editor.open(path, texts.get(path));
  for (let count = 1; count <= EDITS; count += 1) {
    const path = FILES[random(FILES.length)] ?? ORIGINAL;
    const before = texts.get(path) ?? '';
    // Now and then a file is sound again, so that what depends on that is worked out too.
    const isReset = random(12) === 0;
    const { range, text } = isReset ? { range: undefined, text: start[path] ?? '' } : edit(before, random);
    const document = TextDocument.create('file:///a', 'markdown', 1, before);
    texts.set(path, TextDocument.update(document, [range ? { range, text } : { text }], 2).getText());
    const answer = editor.change(path, text, range);
    if (count % BREATH === 0) await answer;
  }
  // With mistakes in site.yaml nothing else would be looked at.
  texts.set('site.yaml', SITE['site.yaml'] ?? '');
  await editor.change('site.yaml', SITE['site.yaml'] ?? '');
  save(Object.fromEntries(texts));
  const { stdout } = await runCommand(['check', '--format', 'json', '--no-color'], { cwd: site });
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Checked[] };
  const checked = diagnostics.map(
    ({ code, place: { file, line, column } }) => `${file}:${line}:${column} ${code}`,
  );
  await expect.poll(told, { timeout: 240_000 }).toEqual(checked.toSorted());
  expect(editor.messages).toEqual([]);
});

interface Checked {
  readonly code: string;
  readonly place: { readonly file: string; readonly line: number; readonly column: number };
}

function told(): readonly string[] {
  return [...editor.all()]
    .flatMap(([uri, problems]) =>
      problems.map(({ code, range: { start } }) => {
        const path = uri.slice(editor.uri('').length).replace(/^\//, '');
        return `${path}:${start.line + 1}:${start.character + 1} ${String(code)}`;
      }),
    )
    .toSorted();
}

/** A line more, a line less, another line, or a few letters less. */
function edit(
  text: string,
  random: (below: number) => number,
): { readonly range: Range; readonly text: string } {
  const lines = text.split('\n');
  const line = random(lines.length);
  const length = lines[line]?.length ?? 0;
  const at = (row: number, character: number) => ({ line: row, character });
  const fresh = LINES[random(LINES.length)] ?? '';
  switch (random(4)) {
    case 0:
      return { range: { start: at(line, 0), end: at(line, 0) }, text: `${fresh}\n` };
    case 1:
      return { range: { start: at(line, 0), end: at(line + 1, 0) }, text: '' };
    case 2:
      return { range: { start: at(line, 0), end: at(line, length) }, text: fresh };
    default: {
      const from = random(length + 1);
      const end = Math.min(length, from + random(4));
      return { range: { start: at(line, from), end: at(line, end) }, text: '' };
    }
  }
}

/** The same numbers for the same seed, everywhere (mulberry32). */
function startRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function save(texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
}
