import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { startPublisher } from './publisher.ts';
import type { Told } from './publisher.ts';

const FILE = 'incidents/a/en.md';
const problem: Diagnostic = {
  code: 'INC115',
  severity: 'error',
  place: { file: FILE, line: 1, column: 1 },
  message: 'wrong',
  hint: undefined,
  related: undefined,
};

test('a file is mentioned when something about it has changed, and as empty when all is well', () => {
  const told: Told[] = [];
  const addresses = { uriOf: (path: string) => path, docsOf: () => '', textOf: () => undefined };
  const { publish } = startPublisher(addresses, (each) => told.push(each));
  const said = () =>
    told.splice(0).map(({ uri, version, diagnostics }) => [uri, version, diagnostics.length]);
  publish([], new Map());
  expect(said()).toEqual([]);
  publish([problem], new Map());
  publish([problem], new Map());
  expect(said()).toEqual([[FILE, undefined, 1]]);
  publish([], new Map());
  publish([], new Map());
  expect(said()).toEqual([[FILE, undefined, 0]]);
  const open = (version: number) => new Map([[FILE, { uri: 'file:///its%20own', version }]]);
  publish([], open(1));
  publish([], open(1));
  publish([problem], open(2));
  publish([problem], new Map());
  expect(said()).toEqual([
    ['file:///its%20own', 1, 0],
    ['file:///its%20own', 2, 1],
    [FILE, undefined, 1],
  ]);
});
