import type { Original } from '../../model/edition.ts';
import type { LocalReport } from '../../model/report.ts';
import type { Teaser } from '../../model/page.ts';
import type { Language } from '../../model/language.ts';
import type { Row } from '../../model/row.ts';
import type { Site } from '../../source/site-schema.ts';
import { formatVersion } from '../../model/version.ts';
import { serviceName, textOf } from './article-view.ts';
import { articleUrl } from '../route.ts';

/** A report as one line of a list, in the language of the page the list is on. */
export function teaserOf(local: LocalReport, site: Pick<Site, 'services'>): Teaser {
  const { report, language } = local;
  const { original, derived } = report;
  // Lists tell where things stand now, in whatever language the newest entry is.
  const newest =
    local.entries.find(({ at }) => at === original.timeline.at(-1)?.at) ?? originalEntry(original);
  return {
    reference: report.reference,
    url: articleUrl(language, report.reference),
    title: textOf(local.title),
    summary: local.summary ? textOf(local.summary) : undefined,
    kind: original.facts.kind,
    state: derived.state,
    severity: original.facts.severity,
    start: derived.start,
    startPrecision: derived.startPrecision,
    end: derived.end,
    duration: derived.duration,
    lastUpdate: original.lastUpdate,
    version: formatVersion(local.version),
    latest: { at: newest.at, title: textOf(newest.title) },
    services: original.facts.services.map(({ id }) => ({
      id,
      name: serviceName(id, site.services, language),
    })),
    planned: original.facts.planned,
    draft: original.version.number === 0,
  };
}

/** The line about a report for readers of a language of the site. */
export function teaserIn({ locals }: Pick<Row, 'locals'>, language: Language): Teaser {
  const own = locals[language];
  if (!own) throw new Error('a row has every configured language');
  return own.teaser;
}

function originalEntry({ timeline, language }: Original) {
  const entry = timeline.at(-1);
  if (!entry) throw new Error('a timeline without entries cannot have passed the schema');
  return { at: entry.at, title: { value: entry.title, language } };
}
