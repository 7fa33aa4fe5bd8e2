import { expect, test } from 'vitest';
import type { Heading, Original } from '../../model/edition.ts';
import type { Language } from '../../model/language.ts';
import { entry, original } from '../testing.ts';
import { postmortemsAmong } from './postmortem.ts';

const OPEN = [entry('11:00', { state: 'investigating' })];
const CLOSED = [...OPEN, entry('11:45', { state: 'resolved' })];

function version(timeline: Original['timeline'], headings: readonly string[], more: Partial<Original> = {}) {
  const named = headings.map((text): Heading => ({ depth: 2, id: text, text }));
  const plain = original(timeline, {}, more);
  return { ...plain, body: { ...plain.body, headings: named } };
}

test('lessons that a version adds to a closed report make a post-mortem of it, as long as they are there', () => {
  const versions = [
    version(OPEN, []),
    version(CLOSED, ['Impact']),
    version(CLOSED, ['Impact', 'Lessons learnt']),
    version(CLOSED, ['Impact', 'What we learned']),
    version(CLOSED, ['Impact']),
  ];
  expect(postmortemsAmong(versions)).toEqual([false, false, true, true, false]);
});

test('lessons that were there before the end, and those of the first version, make none', () => {
  expect(postmortemsAmong([version(CLOSED, ['Lessons learnt'])])).toEqual([false]);
  const early = [version(OPEN, ['Root cause']), version(CLOSED, ['Root cause'])];
  expect(postmortemsAmong(early)).toEqual([false, false]);
  const together = [version(OPEN, []), version(CLOSED, ['Root cause'])];
  expect(postmortemsAmong(together)).toEqual([false, false]);
});

test('the writer’s word counts at once, and not while the report is open', () => {
  const says = (timeline: Original['timeline']) => original(timeline, { postmortem: true });
  expect(postmortemsAmong([says(CLOSED)])).toEqual([true]);
  expect(postmortemsAmong([says(CLOSED), says(OPEN)])).toEqual([true, false]);
  const gone = [...CLOSED, entry('12:00', { state: 'withdrawn' })];
  expect(postmortemsAmong([says(gone)])).toEqual([false]);
});

test.each([
  ['ar', 'الدروس المستفادة'],
  ['de', 'Lehren'],
  ['es', 'Lecciones aprendidas'],
  ['fr', 'Enseignements'],
  ['hi', 'मूल कारण'],
  ['ja', '根本原因と再発防止'],
  ['ko', '근본 원인'],
  ['pl', 'Wnioski'],
  ['pt-BR', 'Lições aprendidas'],
  ['ru', 'Выводы'],
  ['zh-Hans', '经验教训'],
  ['zh-Hant', '經驗教訓'],
  ['sv', 'Root cause'],
])('headings of %s are known: %s', (language, heading) => {
  const own = { language: language as Language };
  const add = (text: string) =>
    postmortemsAmong([version(CLOSED, [], own), version(CLOSED, [text], own)]).at(-1);
  expect(add(heading)).toBe(true);
  expect(add('Data loss')).toBe(false);
});
