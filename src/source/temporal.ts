import { createRequire } from 'node:module';
import type { Temporal as Shape } from 'temporal-polyfill';

const require = createRequire(import.meta.url);

/** Dates and zones; loaded when first needed, which the times in most texts do not. */
export function temporal(): typeof Shape {
  return (require('temporal-polyfill') as typeof import('temporal-polyfill')).Temporal;
}
