import { makeList } from '../pages/list-pages.ts';
import { makeRecord, makeRecordYear } from '../pages/record-pages.ts';
import { makePending } from '../pages/texts-of.ts';
import { makeArticle, makeNeutral } from '../pages/report-pages.ts';
import { makeHistoryJson, makeVersions } from '../pages/version-pages.ts';

/** The functions that make pages from templates, by the names used in messages to threads. */
export const MAKERS = {
  makeArticle,
  makeHistoryJson,
  makeList,
  makeNeutral,
  makePending,
  makeRecord,
  makeRecordYear,
  makeVersions,
} as const;

const NAMES = new Map<unknown, keyof typeof MAKERS>(
  (Object.keys(MAKERS) as (keyof typeof MAKERS)[]).map((name) => [MAKERS[name], name]),
);

/** The name of a maker; undefined for one that uses no template. */
export function makerName(make: unknown): keyof typeof MAKERS | undefined {
  return NAMES.get(make);
}
