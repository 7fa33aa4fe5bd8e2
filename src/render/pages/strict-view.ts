import { nearest } from '../../diagnostics/nearest.ts';

/** A template asked a view for a name that it can never have. */
export class UnknownProperty extends Error {
  override readonly name = 'UnknownProperty';
  readonly property: string;
  readonly hint: string;

  constructor(property: string, view: object) {
    super(`There is no property \`${property}\` here`);
    this.property = property;
    const near = nearest(property, Object.keys(view));
    const some = Object.keys(view)
      .toSorted()
      .slice(0, 12)
      .map((name) => `\`${name}\``);
    this.hint = near ? `Did you mean \`${near}\`?` : `There are ${some.join(', ')}.`;
  }
}

/** Makes views strict, and remembers them, since many views are on several pages. */
export type MakeStrict = <T>(view: T) => T;

/**
 * Returns a function that copies plain objects and arrays, all the way down, so that the copies throw
 * `UnknownProperty` for a name they do not have. What may be absent from a view is present as undefined.
 * Everything else, iteration and JSON included, works as before.
 */
export function strictViews(): MakeStrict {
  const made = new Map<object, object>();
  const strict = (value: unknown): unknown => {
    // A strict object has another prototype, so it stays strict when it is passed on to a partial.
    if (!isPlain(value)) return value;
    const known = made.get(value);
    if (known) return known;
    const copy = Array.isArray(value) ? strictList(value, strict) : strictObject(value, strict);
    made.set(value, copy);
    return copy;
  };
  return strict as MakeStrict;
}

/**
 * Names that an object has are found in it, at the speed of any object; only the others are looked up in its
 * prototype, which knows about them. A proxy of the object itself would be asked for each name.
 */
const OBJECT: object = new Proxy({}, { get: readAbsent });
const LIST: object = new Proxy([], { get: readAbsent });

function strictObject(value: object, strict: (inner: unknown) => unknown): object {
  const copy = { __proto__: OBJECT, ...value } as unknown as Record<string, unknown>;
  for (const name in value) if (typeof copy[name] === 'object') copy[name] = strict(copy[name]);
  return copy;
}

function strictList(value: readonly unknown[], strict: (inner: unknown) => unknown): object {
  return Object.setPrototypeOf(value.map(strict), LIST) as object;
}

function readAbsent(prototype: object, name: string | symbol, view: object): unknown {
  if (typeof name === 'symbol' || name in prototype) return Reflect.get(prototype, name, view);
  if (isAllowed(view, name)) return undefined;
  throw new UnknownProperty(name, view);
}

/** Names that the template engine (`__…`) or JSON ask for, and list indexes. */
function isAllowed(view: object, name: string): boolean {
  if (name.startsWith('__') || name === 'toJSON') return true;
  return Array.isArray(view) && /^\d+$/.test(name);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
