import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import { ROOT } from '../run.ts';

const FOLDER = join(ROOT, 'docs/api');
const ajv = new Ajv({ allErrors: true, strict: true });
formats.default(ajv);
for (const name of readdirSync(FOLDER))
  ajv.addSchema(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as object);

/** The names of all schemas in docs/api/, sorted. */
export function schemaNames(): readonly string[] {
  return readdirSync(FOLDER)
    .map((file) => file.replace('.schema.json', ''))
    .toSorted();
}

/** Fails where a value does not follow one of the schemas in docs/api/, and says where. */
export function expectToFollow(schema: string, value: unknown, name: string): void {
  const validate = ajv.getSchema(`${schema}.schema.json`);
  if (!validate) throw new Error(`there is no schema ${schema}`);
  validate(value);
  const errors = validate.errors?.map((error) => `${name}${error.instancePath} ${error.message}`) ?? [];
  expect(errors).toEqual([]);
}
