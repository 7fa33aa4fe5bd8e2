import { expect, test } from 'vitest';
import { endInCommon, startInCommon } from './in-common.ts';

test('texts and lists are compared from either end, and no item counts for both', () => {
  expect(startInCommon('abcd', 'abxd')).toBe(2);
  expect(endInCommon('abcd', 'abxd', 2)).toBe(1);
  expect(startInCommon('aa', 'aaa')).toBe(2);
  expect(endInCommon('aa', 'aaa', 2)).toBe(0);
  expect(startInCommon(['a', 'b'], [])).toBe(0);
  expect(endInCommon(['a', 'b'], ['c', 'b'], 0)).toBe(1);
});
