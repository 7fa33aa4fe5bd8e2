import { parseText } from './parse/parse-text.ts';
import type { Parsed, TextRequest } from './parse/parse-text.ts';

/** Parses on this thread, one file after the other, without a time limit: for trusted text. */
export async function parseInline<R extends TextRequest>(
  requests: readonly R[],
): Promise<readonly Parsed<R>[]> {
  const outcomes: Parsed<R>[] = [];
  for (const request of requests) outcomes.push(await parseText(request));
  return outcomes;
}
