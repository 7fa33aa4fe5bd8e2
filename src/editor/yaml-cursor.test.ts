import { expect, test } from 'vitest';
import { cursorIn } from '../../test/editor/view.ts';
import { yamlCursor } from './yaml-cursor.ts';
import type { YamlCursor } from './yaml-cursor.ts';

function at(marked: string): YamlCursor {
  const { text, position } = cursorIn(marked);
  return yamlCursor(text.split('\n'), position.line, position.character);
}

test('a key at the top, with those that are there already', () => {
  expect(at('title: a\n‸\nversion: 1')).toMatchObject({ kind: 'key', path: [], typed: '' });
  const typed = at('title: a\nver‸\nsummary: b');
  expect(typed).toMatchObject({ kind: 'key', path: [], typed: 'ver', start: 0 });
  expect([...typed.siblings]).toEqual(['title']);
});

test('a key of an item, however the list is indented', () => {
  const deep = 'timeline:\n  - at: 1\n    state: a\n  - at: 2\n    ‸\n';
  expect(at(deep)).toMatchObject({ kind: 'key', path: ['timeline', 1], indent: 4 });
  expect([...at(deep).siblings]).toEqual(['at']);
  expect(at('timeline:\n- at: 1\n- at: 2\n  st‸')).toMatchObject({ path: ['timeline', 1], typed: 'st' });
  expect(at('timeline:\n  - ‸')).toMatchObject({ kind: 'key', path: ['timeline', 0], indent: 4 });
  expect(at('timeline:\n  ‸')).toMatchObject({ kind: 'key', path: ['timeline'] });
  expect(at('timeline:\n  - at: 1\n‸')).toMatchObject({ kind: 'key', path: [] });
});

test('a value behind its key', () => {
  expect(at('timeline:\n  - at: 1\n    state: inv‸')).toMatchObject({
    kind: 'value',
    path: ['timeline', 0, 'state'],
    typed: 'inv',
    start: 11,
  });
  expect(at('timeline:\n  - state: ‸')).toMatchObject({ path: ['timeline', 0, 'state'], typed: '' });
  expect(at('title: "Ma‸"')).toMatchObject({ kind: 'value', path: ['title'], typed: 'Ma', start: 8 });
});

test('between brackets', () => {
  expect(at('services: [mail, w‸]')).toMatchObject({
    path: ['services', 1],
    typed: 'w',
    start: 17,
    isFlow: true,
  });
  expect([...at('services: [mail, ‸').siblings]).toEqual(['mail']);
  expect(at('services: {mail: part‸')).toMatchObject({
    kind: 'value',
    path: ['services', 'mail'],
    typed: 'part',
  });
  expect(at('services: {mail: x, we‸')).toMatchObject({ kind: 'key', path: ['services'], typed: 'we' });
  expect(at('services:\n  - {id: a, na‸}')).toMatchObject({
    kind: 'key',
    path: ['services', 0],
    typed: 'na',
  });
  expect(at('services:\n  - {id: a, state: m‸}')).toMatchObject({
    kind: 'value',
    path: ['services', 0, 'state'],
  });
});

test('inside a text of several lines nothing is a key', () => {
  const text = 'timeline:\n  - at: 1\n    text: >-\n      See [it](\n\n      state: x\n    state: y';
  const marked = (needle: string) => at(text.replace(needle, `${needle}‸`));
  expect(marked('[it](')).toMatchObject({ kind: 'text', path: ['timeline', 0, 'text'] });
  expect(marked('state: x')).toMatchObject({ kind: 'text' });
  expect(marked('state: y')).toMatchObject({ kind: 'value', path: ['timeline', 0, 'state'] });
});
