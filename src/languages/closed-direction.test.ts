import { expect, test } from 'vitest';
import { findOpenDirection, withClosedDirection } from './closed-direction.ts';

const [RLO, LRI, PDF, PDI] = ['\u202e', '\u2066', '\u202c', '\u2069'];

test.each([
  ['plain', 'plain', undefined],
  [`a ${LRI}b${PDI} c`, `a ${LRI}b${PDI} c`, undefined],
  [`a ${RLO}b${PDF} c`, `a ${RLO}b${PDF} c`, undefined],
  [`a ${RLO}b`, `a ${RLO}b${PDF}`, 2],
  [`a ${LRI}b`, `a ${LRI}b${PDI}`, 2],
  [`${LRI}${RLO}b`, `${LRI}${RLO}b${PDF}${PDI}`, 0],
  [`${LRI}${RLO}b${PDI}c`, `${LRI}${RLO}b${PDI}c`, undefined],
  [`a${PDI}b`, 'ab', 1],
  [`a${PDF}b`, 'ab', 1],
  [`${RLO}a${LRI}b${PDF}c${PDI}${PDF}`, `${RLO}a${LRI}bc${PDI}${PDF}`, 4],
  [`a${PDI}${RLO}b`, `a${RLO}b${PDF}`, 1],
])('%j is closed as %j', (text, closed, at) => {
  expect(withClosedDirection(text)).toBe(closed);
  expect(withClosedDirection(closed)).toBe(closed);
  expect(findOpenDirection(text)).toBe(at);
});

test('a text of nothing else takes a time in proportion', () => {
  const [opened, ended] = [RLO.repeat(200_000), PDI.repeat(200_000)];
  expect(findOpenDirection(opened + ended)).toBe(0);
  expect(findOpenDirection(ended)).toBe(0);
  expect(withClosedDirection(opened + `${LRI}${PDI}`.repeat(50_000)).length).toBe(500_000);
});
