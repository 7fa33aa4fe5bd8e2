/** A JSON Schema, or a part of it. */
export type Json = Readonly<Record<string, unknown>>;

/** What a schema allows at a place: a union gives several answers. */
export function schemasAt(schema: Json, path: readonly (string | number)[]): readonly Json[] {
  return path
    .reduce<readonly Json[]>(
      (found, step) => found.flatMap(alternatives).flatMap((each) => inside(each, step)),
      [schema],
    )
    .flatMap(alternatives);
}

/** A key that is allowed in a map. */
export interface AllowedKey {
  readonly key: string;
  readonly schema: Json;
  readonly isRequired: boolean;
}

/** The keys that are allowed in a map. */
export function keysOf(schema: Json): readonly AllowedKey[] {
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly unknown[]) : [];
  return Object.entries(mapIn(schema, 'properties')).map(([key, value]) => ({
    key,
    schema: value as Json,
    isRequired: required.includes(key),
  }));
}

/** The words that a value may be; none if it is not restricted to a list. */
export function wordsOf(schema: Json): readonly string[] {
  const words = Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : [];
  return words.filter((word): word is string => typeof word === 'string');
}

/** The description of a schema, or else that of its alternatives. */
export function descriptionOf(schema: Json): string | undefined {
  return alternatives(schema)
    .concat(schema)
    .map((each) => each['description'])
    .find((each): each is string => typeof each === 'string');
}

/** True if the value may be a list or map, which begins on the next line. */
export function isCollection(schema: Json): boolean {
  return alternatives(schema).some(({ type }) => type === 'array' || type === 'object');
}

function alternatives(schema: Json): Json[] {
  const all = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(all) ? (all as Json[]).flatMap(alternatives) : [schema];
}

function inside(schema: Json, step: string | number): Json[] {
  if (typeof step === 'number') return isSchema(schema['items']) ? [schema['items']] : [];
  const own = mapIn(schema, 'properties')[step] ?? schema['additionalProperties'];
  return isSchema(own) ? [own] : [];
}

function isSchema(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function mapIn(schema: Json, key: string): Json {
  const value = schema[key];
  return isSchema(value) ? value : {};
}
