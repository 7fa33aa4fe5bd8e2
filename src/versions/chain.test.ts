import { expect, test } from 'vitest';
import { sha256 } from '../source/content-hash.ts';
import { chainRow, hashMember, readChain, textMember } from './chain.ts';

/** Reads a ledger whose lines may be anything. */
const read = (text: string) => readChain(text, (members) => ({ ...members }));
const FIRST = chainRow({ name: 'a' }, undefined);
const SECOND = chainRow({ name: 'b' }, sha256(FIRST.trimEnd()));

test('each line has the hash of the one before, and the head is that of the last', () => {
  const { lines, hashes, head, fault } = read(FIRST + SECOND);
  expect(lines.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(hashes).toEqual([sha256(FIRST.trimEnd()), sha256(SECOND.trimEnd())]);
  expect([head, fault]).toEqual([hashes[1], undefined]);
});

test('what is above a faulty line is read', () => {
  expect(read(`${FIRST}x\n${SECOND}`)).toMatchObject({
    lines: [{ name: 'a' }],
    hashes: [sha256(FIRST.trimEnd())],
    head: sha256(FIRST.trimEnd()),
    fault: { line: 2, kind: 'not-json' },
  });
  expect(read(`${FIRST}{"for`)).toMatchObject({
    lines: [{ name: 'a' }],
    fault: { line: 2, kind: 'no-newline' },
  });
});

test.each([
  ['<<<<<<< HEAD', 'merge-conflict'],
  ['=======', 'merge-conflict'],
  ['>>>>>>> other', 'merge-conflict'],
  ['||||||| base', 'merge-conflict'],
  ['<<<<<< HEAD', 'not-json'],
  ['======', 'not-json'],
  ['> quoted', 'not-json'],
  ['| a |', 'not-json'],
  ['{"a":"<<<<<<<"}', 'wrong-shape'],
  ['version https://git-lfs.github.com/spec/v1', 'lfs-pointer'],
  ['{}\r', 'line-ends'],
  ['{', 'not-json'],
  ['null', 'not-json'],
  ['[]', 'not-json'],
  ['"text"', 'not-json'],
  ['{}', 'wrong-shape'],
  ['{"source":"","last_update":""}', 'first-release'],
  ['{"source":""}', 'wrong-shape'],
  ['{"last_update":""}', 'wrong-shape'],
  ['{"format":2,"source":"","last_update":""}', 'other-format'],
  ['{"format":"1"}', 'other-format'],
  ['{"format":1,"prev":"x"}', 'broken-chain'],
  ['{"format":1}', 'broken-chain'],
])('%j is a fault: %s', (row, kind) => {
  expect(read(`${row}\n`).fault).toMatchObject({ line: 1, kind });
});

test('a format that is not known is named', () => {
  expect(read('{"format":"x"}\n').fault?.detail).toBe('its format is "x", but this program only knows 1');
});

test('members are text, hashes in lower case', () => {
  const hash = sha256('');
  const members = {
    text: 'a',
    number: 1,
    hash,
    capitals: hash.toUpperCase(),
    long: `${hash}0`,
    after: `0${hash}`,
  };
  expect(['text', 'number', 'none'].map((key) => textMember(members, key))).toEqual([
    'a',
    undefined,
    undefined,
  ]);
  const keys = ['text', 'number', 'none', 'hash', 'capitals', 'long', 'after'];
  expect(keys.filter((key) => hashMember(members, key) !== undefined)).toEqual(['hash']);
});
