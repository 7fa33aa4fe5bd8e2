import { z } from 'zod';
import { frontMatter } from './schema.ts';
import { siteSchema } from './site-schema.ts';

/** Data of a site that an editor can complete. */
export interface SchemaContext {
  readonly serviceIds: readonly string[];
}

type Json = Record<string, unknown>;

/**
 * Fields every report has. A translation needs no timeline of its own, so the timeline is not among them.
 */
const TITLE = 'incident-press front matter';

/**
 * The JSON Schema (draft-07) of front matter, made from the schema that reads it, for editors to complete and
 * check. Editors read YAML with more types than this program does: text here may be a number there.
 */
export function frontMatterJsonSchema({ serviceIds }: SchemaContext): Json {
  return { ...(withServices(jsonSchemaOf(frontMatter), serviceIds) as Json), title: TITLE };
}

/** The JSON Schema (draft-07) of `site.yaml`, made in the same way. */
export function siteJsonSchema(): Json {
  return { ...jsonSchemaOf(siteSchema), title: 'incident-press site.yaml' };
}

function jsonSchemaOf(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => loosen(jsonSchema as Json),
  }) as Json;
}

/** `002` is a number to an editor, `true` a boolean; both are allowed where this program reads text. */
function loosen(schema: Json): void {
  if (schema['type'] === 'string' && schema['enum'] === undefined)
    schema['type'] = ['string', 'number', 'boolean'];
  if (Array.isArray(schema['enum']) && schema['enum'].includes('true')) {
    delete schema['type'];
    schema['enum'] = [...new Set([...(schema['enum'] as unknown[]), true, false])];
  }
}

/** Ids of services can only be completed if the site is known. */
function withServices(value: unknown, ids: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => withServices(each, ids));
  if (typeof value !== 'object' || value === null) return value;
  const node = value as Json;
  if (ids.length > 0 && node['description'] === 'Id of a service of site.yaml') {
    return { type: 'string', enum: [...ids], description: node['description'] };
  }
  if (ids.length > 0 && isServiceMap(node)) {
    return { ...node, propertyNames: { type: 'string', enum: [...ids] } };
  }
  return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, withServices(inner, ids)]));
}

function isServiceMap(node: Json): boolean {
  const inner = node['additionalProperties'];
  return (
    typeof inner === 'object' && inner !== null && (inner as Json)['description'] === 'State of the service'
  );
}
