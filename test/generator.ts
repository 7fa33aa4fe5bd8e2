import type { Generator } from '../src/publish/manifest.ts';

/** The same in every test, so that manifests can be compared. */
export const GENERATOR: Generator = {
  name: 'incident-press',
  version: '0.0.0-test',
  node: '0.0.0',
  icu: '0',
};
