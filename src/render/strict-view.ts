import { nearest } from '../diagnostics/nearest.ts';
import { isOptionalName, namesOf } from './optional-names.ts';

/** A template asked a view for a name that it can never have. */
export class UnknownProperty extends Error {
  override readonly name = 'UnknownProperty';
  readonly property: string;
  readonly hint: string;

  constructor(property: string, view: object) {
    super(`There is no property \`${property}\` here`);
    this.property = property;
    const near = nearest(property, namesOf(view));
    const some = namesOf(view)
      .toSorted()
      .slice(0, 12)
      .map((name) => `\`${name}\``);
    this.hint = near ? `Did you mean \`${near}\`?` : `There are ${some.join(', ')}.`;
  }
}

/** Makes views strict; views made once are remembered, since most of them stand on many pages. */
export type MakeStrict = <T>(view: T) => T;

/**
 * Gives a function that wraps plain objects and arrays, all the way down, in copies that throw
 * `UnknownProperty` for a name neither they nor their type has. Names that are optional in the type are
 * undefined where absent. Everything else about them, iteration and JSON included, stays as it is.
 */
export function strictViews(): MakeStrict {
  const made = new WeakMap<object, object>();
  // What is inside is wrapped once it is asked for: most of a view is not.
  const get = (view: object, name: string | symbol) => strict(read(view, name));
  const strict = (value: unknown): unknown => {
    if (!isPlain(value)) return value;
    const known = made.get(value);
    if (known) return known;
    // A copy, because a proxy of a frozen object must not answer with anything but its own values.
    const copy: object = Array.isArray(value) ? [...value] : { ...value };
    const proxy = new Proxy(copy, { get });
    made.set(value, proxy);
    // What is already strict stays so when it is passed on to a partial.
    made.set(proxy, proxy);
    return proxy;
  };
  return strict as MakeStrict;
}

function read(view: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(view, name);
  if (value !== undefined || typeof name === 'symbol' || name in view || isAllowed(view, name)) return value;
  throw new UnknownProperty(name, view);
}

/** Names the template engine (`__…`) or JSON asks for, places in a list, and what the type says may be absent. */
function isAllowed(view: object, name: string): boolean {
  if (name.startsWith('__') || name === 'toJSON') return true;
  return Array.isArray(view) ? /^\d+$/.test(name) : isOptionalName(view, name);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
