import { z } from 'zod';
import type { Code } from '../diagnostics/catalogue.ts';

/** The data that a custom issue of a schema passes to its diagnostic. */
export interface IssueParams {
  readonly code: Code;
  readonly hint: string;
  /** What to write instead, if only one text is possible. */
  readonly right: string | undefined;
}

/** Refuses a value inside a transformation of a schema. */
export function refuse(
  context: z.RefinementCtx,
  code: Code,
  message: string,
  hint: string,
  right?: string,
): never {
  context.addIssue({ code: 'custom', message, params: { code, hint, right } satisfies IssueParams });
  return z.NEVER;
}
