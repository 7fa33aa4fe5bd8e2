import { expect, test } from 'vitest';
import { frontMatterJsonSchema, siteJsonSchema } from './json-schema.ts';

type Json = Readonly<Record<string, unknown>>;
/** The part of a schema with a dotted path. */
const at = (schema: unknown, path: string) =>
  path.split('.').reduce((node, key) => (node as Record<string, unknown>)[key], schema) as Json;

test('texts may be numbers or booleans to an editor, words of a list may not', () => {
  const schema = frontMatterJsonSchema({ serviceIds: [] });
  expect(schema['title']).toBe('incident-press front matter');
  expect(at(schema, 'properties.title')['type']).toEqual(['string', 'number', 'boolean']);
  const severity = at(schema, 'properties.severity');
  expect(severity['type']).toBe('string');
  expect(severity['enum']).toContain('minor');
});

test('a word that YAML takes for a boolean may be one', () => {
  const schema = siteJsonSchema();
  expect(schema['title']).toBe('incident-press site.yaml');
  const subdomains = at(schema, 'properties.headers.properties.hsts_subdomains');
  expect(subdomains['enum']).toEqual(['true', 'false', true, false]);
  expect(subdomains['type']).toBeUndefined();
});

test('ids of services are completed where the site is known', () => {
  const known = JSON.stringify(frontMatterJsonSchema({ serviceIds: ['web', 'mail'] }));
  const unknown = JSON.stringify(frontMatterJsonSchema({ serviceIds: [] }));
  const ids = '"enum":["web","mail"]';
  // As a list and as keys of a map, of the report and of an entry.
  expect(known.split(ids)).toHaveLength(5);
  expect(known).toContain(`"propertyNames":{"type":"string",${ids}}`);
  expect(known).toContain(`{"type":"string",${ids},"description":"Id of a service of site.yaml"}`);
  expect(unknown).not.toContain(ids);
  expect(unknown).not.toContain('"enum":[]');
});
