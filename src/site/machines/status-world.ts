import { latest } from '../../model/instant.ts';
import type { Instant } from '../../model/instant.ts';
import type { Language } from '../../model/language.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../source/site-schema.ts';
import { authorityName } from '../identity.ts';
import { statusId } from './status-ids.ts';
import { newestReportFirst } from '../../model/newest-first.ts';

/** What the files of the status API are made from, in one language. */
export interface StatusWorld {
  readonly site: Site;
  readonly language: Language;
  /** Published reports, newest start first. */
  readonly reports: readonly Report[];
  /** What everything that depends on the present is computed as of. */
  readonly asOf: Instant;
  readonly pageId: string;
  /** The oldest instant the site tells of. */
  readonly began: Instant;
  /** The newest last update of the site; never the clock. */
  readonly updated: Instant;
  readonly t: (key: string, args?: Readonly<Record<string, string | number>>) => string;
}

/** The instant a site without reports is dated by. */
const NEVER = '1970-01-01T00:00:00Z' as Instant;

/** Sorts out what the files need. Drafts are not part of it. */
export function statusWorld(
  site: Site,
  reports: readonly Report[],
  language: Language,
  asOf: Instant | undefined,
  t: StatusWorld['t'],
): StatusWorld {
  const shown = reports.filter(({ original }) => original.version.number > 0).toSorted(newestReportFirst);
  const updated = shown.reduce<Instant | undefined>(
    (newest, { original }) => latest(newest, original.lastUpdate),
    undefined,
  );
  const first = shown.map(({ original }) => original.timeline[0]?.at ?? original.lastUpdate).toSorted()[0];
  return {
    site,
    language,
    reports: shown,
    asOf: asOf ?? NEVER,
    pageId: statusId('page', authorityName(site)),
    began: first ?? NEVER,
    updated: updated ?? NEVER,
    t,
  };
}
