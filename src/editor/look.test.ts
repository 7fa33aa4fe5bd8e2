import { expect, test } from 'vitest';
import { cursorIn, fileOf, FRENCH, ORIGINAL, SITE } from '../../test/editor/view.ts';
import { definitionAt } from './definition.ts';
import { hoverAt } from './hover.ts';
import { hintsIn } from './inlay.ts';
import { foldsIn, symbolsIn } from './symbols.ts';

const TEXT = SITE[ORIGINAL] ?? '';
const WEB = 'incidents/2024-04-01-web/en.md';

/** The hover text at `‸`, which is put into a text after some words. */
async function hover(path: string, words: string, text = SITE[path] ?? ''): Promise<string> {
  const marked = cursorIn(text.replace(words, `${words}‸`));
  const found = hoverAt(await fileOf(path, marked.text), marked.position);
  return (found?.contents as { readonly value: string } | undefined)?.value ?? '';
}

async function definition(path: string, words: string, text = SITE[path] ?? ''): Promise<unknown> {
  const marked = cursorIn(text.replace(words, `${words}‸`));
  const found = definitionAt(await fileOf(path, marked.text), marked.position);
  return found && [found.uri.replace('file:///site/', ''), found.range.start.line];
}

test('a time in UTC, in the time zone of the site, and from now', async () => {
  expect(await hover(ORIGINAL, 'at: 2024-05-01T10')).toBe('10:00 UTC, 12:00 in Paris, 2 hours ago');
});

test('for the title, what follows from the timeline, and that readers are waiting', async () => {
  const promised = TEXT.replace(
    '    services: {mail',
    '    next_update: 2024-05-01T11:30:00Z\n    services: {mail',
  );
  const text = await hover(ORIGINAL, 'title: "Mail', promised);
  expect(text).toContain('**Identified**');
  expect(text).toContain('Start: 2024-05-01T10:00:00Z');
  expect(text).toContain('Readers were promised news by 2024-05-01T11:30:00Z');
  expect(await hover(WEB, 'title: "Web')).toContain('Duration: 1 h');
  expect(await hover(ORIGINAL, '    title: "Mail')).not.toContain('Identified');
});

test('a service with its state, a key with its meaning, a problem with its code', async () => {
  expect(await hover(ORIGINAL, 'services: [ma')).toContain('**Mail**, now: partial outage');
  expect(await hover('site.yaml', 'id: we')).toContain('**Web shop**, now: operational');
  expect(await hover(ORIGINAL, 'sever')).toBe('How bad it was for users');
  const wrong = await hover(ORIGINAL, 'version: 1', TEXT.replace('version: 001', 'version: 1'));
  expect(wrong).toMatch(/^\*\*\[INC115\]\(https:\/\/example\.com\/INC115\)\*\*/);
  expect(await hover(ORIGINAL, '## Imp')).toBe('');
});

test('where a report, a service, an entry of the original come from', async () => {
  expect(await definition(ORIGINAL, '../2024-04-01-w')).toEqual([WEB, 15]);
  const related = TEXT.replace('severity:', 'related: [2024-04-01-web]\nseverity:');
  expect(await definition(ORIGINAL, 'related: [2024', related)).toEqual([WEB, 0]);
  const entry = TEXT.replace('#impact', '#t-20240401T110000Z');
  expect(await definition(ORIGINAL, '(../2024', entry)).toEqual([WEB, 10]);
  expect(await definition(ORIGINAL, 'services: [ma')).toEqual(['site.yaml', 5]);
  expect(await definition(FRENCH, 'at: 2024')).toEqual([ORIGINAL, 7]);
  expect(await definition(ORIGINAL, '## Imp')).toBeUndefined();
});

test('where an interface text comes from', async () => {
  const path = 'templates/partials/timeline.eta';
  const [uri] = (await definition(path, "t('state.res", "<p><%= t('state.resolved') %></p>")) as [string];
  expect(uri).toBe('file:///program/templates/messages/en.yaml');
  const french = (await definition(
    'templates/messages/fr.yaml',
    '  res',
    'state:\n  resolved: "Fini"\n',
  )) as [string];
  expect(french[0]).toBe('file:///program/templates/messages/en.yaml');
});

test('the outline has the entries and the headings', async () => {
  const text = `${TEXT}\n### Mail\n\n~~~\n# no heading\n~~~\n\n## Lessons learnt\n`;
  const symbols = symbolsIn(await fileOf(ORIGINAL, text));
  expect(symbols.map(({ name, children = [] }) => [name, children.map((each) => each.name)])).toEqual([
    ['timeline', ['Mail is late', 'A queue is full']],
    ['Impact', ['Mail']],
    ['Lessons learnt', []],
  ]);
  expect(symbolsIn(await fileOf('site.yaml'))).toEqual([]);
});

test('front matter, entries and sections can be folded', async () => {
  const folds = foldsIn(await fileOf(ORIGINAL)).map(({ startLine, endLine }) => [startLine, endLine]);
  expect(folds).toEqual([
    [0, 16],
    [7, 9],
    [10, 15],
    [18, 20],
  ]);
});

test('beside the text: the time since the start, and what a translation still lacks', async () => {
  const own = hintsIn(await fileOf(ORIGINAL)).map(({ position, label }) => [position.line, label]);
  expect(own).toEqual([[10, '+1 h']]);
  const waiting = (SITE[FRENCH] ?? '').replace(
    '---\n\n##',
    '  - at: 2024-05-01T11:00:00Z\n    title: ""\n---\n\n##',
  );
  const hints = hintsIn(await fileOf(FRENCH, waiting)).map(({ position, label }) => [position.line, label]);
  expect(hints).toEqual([
    [7, '+1 h'],
    [7, 'A queue is full'],
  ]);
});
