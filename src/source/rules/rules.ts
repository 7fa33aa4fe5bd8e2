import type { Code } from '../../diagnostics/catalogue.ts';

/** The rules that a site may switch off, by name. All are warnings. */
export const RULES = {
  distant: 'INC213',
  brief: 'INC214',
  affected: 'INC215',
  backwards: 'INC220',
  repetition: 'INC221',
  dangling: 'INC222',
  outage: 'INC223',
  secret: 'INC224',
  internal: 'INC225',
  mail: 'INC226',
  blame: 'INC230',
  actions: 'INC231',
  impact: 'INC232',
  lessons: 'INC233',
  stale: 'INC234',
  promise: 'INC235',
} as const satisfies Record<string, Code>;

export type Rule = keyof typeof RULES;
export const RULE_NAMES = Object.keys(RULES) as readonly Rule[];
