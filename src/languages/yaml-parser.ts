import { createRequire } from 'node:module';
import type { Scalar, YAMLMap, YAMLSeq } from 'yaml';

/*
 * The parser of all of YAML, loaded when first needed: what is written plainly is read without it.
 */
const require = createRequire(import.meta.url);

export function yamlParser(): typeof import('yaml') {
  return require('yaml') as typeof import('yaml');
}

export function isMap<K = unknown, V = unknown>(node: unknown): node is YAMLMap<K, V> {
  return yamlParser().isMap<K, V>(node);
}

export function isSeq<T = unknown>(node: unknown): node is YAMLSeq<T> {
  return yamlParser().isSeq<T>(node);
}

export function isScalar<T = unknown>(node: unknown): node is Scalar<T> {
  return yamlParser().isScalar<T>(node);
}
