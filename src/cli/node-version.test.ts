import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeTooOld, OLDEST_NODE } from './node-version.ts';

test('the oldest version is the one that package.json asks for', () => {
  const file = new URL('../../package.json', import.meta.url);
  const { engines } = JSON.parse(readFileSync(file, 'utf8')) as { engines: { node: string } };
  expect(engines.node.startsWith(`^${OLDEST_NODE} `)).toBe(true);
});

test.each(['18.20.4', '20.18.3', '16.0.0'])('%s gets a message that it is too old', (version) => {
  expect(nodeTooOld(version)).toMatch(new RegExp(`^error .* this is ${version}\nhint `));
});

test.each(['20.19.0', '22.1.0', '24.0.0'])('%s is fine', (version) => {
  expect(nodeTooOld(version)).toBeUndefined();
});
