/**
 * Gives what becomes of each thing, in their order, while up to `most` of them are under way. `most` is 1
 * where nothing else happens at the same time anyway.
 */
export async function* ahead<T, R>(
  things: Iterable<T>,
  most: number,
  make: (thing: T) => Promise<R>,
): AsyncGenerator<readonly [T, R]> {
  const under: (readonly [T, Promise<R>])[] = [];
  for (const thing of things) {
    const made = make(thing);
    // Whoever waits for it hears of a failure; until then it is nobody's.
    made.catch(() => undefined);
    under.push([thing, made]);
    const [first] = under.length >= most ? under.splice(0, 1) : [];
    if (first) yield [first[0], await first[1]];
  }
  for (const [thing, made] of under) yield [thing, await made];
}
