import { keyOf } from './named.ts';
import { inputKeys } from './pages.ts';
import type { PageRules } from './pages.ts';
import { unitKey } from './units.ts';
import type { UnitRules } from './units.ts';
import { isSame } from './values.ts';
import type { ValueRules } from './values.ts';

/**
 * The rules that decide whether something is made again. Tests plant faults here to see that they are caught.
 */
export type Rules = UnitRules & PageRules & ValueRules;

export const RULES: Rules = {
  unitKey,
  settingsKey: keyOf,
  isSame,
  from: (page) => page.from,
  inputKeys,
  templateKeys: (keys) => keys,
};
