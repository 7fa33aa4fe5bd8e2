import { inputKeys } from './pages.ts';
import type { PageRules } from './pages.ts';
import { settingsKey, unitKey } from './units.ts';
import type { UnitRules } from './units.ts';
import { isSame } from './values.ts';
import type { ValueRules } from './values.ts';

/** What decides whether something is made again. Tests plant faults here, to see that they are caught. */
export type Rules = UnitRules & PageRules & ValueRules;

export const RULES: Rules = { unitKey, settingsKey, isSame, inputKeys, templateKeys: (keys) => keys };
