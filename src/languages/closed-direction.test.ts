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
])('%j is closed as %j', (text, closed, at) => {
  expect(withClosedDirection(text)).toBe(closed);
  expect(withClosedDirection(closed)).toBe(closed);
  expect(findOpenDirection(text)).toBe(at);
});
