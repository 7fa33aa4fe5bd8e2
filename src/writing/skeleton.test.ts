import { expect, test } from 'vitest';
import type { Language } from '../model/language.ts';
import { addEntries } from './add-entries.ts';
import { skeleton } from './skeleton.ts';
import { sourceTexts } from './source-texts.ts';
import { split } from '../source/split.ts';
import { withoutBlanks } from '../source/to-fill.ts';

const ORIGINAL = `---
title: "Pages fail"
version: 002
summary: "Some pages fail."
timeline:
  - at: 2026-03-04 11:30 Europe/Paris
    state: resolved
    title: "Pages work again"
    text: |
      First line.

      - a list
  - at: 2026-03-04T10:00:00Z
    state: investigating
    title: "Pages fail: all of them"
actions:
  - text: "Test more"
    owner: Web team
---

Before. <!-- a note --> After.
`;

const texts = sourceTexts('en.md', ORIGINAL)!;
const [first, last] = texts.entries;

function valuesOf(text: string): Record<string, unknown> {
  const halves = split('fr.md', text).value!;
  const outcome = halves.matter;
  expect(outcome.diagnostics).toEqual([]);
  return JSON.parse(JSON.stringify(withoutBlanks(outcome.value!).value)) as Record<string, unknown>;
}

test('the words of a source are read as they were typed, oldest entry first, instants in UTC', () => {
  expect(texts).toEqual({
    title: 'Pages fail',
    summary: 'Some pages fail.',
    entries: [
      { at: '2026-03-04T10:00:00Z', title: 'Pages fail: all of them' },
      { at: '2026-03-04T10:30:00Z', title: 'Pages work again', text: 'First line.\n\n- a list' },
    ],
    actions: ['Test more'],
    body: 'Before. <!-- a note --> After.',
  });
});

test('a skeleton is valid, and says nothing until something is filled in', () => {
  const text = skeleton(texts, 'en' as Language, '002');
  expect(valuesOf(text)).toEqual({ version: '002' });
  for (const words of [
    '# Pages fail: all of them',
    '    # - a list',
    '# Test more',
    'at: 2026-03-04T10:30:00Z',
  ]) {
    expect(text).toContain(words);
  }
  const body = text.split('---\n').at(-1)!;
  expect(body.match(/-->/g)).toHaveLength(1);
  expect(body.trimEnd().endsWith('-->')).toBe(true);
});

test('what is filled in is there, and the rest is not', () => {
  const filled = skeleton(texts, 'en' as Language, '002')
    .replace('title: ""', 'title: "Titre"')
    .replace(/(10:30:00Z\n {4}title: )""/, '$1"Fini"')
    .replace('text: |\n', 'text: |\n      Texte\n');
  expect(valuesOf(filled)).toEqual({
    version: '002',
    title: 'Titre',
    timeline: [{ at: '2026-03-04T10:30:00Z', title: 'Fini', text: 'Texte\n' }],
  });
});

test('places of entries answer for the file as it is', () => {
  const text = '---\ntimeline:\n  - at: a\n    title: ""\n  - at: b\n    title: "B"\n---\n';
  const halves = split('fr.md', text).value!;
  const matter = withoutBlanks(halves.matter.value!);
  expect(matter.place('timeline.0.title')[0]).toBe(6);
  expect(matter.keyPlace('timeline.0.at')[0]).toBe(5);
});

test('a text without its title, and an action in the middle, are mistakes that stay', () => {
  const text =
    '---\ntimeline:\n  - at: a\n    title: ""\n    text: "T"\nactions:\n  - text: ""\n  - text: "B"\n  - text: ""\n---\n';
  expect(valuesOf(text)).toEqual({
    timeline: [{ at: 'a', title: '', text: 'T' }],
    actions: [{ text: '' }, { text: 'B' }],
  });
});

const OWN = `# the translator’s words
title:   'Titre'   # à revoir
version: 001
timeline: # suite
  - at: 2026-03-04T10:00:00Z
    title: "Début"
    # fin`;

test.each([
  ['at the end', `---\n${OWN}\n---\nTexte\n`],
  ['with keys below', `---\n${OWN}\nsummary: "S"\n---\nTexte\n`],
  [
    'behind a block of text',
    `---\n${OWN.replace('    # fin', '    text: |\n      Un\n\n      Deux\n')}\nsummary: "S"\n---\n`,
  ],
  ['not indented', `---\n${OWN.replaceAll(/^ {2}/gm, '')}\n---\n`],
  ['with Windows line ends', `\uFEFF---\n${OWN}\n---\nTexte\n`.replaceAll('\n', '\r\n')],
  ['without a timeline', '---\ntitle: "T"\nversion: 001\n---\nTexte\n'],
  ['with an empty timeline', '---\ntimeline:\ntitle: "T"\n---\n'],
])('entries are added %s, and every line stays', (_, text) => {
  const added = addEntries('fr.md', text, [last!]);
  expect(added).toMatchObject({ ok: true });
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const block = added.ok ? added.added.map((line) => line + end).join('') : '';
  expect(added.ok && added.text.replace(block, '')).toBe(text);
});

test.each([
  ['---\ntimeline: [{at: 2026-03-04T10:00:00Z, title: "T"}]\n---\n', 'brackets'],
  ['---\ntitle: "T\n---\n', 'cannot be read'],
  ['---\ntimeline: &a\n  - at: x\n---\n', 'cannot be read'],
  ['---\ntimeline:\n  -\n    at: x\n    title: y\n---\n', 'cannot be found'],
])('%j is left alone', (text, reason) => {
  expect(addEntries('fr.md', text, [first!])).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});
