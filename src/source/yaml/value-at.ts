/** The value at a path of plain data; undefined if there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** A copy with another map at a path. */
export function withValueAt(value: unknown, [key, ...rest]: readonly PropertyKey[], map: unknown): unknown {
  if (key === undefined) return map;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === key ? withValueAt(each, rest, map) : each));
  const inner = (value ?? {}) as Record<PropertyKey, unknown>;
  return { ...inner, [key]: withValueAt(inner[key], rest, map) };
}
