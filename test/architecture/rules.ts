import type { Rule } from './module.ts';
import { findCycles, findUpwardImports } from './rules/floors.ts';
import { findBrands, findDefaultExports, findEmptyNames, findSeverities, findState } from './rules/habits.ts';
import { findFullFolders, findLongFiles, findLongFunctions, findManyParameters } from './rules/sizes.ts';
import { findHashing, findWorldlyUses, findWriting } from './rules/world.ts';

export const RULES = {
  floors: findUpwardImports,
  cycles: findCycles,
  folder: findFullFolders,
  file: findLongFiles,
  function: findLongFunctions,
  parameters: findManyParameters,
  world: findWorldlyUses,
  writing: findWriting,
  hashing: findHashing,
  severity: findSeverities,
  brands: findBrands,
  'default exports': findDefaultExports,
  names: findEmptyNames,
  state: findState,
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;
export const RULE_NAMES = Object.keys(RULES) as RuleName[];
