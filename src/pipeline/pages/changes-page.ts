import type { Report } from '../../model/report.ts';
import { writeJson } from '../../render/json.ts';
import { changeOf } from '../../site/machines/changes.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import type { RecordRow } from '../../site/pages/record.ts';
import { rootFileUrl, outputPath } from '../../site/route.ts';
import type { SiteRecord } from '../../site/record.ts';
import type { Named } from '../remember/named.ts';
import { page } from '../remember/pages.ts';
import type { Made, Page } from '../remember/pages.ts';
import type { Texts } from './common.ts';
import type { FeedsPlan } from './feed-pages.ts';

interface ChangesInputs {
  readonly site: PageSettings;
  readonly texts: Texts;
  readonly checkpoint: string | undefined;
  /** The newest lines of the site's ledger, oldest first. */
  readonly rows: readonly RecordRow[];
  /** The reports that the lines are about, in no order. */
  readonly reports: readonly Report[];
}

/** `changes.json`: the newest publications, for programs that announce them. */
export function changesPage(
  { common, settings, rows, reportOf }: Pick<FeedsPlan, 'common' | 'settings' | 'rows' | 'reportOf'>,
  { latest, checkpoint }: Pick<SiteRecord, 'latest' | 'checkpoint'>,
): Page {
  const there = new Set<string>(rows.map(({ reference }) => reference));
  const told = [...new Set(latest.map(({ reference }) => reference))].filter((each) => there.has(each));
  const reports: Named<Report>[] = told.map(reportOf);
  return page<ChangesInputs>({
    name: outputPath(rootFileUrl('changes.json')),
    inputs: {
      site: common.site,
      texts: common.textsOf(settings.languages),
      checkpoint,
      rows: latest,
      reports,
    },
    make: makeChanges,
  });
}

function makeChanges({ site, texts, checkpoint, rows, reports }: ChangesInputs): Made {
  const byReference = new Map<string, Report>(reports.map((report) => [report.reference, report]));
  const changes = rows.toReversed().flatMap((row) => {
    const report = byReference.get(row.reference);
    return (report && changeOf(row, report, site, texts.t)) ?? [];
  });
  const body = writeJson({
    site: { name: site.name, url: site.url, language: site.defaultLanguage },
    checkpoint: checkpoint ?? null,
    changes,
  });
  return { files: [{ path: outputPath(rootFileUrl('changes.json')), body }], diagnostics: [] };
}
