import { expect, test } from 'vitest';
import { pastOf } from './recover.ts';

const change = (path: string, object: string | undefined, from?: string) => ({ from, path, object });
const commit = (id: string, changes: readonly ReturnType<typeof change>[], isCut = false) => ({
  id,
  seconds: Number(id),
  isCut,
  changes,
});

const told = (paths: readonly string[], commits: Parameters<typeof pastOf>[1]) =>
  pastOf(paths, commits).map(
    ({ path, standings, isCut }) =>
      `${path}${isCut ? ' (cut)' : ''}: ${standings.map((each) => `${each.commit} ${each.path} ${each.object}`).join(', ')}`,
  );

test('a text is followed through all commits that changed it, oldest first', () => {
  const commits = [
    commit('1', [change('b', 'x'), change('a', 'one')]),
    commit('2', [change('b', 'y')]),
    commit('3', [change('a', 'two')]),
  ];
  expect(told(['a', 'b', 'c'], commits)).toEqual(['a: 1 a one, 3 a two', 'b: 1 b x, 2 b y', 'c: ']);
  expect(pastOf(['a'], commits)[0]?.standings[1]).toEqual({
    commit: '3',
    seconds: 3,
    path: 'a',
    object: 'two',
  });
});

test('it is followed under the names it had before', () => {
  const commits = [
    commit('1', [change('old', 'one'), change('new', 'other')]),
    commit('2', [change('new', undefined)]),
    commit('3', [change('new', 'one', 'old')]),
    commit('4', [change('new', 'two')]),
  ];
  expect(told(['new'], commits)).toEqual(['new: 1 old one, 3 new one, 4 new two']);
});

test('a text that was deleted and written again begins there', () => {
  const commits = [
    commit('1', [change('a', 'one')]),
    commit('2', [change('a', undefined)]),
    commit('3', [change('a', 'two')]),
  ];
  expect(told(['a'], commits)).toEqual(['a: 3 a two']);
});

test('a clone that begins in the middle is said to, by the texts that it cuts', () => {
  const commits = [commit('1', [change('a', 'one')], true), commit('2', [change('b', 'x')])];
  expect(told(['a', 'b'], commits)).toEqual(['a (cut): 1 a one', 'b: 2 b x']);
});
