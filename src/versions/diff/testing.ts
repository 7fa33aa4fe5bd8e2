import { compare, show } from './prose.ts';
import type { DiffLabels } from './prose.ts';

/** What `diffProse` shows before anything is left out of it. */
export function compareProse(before: string, after: string, language: string, labels: DiffLabels): string {
  return show(compare(before, after, language), labels);
}
