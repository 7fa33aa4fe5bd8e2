import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Instant } from '../../../model/instant.ts';
import { startPublisher } from './publisher.ts';
import type { OpenDocuments, Told } from './publisher.ts';

const FILE = 'incidents/a/en.md';
const problem: Diagnostic = {
  code: 'INC115',
  severity: 'error',
  place: { file: FILE, line: 1, column: 1 },
  message: 'wrong',
  hint: undefined,
  related: undefined,
};

const SITE = {
  uriOf: (path: string) => path,
  docsOf: () => '',
  textOf: () => undefined,
  known: undefined,
  references: () => [],
  pathsOf: () => [],
  shippedText: () => undefined,
  shippedUriOf: (path: string) => path,
  now: '2024-05-01T10:00:00Z' as Instant,
};

test('a file is sent when its problems change, with an empty list when there are none', () => {
  const told: Told[] = [];
  const publisher = startPublisher((each) => told.push(each));
  const publish = (diagnostics: readonly Diagnostic[], open: OpenDocuments) =>
    publisher.publish({ ...SITE, diagnostics }, open);
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
