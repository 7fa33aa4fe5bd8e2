import { expect, test } from 'vitest';
import type { PresentRow, Row } from '../../model/row.ts';
import { rowAt } from '../../site/figures/standing.ts';
import type { Unit } from '../unit.ts';
import type { KeptPage, KeptUnit } from '../remember/memory.ts';
import { packedRowAt, pagePacker, unitPacker } from './packed.ts';
import { openShelf } from './shelf.ts';

const PRESENT = '2024-06-01T00:00:00Z' as Row['published'];

function rowOf(number: number, at = '2024-05-01T09:00:00Z'): Row {
  return {
    reference: `2024-05-01-web-${number}`,
    derived: { open: false, state: 'resolved' },
    original: { facts: { kind: 'incident' }, timeline: [{ at }], lastUpdate: at },
    existing: ['en'],
    automatic: [],
    locals: { en: { teaser: { title: { value: `Número ${number}\twith “signs”\n` } } } },
    pictures: [],
    pending: [],
    updates: [],
    aliases: [],
  } as unknown as Row;
}

function unitOf(number: number): KeptUnit {
  const unit = {
    isFound: true,
    diagnostics: [],
    mentions: [],
    row: rowOf(number),
    anchors: [],
    pictures: [],
  };
  return { look: undefined, settings: 's', key: `k${number}`, unit: unit as unknown as Unit };
}

const MANY = Array.from({ length: 300 }, (_, number) => number);

test('packed units read like those they were made of, in any order, and keep their rows', () => {
  const pack = unitPacker(0);
  const packed = MANY.map((number) => pack(unitOf(number)));
  for (const number of [...MANY.toReversed(), 7, 299, 64, 63, 0]) {
    const { unit } = packed[number] as KeptUnit;
    expect(JSON.parse(JSON.stringify(unit))).toEqual(unitOf(number).unit);
    expect({ ...unit.row }).toEqual(rowOf(number));
    expect(JSON.stringify(unit.row)).toBe(JSON.stringify(rowOf(number)));
    expect(unit.row).toBe(packed[number]?.unit.row);
  }
});

test('only units above the limit are packed', () => {
  const pack = unitPacker(1);
  const first = unitOf(1);
  expect(pack(first)).toBe(first);
  expect(pack(first)).not.toBe(first);
});

test('a packed row as of the present is the row that is worked out from a plain one', () => {
  const row = unitPacker(0)(unitOf(1)).unit.row as Row;
  const now = packedRowAt(row, PRESENT) as PresentRow;
  expect({ ...now }).toEqual(rowAt(rowOf(1), PRESENT));
  expect(JSON.stringify(now)).toBe(JSON.stringify(rowAt(rowOf(1), PRESENT)));
  expect(now.standing).toEqual(rowAt(rowOf(1), PRESENT).standing);
});

test('a row that is not packed, or has an entry in the future, is worked out from all of it', () => {
  const late = { ...unitOf(1), unit: { ...unitOf(1).unit, row: rowOf(1, '2025-01-01T00:00:00Z') } };
  expect(packedRowAt(rowOf(1), PRESENT)).toBeUndefined();
  expect(packedRowAt(unitPacker(0)(late).unit.row as Row, PRESENT)).toBeUndefined();
});

test('packed pages read like those they were made of', () => {
  const pageOf = (number: number): KeptPage => ({
    from: number % 2 === 0 ? `from ${number}` : undefined,
    inputs: [`site ${number}`],
    templates: ['layout 1'],
    files: [{ path: `${number}.html`, sha256: 'a', size: number }],
  });
  const pack = pagePacker(0);
  const packed = MANY.map((number) => pack(pageOf(number)));
  for (const number of MANY) expect({ ...packed[number] }).toEqual(pageOf(number));
});

test('a shelf gives back every part, also those that are undefined', () => {
  const shelf = openShelf();
  const numbers = MANY.map((number) => shelf.put([number, undefined, { number, text: '\t\n' }, null]));
  for (const number of numbers)
    expect([0, 1, 2, 3].map((part) => shelf.get(number, part))).toEqual([
      number,
      undefined,
      { number, text: '\t\n' },
      null,
    ]);
});
