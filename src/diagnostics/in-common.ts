/** How many items two texts or lists have in common at their beginning. */
export function startInCommon<T>(a: ArrayLike<T>, b: ArrayLike<T>): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

/** How many they have in common at their end, behind so many at the beginning. */
export function endInCommon<T>(a: ArrayLike<T>, b: ArrayLike<T>, behind: number): number {
  const most = Math.min(a.length, b.length) - behind;
  let count = 0;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}
