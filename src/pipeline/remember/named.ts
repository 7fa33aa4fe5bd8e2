import { sha256 } from '../../source/content-hash.ts';

/** A value that is known by a key before it is there. Equal keys stand for equal values. */
export interface Named<T> {
  /** Without spaces. */
  readonly key: string;
  readonly load: () => T | Promise<T>;
  /** Wherever a value is written down to be compared, its key stands for it. */
  readonly toJSON: () => string;
}

/** What a page names: values, and values that are only made if it is. */
export type Inputs<I> = {
  readonly [K in keyof I]:
    I[K] | Named<I[K]> | (I[K] extends readonly (infer T)[] ? readonly Named<T>[] : never);
};

/** Names a value; it is asked for only where it is needed. */
export function named<T>(key: string, load: () => T | Promise<T>): Named<T> {
  return { key, load, toJSON: () => key };
}

/** Names a value that is there, by what is in it. */
export function here<T>(value: T): Named<T> {
  return named(keyOf(value), () => value);
}

/** What is shorter than a hash stands for itself; a key has no spaces. */
const SHORT = /^\S{1,15}$/;

/** The one notion of a key: of what has a name, that; of all else its JSON, or the hash of it. */
export function keyOf(value: unknown): string {
  if (isNamed(value)) return value.key;
  const json = JSON.stringify(value) ?? '';
  return SHORT.test(json) ? json : hashOf(json);
}

/** 96 bits of SHA-256, in Base64. */
export function hashOf(text: string | Uint8Array): string {
  return sha256(text, 'base64').slice(0, 16);
}

/** The values of what a page names. */
export async function valuesOf<I extends object>(inputs: Inputs<I>): Promise<I> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(inputs)) values[name] = await valueOf(value);
  return values as I;
}

/** The value of something that a page names. */
export async function valueOf(value: unknown): Promise<unknown> {
  if (isNamed(value)) return value.load();
  if (!Array.isArray(value) || !isNamed(value[0])) return value;
  const values: unknown[] = [];
  for (const each of value as readonly Named<unknown>[]) values.push(await each.load());
  return values;
}

function isNamed(value: unknown): value is Named<unknown> {
  return typeof value === 'object' && value !== null && 'load' in value && 'toJSON' in value;
}
