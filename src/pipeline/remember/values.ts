import { keyOf } from './named.ts';

/** A value worked out for a site as a whole. */
export interface KeptValue {
  /** Everything it was worked out from. */
  readonly inputs: readonly unknown[];
  readonly value: unknown;
  /** True for plain data with one key for all its inputs, which may be kept on disk. */
  readonly isLasting: boolean;
}

/**
 * Values that concern all reports together, worked out again only if something they depend on has changed.
 */
export interface Values {
  /** `make` gets no arguments: whatever its result depends on has to be in `inputs`, as plain data. */
  readonly of: <T>(name: string, inputs: readonly unknown[], make: () => T) => T;
  /** The same for plain data, which is also available in the next run. */
  readonly lasting: <T>(name: string, inputs: readonly unknown[], make: () => T) => T;
  /** The same for slow work; a value that is not `isSure` is made again next time. */
  readonly later: <T>(
    name: string,
    inputs: readonly unknown[],
    make: () => Promise<T>,
    isSure: (value: T) => boolean,
  ) => Promise<T>;
  /** What is passed on to the next build. */
  readonly kept: () => ReadonlyMap<string, KeptValue>;
}

/** Decides whether a value is worked out again. */
export interface ValueRules {
  readonly isSame: (before: readonly unknown[], now: readonly unknown[]) => boolean;
}

/** Starts from the values of the last build. */
export function startValues(before: ReadonlyMap<string, KeptValue>, { isSame }: ValueRules): Values {
  const kept = new Map<string, KeptValue>();
  const valueOf = <T>(name: string, inputs: readonly unknown[], make: () => T, isLasting = false) => {
    const old = before.get(name);
    const value = old && isSame(old.inputs, inputs) ? (old.value as T) : make();
    kept.set(name, { inputs, value, isLasting });
    return value;
  };
  return {
    of: valueOf,
    lasting: (name, inputs, make) => valueOf(name, [keyOf(inputs)], make, true),
    later: async (name, all, make, isSure) => {
      const inputs = [keyOf(all)];
      const value = await valueOf<unknown>(name, inputs, make);
      kept.set(name, { inputs: isSure(value as never) ? inputs : [], value, isLasting: true });
      return value as never;
    },
    kept: () => kept,
  };
}

/** True for the same items in the same order; most of thousands are identical objects. */
export function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return (
    before.length === now.length &&
    now.every((each, at) => each === before[at] || JSON.stringify(each) === JSON.stringify(before[at]))
  );
}
