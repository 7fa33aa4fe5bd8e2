/**
 * Yields the result for each thing, in order, with up to `most` of them under way. `most` is 1 if nothing
 * could happen in parallel anyway. With a `turn`, each one waits for it: until then, those before it are made
 * as far as this thread can, and what happened elsewhere is heard of.
 */
export async function* ahead<T, R>(
  things: Iterable<T>,
  most: number,
  make: (thing: T) => Promise<R>,
  turn?: () => Promise<void>,
): AsyncGenerator<readonly [T, R]> {
  const under: (readonly [T, Promise<R>])[] = [];
  for (const thing of things) {
    await turn?.();
    const made = make(thing);
    // A failure is passed to whoever waits for it; until then it must not count as unhandled.
    made.catch(() => undefined);
    under.push([thing, made]);
    const [first] = under.length >= most ? under.splice(0, 1) : [];
    if (first) yield [first[0], await first[1]];
  }
  for (const [thing, made] of under) yield [thing, await made];
}
