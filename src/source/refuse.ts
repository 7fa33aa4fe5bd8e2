import { z } from 'zod';
import type { Code } from '../diagnostics/catalogue.ts';

/** What a custom issue of a schema carries to its diagnostic. */
export interface IssueParams {
  readonly code: Code;
  readonly hint: string;
}

/** Refuses a value inside a transformation of a schema. */
export function refuse(context: z.RefinementCtx, code: Code, message: string, hint: string): never {
  context.addIssue({ code: 'custom', message, params: { code, hint } satisfies IssueParams });
  return z.NEVER;
}
