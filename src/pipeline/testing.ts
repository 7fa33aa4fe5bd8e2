import { parseEdition } from '../source/edition.ts';
import type { ParseEditions } from './parse/read-reports.ts';

/** Parses on this thread, one file after the other, without a limit of time: for text that is trusted. */
export const parseInline: ParseEditions = async (requests) => {
  const outcomes = [];
  for (const request of requests) outcomes.push(await parseEdition(request));
  return outcomes;
};
