import { sha256 } from '../../source/content-hash.ts';

/** A value that a key identifies before it exists. Equal keys mean equal values. */
export interface Named<T> {
  /** Without spaces. */
  readonly key: string;
  readonly load: () => T | Promise<T>;
  /** The value as it is stored, if it is, to be read with `deserialize` of `node:v8` in another thread. */
  readonly stored?: (() => Uint8Array | undefined) | undefined;
  /** When values are serialised for comparison, the key takes the place of the value. */
  readonly toJSON: () => string;
}

/** The inputs of a page; values among them are only made if they are used. */
export type Inputs<I> = {
  readonly [K in keyof I]:
    I[K] | Named<I[K]> | (I[K] extends readonly (infer T)[] ? readonly Named<T>[] : never);
};

/** Declares an input that is only made when needed. */
export function named<T>(key: string, load: () => T | Promise<T>): Named<T> {
  return { key, load, toJSON: () => key };
}

/** Declares an input that exists already; its key is made from its content. */
export function here<T>(value: T): Named<T> {
  return named(keyOf(value), () => value);
}

/** A value shorter than a hash is its own key; keys have no spaces. */
const SHORT = /^\S{1,15}$/;

/**
 * How a key is made: from a named value's own key, or from the JSON of any other value, hashed if it is
 * long.
 */
export function keyOf(value: unknown): string {
  if (isNamed(value)) return value.key;
  const json = JSON.stringify(value) ?? '';
  return SHORT.test(json) ? json : hashOf(json);
}

/** 96 bits of SHA-256, in Base64. */
export function hashOf(text: string | Uint8Array): string {
  return sha256(text, 'base64').slice(0, 16);
}

/** The values of a page's inputs. */
export async function valuesOf<I extends object>(inputs: Inputs<I>): Promise<I> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(inputs)) values[name] = await valueOf(value);
  return values as I;
}

/** The value of one input of a page. */
export async function valueOf(value: unknown): Promise<unknown> {
  if (isNamed(value)) return value.load();
  if (!Array.isArray(value) || !isNamed(value[0])) return value;
  const values: unknown[] = [];
  for (const each of value as readonly Named<unknown>[]) values.push(await each.load());
  return values;
}

/** True for a value that a key identifies. */
export function isNamed(value: unknown): value is Named<unknown> {
  return typeof value === 'object' && value !== null && 'load' in value && 'toJSON' in value;
}
