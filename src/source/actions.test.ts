import { expect, test } from 'vitest';
import { editionData, readEditionData } from '../versions/data.ts';
import { parseEdition } from './edition.ts';
import { placesOf, request } from './testing.ts';

async function read(action: string, body = '') {
  const file = `---
title: "x"
version: 001
timeline:
  - at: 2026-03-04T10:00:00Z
    title: "x"
actions:
  - ${action}
---

## Impact

x

${body}
`;
  const { value, diagnostics } = await parseEdition(request(file));
  return { edition: value, action: value?.actions[0], places: placesOf(diagnostics) };
}

test.each([
  ['a link', 'See [impact](#impact)', '<p>See <a href="#impact">impact</a></p>', 'See impact'],
  ['code', 'Watch `disk_free`', '<p>Watch <code>disk_free</code></p>', 'Watch disk_free'],
  ['a mark of a key', 'Press <kbd>F1</kbd>', '<p>Press <kbd>F1</kbd></p>', 'Press F1'],
])('%s in an action is shown as such, and in plain words elsewhere', async (_, text, html, words) => {
  const { action, places } = await read(`text: "${text}"`);
  expect([action?.prose?.html, action?.text, places]).toEqual([html, words, []]);
});

test('the definitions of the body serve its actions', async () => {
  const { action, places } = await read(
    "text: 'Do as [the plan] says'",
    '[the plan]: https://example.com/plan',
  );
  expect(action?.prose?.html).toContain('<a href="https://example.com/plan"');
  expect(places).toEqual([]);
});

test('a link to a heading that the report lacks is pointed out in its place', async () => {
  expect((await read('text: See [impact](#impakt)')).places).toEqual(['INC306 8:15']);
});

test.each([
  'Extend the tests',
  '1. First this',
  '# Not a heading',
  'Replace <id> by a name',
  '- x',
  'a @ b & c',
])('`%s` is shown as it is written', async (text) => {
  const { action, edition, places } = await read(`text: "${text}"`);
  expect([action?.prose, action?.text, places]).toEqual([undefined, text, []]);
  expect(editionData(edition!)).not.toContain('"prose"');
});

test('frozen data hold what an action says, and give it back', async () => {
  const { edition } = await read('text: "See [impact](#impact)"');
  const again = readEditionData(editionData(edition!), edition!.file);
  expect(again?.actions).toEqual(edition!.actions);
});
