import { inputKeys } from './pages.ts';
import type { PageRules } from './pages.ts';
import { settingsKey, unitKey } from './units.ts';
import type { UnitRules } from './units.ts';

/** What decides whether something is made again. Tests plant faults here, to see that they are caught. */
export type Rules = UnitRules & PageRules;

export const RULES: Rules = { unitKey, settingsKey, inputKeys, templateKeys: (keys) => keys };
