import { keyOf } from './named.ts';

/** Something that was worked out for a site as a whole. */
export interface KeptValue {
  /** Everything it was worked out from, of a value that is held in memory alone. */
  readonly inputs?: readonly unknown[];
  /** Stands for them, of a value that may be kept on disk: it is plain data. */
  readonly key?: string | undefined;
  readonly value: unknown;
}

/** What concerns all reports together, worked out again only where something it depends on has changed. */
export interface Values {
  /** `make` is given nothing: whatever its result depends on has to be in `inputs`, as plain data. */
  readonly of: <T>(name: string, inputs: readonly unknown[], make: () => T) => T;
  /** The same of plain data, which is also there in the next run. */
  readonly lasting: <T>(name: string, inputs: readonly unknown[], make: () => T) => T;
  /** What the next build may be given. */
  readonly kept: () => ReadonlyMap<string, KeptValue>;
}

/** What decides whether a value is worked out again. */
export interface ValueRules {
  readonly isSame: (before: readonly unknown[], now: readonly unknown[]) => boolean;
}

/** Begins with the values of the build before. */
export function startValues(before: ReadonlyMap<string, KeptValue>, { isSame }: ValueRules): Values {
  const kept = new Map<string, KeptValue>();
  const valueOf = <T>(name: string, inputs: readonly unknown[], make: () => T) => {
    const old = before.get(name);
    const value = old?.inputs && isSame(old.inputs, inputs) ? (old.value as T) : make();
    kept.set(name, { inputs, value });
    return value;
  };
  return {
    of: valueOf,
    lasting: (name, inputs, make) => {
      const key = keyOf(inputs);
      const old = before.get(name);
      const value = old && isSame([old.key], [key]) ? (old.value as ReturnType<typeof make>) : make();
      kept.set(name, { key, value });
      return value;
    },
    kept: () => kept,
  };
}

/** True for the same things in the same order; of thousands most are the very same objects. */
export function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return (
    before.length === now.length &&
    now.every((each, at) => each === before[at] || JSON.stringify(each) === JSON.stringify(before[at]))
  );
}
