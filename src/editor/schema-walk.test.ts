import { expect, test } from 'vitest';
import { frontMatterJsonSchema, siteJsonSchema } from '../source/json-schema.ts';
import { descriptionOf, keysOf, schemasAt } from './schema-walk.ts';
import type { Json } from './schema-walk.ts';

type Path = readonly (string | number)[];

const SCHEMAS = [
  ['a report', frontMatterJsonSchema({ serviceIds: [] })],
  ['site.yaml', siteJsonSchema()],
] as const;

test.each(SCHEMAS)('every key of %s says what it is for', (_, schema) => {
  const found = keysBelow(schema, []);
  expect(found.length).toBeGreaterThan(20);
  // What a rule finds is in the catalogue of diagnostics.
  const silent = found.filter(({ path, description }) => path[0] !== 'rules' && description === undefined);
  expect(silent.map(({ path }) => path.join('.'))).toEqual([]);
});

function keysBelow(
  schema: Json,
  path: Path,
): { readonly path: Path; readonly description: string | undefined }[] {
  return [path, [...path, 0]].flatMap((place) =>
    schemasAt(schema, place)
      .flatMap(keysOf)
      .flatMap((each) => [
        { path: [...place, each.key], description: descriptionOf(each.schema) },
        ...keysBelow(schema, [...place, each.key]),
      ]),
  );
}
